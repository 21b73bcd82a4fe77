/** How many requests it takes to move over from client-side apply; that the outcome is kubectl's is compared on a cluster. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {apply} from '../../../../src/actions/apply/index.ts'
import type {JsonObject} from '../../../../src/api/json.ts'
import type {KubeObject} from '../../../../src/api/object.ts'
import {withApplyAnnotation} from '../../../../src/patch/last-applied.ts'
import {applyOptions, configMap, failure, fakeSession} from './fake-server.ts'

const file = configMap('one', {a: '1'})
const annotation = {'f:annotations': {'f:kubectl.kubernetes.io/last-applied-configuration': {}}}
const entryOf = (manager: string, operation: string, fieldsV1: JsonObject) => ({
  manager,
  operation,
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1,
})

/** What the server answers once it applied the file, with what client-side apply had set of `data`. */
function applied(clientSide: JsonObject): KubeObject {
  const object = withApplyAnnotation(file)
  const managedFields = [
    entryOf('kubectl', 'Apply', {'f:data': {'f:a': {}}}),
    entryOf('kubectl-client-side-apply', 'Update', {'f:data': clientSide, 'f:metadata': annotation}),
  ]
  return {...object, metadata: {...object.metadata, resourceVersion: '7', managedFields}}
}

async function run(clientSide: JsonObject, refused: (type: string) => boolean = () => false) {
  const fake = fakeSession([file], ({contentType}) =>
    refused(contentType ?? '') ? failure('Forbidden', 403, 'not this') : applied(clientSide),
  )
  await apply(fake.session, applyOptions({serverSide: true}))
  const types = fake.requests.map(({contentType}) => contentType!.split('/')[1])
  return {...fake, types}
}

test('one more request says who owns what, when the server has nothing to drop', async () => {
  const {types, requests} = await run({'.': {}, 'f:a': {}})
  assert.deepEqual(types, ['apply-patch+yaml', 'json-patch+json'])
  assert.deepEqual(JSON.parse(String(requests[1]!.body)), [
    {
      op: 'replace',
      path: '/metadata/managedFields',
      value: [
        entryOf('kubectl', 'Apply', {'f:data': {'f:a': {}}}),
        entryOf('kubectl-last-applied', 'Apply', {'f:metadata': annotation}),
      ],
    },
    {op: 'replace', path: '/metadata/resourceVersion', value: '7'},
  ])
})

test('a field that is no longer in the file is dropped by applying once more', async () => {
  const {types, requests} = await run({'f:a': {}, 'f:b': {}})
  assert.deepEqual(types, ['apply-patch+yaml', 'json-patch+json', 'apply-patch+yaml'])
  assert.equal(requests[2]!.body, requests[0]!.body)
  assert.match(
    String(requests[1]!.body),
    /"f:data":\{"f:a":\{\},"f:b":\{\}\}.*"manager":"kubectl","operation":"Apply"/,
  )
})

test('where the server refuses that, it is done in the steps that kubectl takes', async () => {
  const {types, out, errOut} = await run({'f:a': {}}, (type) => type.includes('json-patch'))
  assert.deepEqual(types, ['apply-patch+yaml', 'json-patch+json', 'apply-patch+yaml', 'json-patch+json'])
  assert.match(errOut.text, /^Warning: server rejected managed fields migration to Server-Side Apply\./)
  assert.equal(out.text, 'configmap/one serverside-applied\n')
})
