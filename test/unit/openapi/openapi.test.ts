import assert from 'node:assert/strict'
import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test, type TestContext} from 'node:test'
import type {GroupVersionKind} from '../../../src/api/schema.ts'
import {OpenAPIPatchSchemas} from '../../../src/openapi/patch-schemas.ts'
import {supportsParameter} from '../../../src/openapi/query-parameters.ts'
import {serverValidates} from '../../../src/resources/field-validation.ts'
import {failure, type Route, startApiServer} from '../../support/api-server.ts'
import {configFolder} from '../../support/config-folder.ts'
import {aggregatedServer, unaggregatedServer} from '../discovery/servers.ts'

const deployment = {group: 'apps', version: 'v1', kind: 'Deployment'}
const cronTab = {group: 'stable.example.com', version: 'v1', kind: 'CronTab'}
const strategic = 'application/strategic-merge-patch+json'

/** Parts of the schemas of a real server's apps/v1 document, where they are in v2 or v3. */
function schemas(prefix: string) {
  const ref = (name: string) => ({$ref: `${prefix}${name}`})
  const object = (properties: object) => ({type: 'object', properties})
  return {
    Deployment: {
      ...object({spec: {default: {}, allOf: [ref('DeploymentSpec')]}}),
      'x-kubernetes-group-version-kind': [deployment],
    },
    DeploymentSpec: object({
      strategy: {allOf: [ref('DeploymentStrategy')], 'x-kubernetes-patch-strategy': 'retainKeys'},
      template: {default: {}, allOf: [ref('PodSpec')]},
    }),
    DeploymentStrategy: object({type: {type: 'string'}}),
    PodSpec: object({
      containers: {
        type: 'array',
        items: ref('Container'),
        'x-kubernetes-patch-merge-key': 'name',
        'x-kubernetes-patch-strategy': 'merge',
      },
      volumes: {
        type: 'array',
        items: {default: {}, allOf: [ref('Volume')]},
        'x-kubernetes-patch-merge-key': 'name',
        'x-kubernetes-patch-strategy': 'merge,retainKeys',
      },
      lost: {allOf: [ref('Nowhere')]},
    }),
    Container: object({name: {type: 'string'}, args: {type: 'array', items: {type: 'string'}}}),
    Volume: object({name: {type: 'string'}}),
  }
}

function patchOf(kind: GroupVersionKind, types: readonly string[], parameters: readonly object[]) {
  return {
    patch: {
      parameters,
      requestBody: {content: Object.fromEntries(types.map((type) => [type, {}]))},
      'x-kubernetes-group-version-kind': kind,
    },
  }
}

const fieldValidation = {name: 'fieldValidation', in: 'query'}
const documents: Record<string, Route> = {
  '/openapi/v3': {
    body: {
      paths: {
        'apis/apps/v1': {serverRelativeURL: '/openapi/v3/apis/apps/v1?hash=ABC'},
        'apis/stable.example.com/v1': {serverRelativeURL: '/openapi/v3/apis/stable.example.com/v1?hash=DEF'},
        'api/v1': {serverRelativeURL: '/openapi/v3/api/v1?hash=012'},
      },
    },
  },
  '/openapi/v3/apis/apps/v1': {
    body: {
      openapi: '3.0.0',
      components: {schemas: schemas('#/components/schemas/')},
      paths: {
        '/apis/apps/v1/namespaces/{namespace}/deployments': {post: {}},
        '/apis/apps/v1/namespaces/{namespace}/deployments/{name}': patchOf(
          deployment,
          [strategic],
          [fieldValidation],
        ),
      },
    },
  },
  '/openapi/v3/apis/stable.example.com/v1': {
    body: {
      components: {schemas: {}},
      paths: {
        x: patchOf(cronTab, ['application/merge-patch+json'], [{name: 'dryRun', in: 'query'}]),
      },
    },
  },
  '/openapi/v3/api/v1': {
    body: {
      components: {parameters: {shared: fieldValidation}},
      paths: {
        x: patchOf({group: '', version: 'v1', kind: 'Namespace'}, [], [{$ref: '#/parameters/shared'}]),
      },
    },
  },
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions': {
    body: {items: [{spec: {group: 'new.example.com', names: {kind: 'Fresh'}}}]},
  },
}

const version2: Record<string, Route> = {
  '/openapi/v2': {
    body: {
      swagger: '2.0',
      definitions: schemas('#/definitions/'),
      paths: {
        x: {patch: {consumes: [strategic], parameters: [], 'x-kubernetes-group-version-kind': deployment}},
      },
    },
  },
}

async function open(t: TestContext, routes: Record<string, Route>) {
  const server = await startApiServer(routes)
  const folder = configFolder(t, {})
  t.after(() => server.close())
  const session = () => folder.session('', {server: server.url, cacheDir: folder.dir})
  return {server, session, folder: join(folder.dir, 'discovery', `127.0.0.1_${new URL(server.url).port}`)}
}

for (const [name, routes] of Object.entries({v3: documents, 'v2, where there is no v3': version2})) {
  test(`patch metadata follow the references of ${name}`, async (t) => {
    const {session} = await open(t, routes)
    const support = await new OpenAPIPatchSchemas(await session().openapi()).support(deployment)
    assert.ok(support?.strategic)
    const spec = support.schema.objectField('spec').schema
    assert.deepEqual(spec.objectField('strategy').meta, {strategies: ['retainKeys'], mergeKey: ''})
    const pod = spec.objectField('template').schema
    const containers = pod.listField('containers')
    assert.deepEqual(containers.meta, {strategies: ['merge'], mergeKey: 'name'})
    assert.deepEqual(containers.schema.listField('args').meta, {strategies: [], mergeKey: ''})
    const volumes = pod.listField('volumes')
    assert.deepEqual(volumes.meta, {strategies: ['merge', 'retainKeys'], mergeKey: 'name'})
    assert.equal(volumes.schema.objectField('name').schema.name, 'string')
    // The texts of PatchMetaFromOpenAPIV3.
    assert.throws(() => pod.objectField('x'), {
      name: 'PatchSchemaError',
      message: 'unable to find api field "x"',
    })
    assert.throws(() => pod.objectField('toString'), {message: 'unable to find api field "toString"'})
    assert.throws(() => pod.objectField('lost'), /^Error: unable to resolve #\/\S+Nowhere in OpenAPI V3$/)
  })
}

test('kinds without strategic patches, and unknown ones', async (t) => {
  const {session} = await open(t, {...documents, ...version2})
  const schemas_ = new OpenAPIPatchSchemas(await session().openapi())
  assert.deepEqual(await schemas_.support(cronTab), {strategic: false})
  assert.equal(await schemas_.support({...deployment, kind: 'Nope'}), undefined)
})

test('a document is kept on disk as long as its hash stays', async (t) => {
  const {server, session, folder} = await open(t, documents)
  const read = async () => {
    const before = server.requests.length
    await (await session().openapi()).v3(deployment)
    return server.requests.slice(before)
  }
  assert.deepEqual(await read(), ['GET /openapi/v3', 'GET /openapi/v3/apis/apps/v1'])
  assert.deepEqual(await read(), ['GET /openapi/v3'])
  const file = join(folder, 'kctl-openapi/apis_apps_v1.json')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const good = readFileSync(file, 'utf8')
  for (const other of ['ABC\n{"broken', `OLD\n${good.slice(4)}`, '']) {
    writeFileSync(file, other)
    assert.equal((await read()).length, 2)
    assert.equal(readFileSync(file, 'utf8'), good)
  }
})

test('a group without a document is missing by name', async (t) => {
  const {session} = await open(t, documents)
  await assert.rejects((await session().openapi()).v3({group: 'x', version: 'v1'}), {
    message: 'GroupVersion (x/v1) not found as OpenAPI V3 path',
  })
})

test('which kinds take fieldValidation', async (t) => {
  const {session} = await open(t, {...documents, ...version2})
  const check = {
    documents: await session().openapi(),
    parameter: 'fieldValidation',
    isCustom: async ({kind}: GroupVersionKind) => kind === 'Fresh',
  }
  assert.equal(await supportsParameter(check, deployment), true)
  assert.equal(await supportsParameter(check, cronTab), false)
  assert.equal(await supportsParameter(check, {group: '', version: 'v1', kind: 'List'}), false)
  // A definition newer than the documents is taken for as able as namespaces.
  assert.equal(await supportsParameter(check, {group: 'new.example.com', version: 'v1', kind: 'Fresh'}), true)
  assert.equal(
    await supportsParameter(check, {group: 'new.example.com', version: 'v1', kind: 'Other'}),
    false,
  )
})

test("Kubernetes' own kinds are validated by the server without asking, on servers that aggregate", async (t) => {
  const {server, session} = await open(t, {...aggregatedServer(), ...documents})
  const context = session()
  assert.equal(await serverValidates(context, deployment), true)
  assert.deepEqual(server.requests.toSorted(), ['GET /api', 'GET /apis'])
  assert.equal(await serverValidates(context, cronTab), false)
  const fresh = {group: 'new.example.com', version: 'v1', kind: 'Fresh'}
  assert.equal(await serverValidates(context, fresh), true, 'asks for the definitions')
})

test('older servers are asked', async (t) => {
  const {server, session} = await open(t, {...unaggregatedServer(), ...documents})
  assert.equal(await serverValidates(session(), deployment), true)
  assert.ok(server.requests.includes('GET /openapi/v3/apis/apps/v1'))
})

test('a server that cannot be asked: kubectl’s sentence', async (t) => {
  const context = configFolder(t, {}).session('', {server: 'http://127.0.0.1:1'})
  await assert.rejects(serverValidates(context, deployment), {
    message:
      'failed to download openapi: Get "http://127.0.0.1:1/openapi/v2?timeout=32s": dial tcp 127.0.0.1:1: connect: connection refused',
  })
  const {session} = await open(t, {'/openapi/v2': failure(403, 'Forbidden', 'no')})
  await assert.rejects(serverValidates(session(), deployment), {
    message: 'failed to download openapi: unknown',
  })
})
