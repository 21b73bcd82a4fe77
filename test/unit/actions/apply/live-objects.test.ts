import assert from 'node:assert/strict'
import {test} from 'node:test'
import {apply} from '../../../../src/actions/apply/index.ts'
import type {KubeObject} from '../../../../src/api/object.ts'
import {modifiedConfiguration} from '../../../../src/patch/last-applied.ts'
import {applyOptions, configMap, failure, fakeSession, type Handler} from './fake-server.ts'

const many = Array.from({length: 30}, (_, i) => configMap(`map-${i}`, {i: String(i)}))

/** The object as the server has it after an apply. */
function applied(object: KubeObject): KubeObject {
  return JSON.parse(modifiedConfiguration(object, true)) as KubeObject
}

function list(items: readonly KubeObject[], remainingItemCount = 0): KubeObject {
  // As the server sends them: items of a list do not say what they are.
  const bare = items.map(({apiVersion: _, kind: __, ...item}) => item)
  return {apiVersion: 'v1', kind: 'ConfigMapList', metadata: {remainingItemCount}, items: bare}
}

const isListRequest = (path: string) => path.endsWith('/configmaps')

async function applyMany(objects: readonly KubeObject[], handler: Handler) {
  const fake = fakeSession(objects, handler)
  await apply(fake.session, applyOptions())
  return {sent: fake.sent(), out: fake.out.text}
}

test('many objects are read by one list', async () => {
  const {sent, out} = await applyMany(many, ({method, path}) => {
    return method === 'GET' && isListRequest(path) ? list(many.map(applied)) : undefined
  })
  assert.deepEqual(sent, ['GET /api/v1/namespaces/ns/configmaps'])
  assert.equal(out, many.map((_, i) => `configmap/map-${i} unchanged\n`).join(''))
})

test('what the list does not have is created without another look', async () => {
  const {sent} = await applyMany(many, ({method, path, body}) => {
    if (method === 'POST') return JSON.parse(String(body)) as KubeObject
    return isListRequest(path) ? list(many.slice(1).map(applied)) : undefined
  })
  assert.deepEqual(sent, ['GET /api/v1/namespaces/ns/configmaps', 'POST /api/v1/namespaces/ns/configmaps'])
})

test('an object that somebody made since the list is looked at again', async () => {
  const {sent, out} = await applyMany(many, ({method, path}) => {
    if (method === 'POST') return failure('AlreadyExists', 409, 'configmaps "map-0" already exists')
    return isListRequest(path) ? list(many.slice(1).map(applied)) : applied(many[0]!)
  })
  assert.deepEqual(sent.slice(1), [
    'POST /api/v1/namespaces/ns/configmaps',
    'GET /api/v1/namespaces/ns/configmaps/map-0',
  ])
  assert.match(out, /^configmap\/map-0 unchanged\n/)
})

for (const [why, answer] of [
  ['may not be had', failure('Forbidden', 403, 'no')],
  ['holds mostly others', list(many.map(applied), 1000)],
] as const) {
  test(`objects are read one by one when the list ${why}`, async () => {
    const {sent, out} = await applyMany(many, ({path}) => {
      if (isListRequest(path)) return answer
      return applied(many.find(({metadata}) => path.endsWith(`/${metadata?.name}`))!)
    })
    assert.equal(sent.filter((line) => !line.endsWith('/configmaps')).length, many.length)
    assert.equal(out, many.map((_, i) => `configmap/map-${i} unchanged\n`).join(''))
  })
}

test('few objects, and objects mentioned twice, are read one by one', async () => {
  for (const objects of [many.slice(0, 5), [...many, many[0]!]]) {
    const {sent} = await applyMany(objects, ({path}) => {
      return applied(many.find(({metadata}) => path.endsWith(`/${metadata?.name}`))!)
    })
    assert.ok(sent.every((line) => !line.endsWith('/configmaps')))
  }
})
