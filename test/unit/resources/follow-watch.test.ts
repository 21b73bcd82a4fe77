import assert from 'node:assert/strict'
import {test, type TestContext} from 'node:test'
import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {followWatch} from '../../../src/resources/follow-watch.ts'
import {KnownObjects} from '../../../src/resources/known-objects.ts'
import type {WatchEvent} from '../../../src/resources/watch.ts'
import {failure, type Route, startApiServer} from '../../support/api-server.ts'
import {configFolder} from '../../support/config-folder.ts'
import {pods} from './fakes.ts'

const pod = (name: string, resourceVersion: string, uid = `uid-${name}`) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name, namespace: 'default', uid, resourceVersion},
})
const event = (type: string, object: object) => ({type, object})
const bookmark = (resourceVersion: string) => event('BOOKMARK', {metadata: {resourceVersion}})
const stream = (...events: object[]): Route => ({
  body: events.map((each) => `${JSON.stringify(each)}\n`).join(''),
})
const list = (resourceVersion: string, ...items: object[]): Route => ({
  body: {kind: 'PodList', apiVersion: 'v1', metadata: {resourceVersion}, items},
})
const gone = {code: 410, reason: 'Expired', message: 'too old resource version: 5 (9)'}
const expiredEvent = event('ERROR', {kind: 'Status', ...gone})
const expiredAnswer = failure(410, 'Expired', gone.message)
/** What ends a test: an error that trying again does not help against. */
const end = failure(403, 'Forbidden', 'the end')

/** Follows pods from version 5, where `shown` was told before, until the steps are used up. */
async function follow(t: TestContext, steps: Route[], shown: readonly ReturnType<typeof pod>[] = []) {
  const known = new KnownObjects()
  const asked: string[] = []
  const server = await startApiServer({
    '/api/v1/namespaces/default/pods': ({url}) => {
      const {searchParams} = new URL(url!, 'http://server')
      asked.push(searchParams.has('watch') ? `watch ${searchParams.get('resourceVersion')}` : 'list')
      return steps.shift() ?? end
    },
  })
  t.after(() => server.close())
  const session = configFolder(t, {}).session('', {server: server.url})
  const client = await session.client()
  t.after(() => client.close())
  for (const object of shown) known.note('ADDED', object)
  const told: string[] = []
  const query = {mapping: pods, namespace: 'default', resourceVersion: '5'}
  const {signal} = new AbortController()
  const error = await (async () => {
    for await (const {type, object} of followWatch(client, query, {endsWithStream: false, signal, known})) {
      told.push(`${type} ${object.metadata?.name} ${object.metadata?.resourceVersion ?? '-'}`)
    }
  })().catch((thrown: Error) => thrown.message)
  return {told, asked, error}
}

for (const [name, steps] of [
  ['as an event', [stream(event('MODIFIED', pod('a', '6')), expiredEvent)]],
  ['as a status', [stream(event('MODIFIED', pod('a', '6'))), expiredAnswer]],
] as const) {
  test(`a version that the server forgot, said ${name}: only what changed is told`, async (t) => {
    const fresh = list('20', pod('a', '6'), pod('b', '15'), pod('d', '17'), pod('e', '18', 'another'))
    const shown = ['a', 'b', 'c', 'e'].map((each) => pod(each, '1'))
    const {told, error} = await follow(t, [...steps, fresh], shown)
    assert.deepEqual(told, [
      'MODIFIED a 6',
      'MODIFIED b 15',
      'ADDED d 17',
      'DELETED e -',
      'ADDED e 18',
      'DELETED c -',
    ])
    assert.equal(error, 'the end')
  })
}

test('goes on from the new list, and from where a list broke off', async (t) => {
  const steps = [
    stream(expiredEvent),
    {...list('20', pod('a', '1')), cut: true} as Route,
    list('21', pod('a', '1')),
    stream(event('MODIFIED', pod('a', '22'))),
  ]
  const {told, asked} = await follow(t, steps, [pod('a', '1')])
  assert.deepEqual(told, ['MODIFIED a 22'])
  assert.deepEqual(asked, ['watch 5', 'list', 'list', 'watch 21', 'watch 22'])
})

test('a cut connection is taken up at the last bookmark, which nobody sees', async (t) => {
  const steps = [
    {...stream(event('MODIFIED', pod('a', '6')), bookmark('9')), cut: true} as Route,
    stream(bookmark('12')),
    failure(503, 'ServiceUnavailable', 'later'),
  ]
  const {told, asked} = await follow(t, steps, [pod('a', '1')])
  assert.deepEqual(told, ['MODIFIED a 6'])
  assert.deepEqual(asked, ['watch 5', 'watch 9', 'watch 12', 'watch 12'])
})

test('a server that cannot be reached in the first place is an error', async (t) => {
  const session = configFolder(t, {}).session('', {server: 'http://127.0.0.1:1'})
  const query = {mapping: pods, namespace: 'default', resourceVersion: '5'}
  const {signal} = new AbortController()
  const changes = followWatch(await session.client(), query, {endsWithStream: false, signal})
  await assert.rejects(changes.next(), /connection refused/)
})

test('tables are told row by row, and what is gone by its name', async () => {
  const columnDefinitions = [
    {name: 'Name', type: 'string', format: 'name'},
    {name: 'Status', type: 'string', format: ''},
  ]
  const row = (name: string, version: string) => ({
    cells: [name, 'Running'],
    object: {
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: pod(name, version).metadata,
    },
  })
  const table = (version: string, ...rows: ReturnType<typeof row>[]) => ({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {resourceVersion: version},
    columnDefinitions,
    rows,
  })
  const missed: WatchEvent[] = []
  const known = new KnownObjects()
  known.note('ADDED', table('5', row('a', '1'), row('b', '1')))
  async function* pages() {
    yield table('9', row('b', '1'), row('c', '8'))
  }
  for await (const change of known.changes(pages())) missed.push(change)
  assert.deepEqual(
    missed.map(({type, object}) => [type, (object['rows'] as {cells: string[]}[])[0]!.cells]),
    [
      ['ADDED', ['c', 'Running']],
      ['DELETED', ['a', '']],
    ],
  )
})

test('of ten thousand objects no more is held than it takes to go on', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const known = new KnownObjects()
  collect()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 10_000; i++) {
    const object = {...pod(`pod-${i}`, String(i)), spec: {filling: Array.from({length: 200}, () => `${i}`)}}
    known.note('ADDED', JSON.parse(JSON.stringify(object)))
  }
  collect()
  assert.equal(known.size, 10_000)
  assert.ok(process.memoryUsage().heapUsed - before < 5_000_000, 'less than 500 bytes for each')
})
