import assert from 'node:assert/strict'
import {test, type TestContext} from 'node:test'
import {events} from '../../../../src/actions/events/index.ts'
import {ExitError} from '../../../../src/base/errors.ts'
import {failure, type Route, startApiServer} from '../../../support/api-server.ts'
import {configFolder} from '../../../support/config-folder.ts'

const event = (name: string, second: number, type = 'Normal') => ({
  kind: 'Event',
  apiVersion: 'v1',
  metadata: {name, namespace: 'default', resourceVersion: String(second)},
  lastTimestamp: `2026-01-01T00:00:0${second}Z`,
  type,
  reason: name,
  involvedObject: {kind: 'Pod', name: 'p'},
  message: '',
})

const given = {
  ...{allNamespaces: false, watch: false, noHeaders: true, for: '', types: [], chunkSize: 500},
  ...{output: '', template: '', allowMissingTemplateKeys: true, showManagedFields: false},
}

/** What `events --timeline` prints, and the queries of its requests. */
async function run(t: TestContext, options: {watch?: boolean; output?: string; types?: readonly string[]}) {
  const queries: string[] = []
  const answer: Route = ({url = ''}) => {
    const query = new URL(url, 'http://server').searchParams
    queries.push(query.has('watch') ? `watch from ${query.get('resourceVersion')}` : 'list')
    if (query.has('watch')) return {body: `${JSON.stringify({type: 'ADDED', object: event('later', 9)})}\n`}
    const items = [event('second', 2), event('third', 3, 'Warning'), event('first', 1)]
    return {body: {kind: 'EventList', apiVersion: 'v1', metadata: {resourceVersion: '7'}, items}}
  }
  const server = await startApiServer({'/api/v1/namespaces/default/events': answer})
  t.after(() => server.close())
  const session = configFolder(t, {}).session('', {server: server.url, requestTimeout: '5s'})
  await events(session, {...given, ...options, timeline: true})
  ;(await session.client()).close()
  return {lines: session.out.text.trimEnd().split('\n'), queries}
}

const reasons = (lines: readonly string[]) => lines.map((line) => line.trim().split(/ +/)[2])

test('a timeline is in the order of time, the server answers in another', async (t) => {
  const {lines, queries} = await run(t, {})
  assert.deepEqual(reasons(lines), ['first', 'second', 'third'])
  assert.equal(lines[0]!.split(' ')[0], '2026-01-01T00:00:01Z')
  assert.deepEqual(queries, ['list'])
})

test('a watched timeline begins with the past in order, and goes on where the list ended', async (t) => {
  const {lines, queries} = await run(t, {watch: true})
  assert.deepEqual(reasons(lines), ['first', 'second', 'third', 'later'])
  assert.deepEqual(queries, ['list', 'watch from 7'])
})

test('a timeline of types, and of names', async (t) => {
  assert.deepEqual(reasons((await run(t, {types: ['warning']})).lines), ['third'])
  assert.deepEqual((await run(t, {output: 'name'})).lines, ['event/first', 'event/second', 'event/third'])
})

for (const timeline of [true, false]) {
  test(`a namespace that may not be read leaves the others to be watched, timeline: ${timeline}`, async (t) => {
    const server = await startApiServer({
      '/api/v1/namespaces/one/events': ({url = ''}) => {
        if (url.includes('watch='))
          return {body: `${JSON.stringify({type: 'ADDED', object: event('later', 9)})}\n`}
        const items = [event('first', 1)]
        return {body: {kind: 'EventList', apiVersion: 'v1', metadata: {resourceVersion: '7'}, items}}
      },
      '/api/v1/namespaces/two/events': failure(403, 'Forbidden', 'no'),
      '/api/v1/namespaces/three/events': failure(403, 'Forbidden', 'never'),
    })
    t.after(() => server.close())
    const watch = async (namespace: string) => {
      const session = configFolder(t, {}).session('', {server: server.url, requestTimeout: '5s', namespace})
      const error: unknown = await events(session, {...given, watch: true, timeline}).catch(
        (thrown: unknown) => thrown,
      )
      ;(await session.client()).close()
      return {error, lines: session.out.text.trimEnd().split('\n'), warned: session.errOut.text}
    }
    const {error, lines, warned} = await watch('two,one')
    assert.deepEqual(
      lines.map((line) => line.split(/ +/)[3]),
      ['first', 'later'],
    )
    assert.match(warned, /^Warning: not watched: .*no\n$/)
    assert.ok(error instanceof ExitError && error.code === 1, String(error))
    const many = await watch(Array.from({length: 33}, (_, index) => `n${index}`).join())
    assert.match(String(many.error), /cannot watch 33 namespaces at once/)
    const none = await watch('two,three')
    assert.equal(none.warned, '')
    assert.equal(String(none.error), 'AggregateFailure: [never, no]')
  })
}
