import assert from 'node:assert/strict'
import {test} from 'node:test'
import {setTimeout as sleep} from 'node:timers/promises'
import {apply} from '../../../../src/actions/apply/index.ts'
import type {KubeObject} from '../../../../src/api/object.ts'
import {AggregateFailure} from '../../../../src/base/errors.ts'
import {LAST_APPLIED, withApplyAnnotation} from '../../../../src/patch/last-applied.ts'
import {applyOptions, configMap, failure, fakeSession} from './fake-server.ts'

const one = configMap('one', {a: '1'})
const path = '/api/v1/namespaces/ns/configmaps'
const live = (object: KubeObject): KubeObject => withApplyAnnotation(object)
const nameIn = (text: string): string => text.slice(text.lastIndexOf('/') + 1)

test('an object that is as it should be costs one request', async () => {
  const {session, sent, out} = fakeSession([one], () => live(one))
  await apply(session, applyOptions())
  assert.deepEqual(sent(), [`GET ${path}/one`])
  assert.equal(out.text, 'configmap/one unchanged\n')
})

test('a missing object is created with the annotation that kubectl writes', async () => {
  const {session, requests} = fakeSession([one], ({method, body}) =>
    method === 'POST' ? (JSON.parse(String(body)) as KubeObject) : undefined,
  )
  await apply(session, applyOptions())
  const sent = JSON.parse(String(requests.find(({method}) => method === 'POST')!.body)) as KubeObject
  // Recorded from kubectl 1.37.2 for the same object.
  const recorded =
    '{"apiVersion":"v1","data":{"a":"1"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"one","namespace":"ns"}}\n'
  assert.equal(sent.metadata?.annotations?.[LAST_APPLIED], recorded)
})

test('a conflict is tried again with the object as it is then', async () => {
  let stale = true
  const {session, sent, out} = fakeSession([configMap('one', {a: '2'})], ({method}) => {
    if (method === 'GET') return live(one)
    if (!stale) return live(configMap('one', {a: '2'}))
    stale = false
    return failure('Conflict', 409, 'changed meanwhile')
  })
  await apply(session, applyOptions())
  assert.deepEqual(sent(), [`GET ${path}/one`, `PATCH ${path}/one`, `GET ${path}/one`, `PATCH ${path}/one`])
  assert.equal(out.text, 'configmap/one configured\n')
})

test('--force replaces what cannot be patched', async () => {
  let gone = false
  const wanted = configMap('one', {a: '2'})
  const {session, sent, out} = fakeSession([wanted], ({method}) => {
    if (method === 'GET') return gone ? undefined : live(one)
    if (method === 'PATCH') return failure('Invalid', 422, 'immutable')
    if (method === 'DELETE') gone = true
    return live(wanted)
  })
  await apply(
    session,
    applyOptions({replace: {force: true, gracePeriod: -1, cascade: 'Background', timeout: 0}}),
  )
  const steps = ['GET', 'PATCH', 'DELETE', 'GET', 'POST']
  assert.deepEqual(
    sent().map((line) => line.split(' ')[0]),
    steps,
  )
  assert.equal(out.text, 'configmap/one configured\n')
})

test('--force puts the old object back when the new one is refused', async () => {
  let gone = false
  const posted: KubeObject[] = []
  const {session} = fakeSession([configMap('one', {a: '2'})], ({method, body}) => {
    if (method === 'GET') return gone ? undefined : live(one)
    if (method === 'PATCH') return failure('Invalid', 422, 'immutable')
    if (method === 'DELETE') gone = true
    if (method === 'POST') {
      posted.push(JSON.parse(String(body)) as KubeObject)
      if (posted.length === 1) return failure('Invalid', 422, 'not like this')
    }
    return live(one)
  })
  const options = applyOptions({replace: {force: true, gracePeriod: -1, cascade: 'Background', timeout: 0}})
  await assert.rejects(apply(session, options), /not like this$/)
  assert.deepEqual(
    posted.map(({data}) => data),
    [{a: '2'}, {a: '1'}],
  )
})

test('objects are reported in the order of the files, whatever answers first', async () => {
  const objects = Array.from({length: 30}, (_, index) => configMap(`n${index}`, {}))
  const {session, out} = fakeSession(objects, async (request) => {
    await sleep(Math.random() * 5)
    return live(configMap(nameIn(request.path), {}))
  })
  await apply(session, applyOptions())
  assert.equal(out.text, objects.map(({metadata}) => `configmap/${metadata?.name} unchanged\n`).join(''))
})

test('two mentions of one object are applied one after the other', async () => {
  let stored: KubeObject | undefined
  const {session, out} = fakeSession([one, configMap('one', {a: '2'})], async ({method, body}) => {
    await sleep(2)
    if (method === 'GET') return stored
    if (method === 'POST') stored = JSON.parse(String(body)) as KubeObject
    return stored
  })
  await apply(session, applyOptions())
  assert.equal(out.text, 'configmap/one created\nconfigmap/one configured\n')
})

test('failures do not stop the others and come together at the end', async () => {
  const objects = ['a', 'b', 'c'].map((name) => configMap(name, {}))
  const {session, out} = fakeSession(objects, ({path: asked}) => {
    const name = nameIn(asked)
    return name === 'b' ? live(configMap(name, {})) : failure('Forbidden', 403, `no ${name}`)
  })
  await assert.rejects(apply(session, applyOptions()), (error) => {
    assert.ok(error instanceof AggregateFailure)
    assert.deepEqual(
      error.errors.map(({message}) => message.split('\n').at(-1)),
      ['from server for: "f.yaml": no a', 'from server for: "f.yaml": no c'],
    )
    return true
  })
  assert.equal(out.text, 'configmap/b unchanged\n')
})

test('a client-side dry run sends nothing but questions', async () => {
  const {session, sent, out} = fakeSession(
    [configMap('one', {a: '2'}), configMap('new', {})],
    ({path: asked}) => (asked.endsWith('/one') ? live(one) : undefined),
  )
  await apply(session, applyOptions({dryRun: 'client'}))
  assert.ok(sent().every((line) => line.startsWith('GET ')))
  assert.equal(out.text, 'configmap/one configured\nconfigmap/new created\n')
})
