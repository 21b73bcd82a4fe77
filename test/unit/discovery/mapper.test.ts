import assert from 'node:assert/strict'
import {test, type TestContext} from 'node:test'
import {startApiServer} from '../../support/api-server.ts'
import {configFolder} from '../../support/config-folder.ts'
import {aggregatedServer, unaggregatedServer} from './servers.ts'

/**
 * Expected values: what kubectl 1.37.2 requested for `get TYPE x` from these very servers, or what it
 * said where it found no such type.
 */
const arguments_: readonly (readonly [argument: string, expected: string])[] = [
  ['po', '/v1 pods'],
  ['POD', '/v1 pods'],
  ['ct', 'stable.example.com/v2 crontabs'],
  ['CronTab', 'stable.example.com/v2 crontabs'],
  ['olds', 'stable.example.com/v1 olds'],
  ['crontabs.stable', 'stable.example.com/v2 crontabs'],
  ['crontabs.v1.stable.example.com', 'stable.example.com/v1 crontabs'],
  ['crontab.v1.', 'stable.example.com/v1 crontabs'],
  ['ev', '/v1 events'],
  ['nodemetrics', `the server doesn't have a resource type "nodemetrics"`],
  ['cts', `the server doesn't have a resource type "cts"`],
  ['nosuch', `the server doesn't have a resource type "nosuch"`],
  ['nosuch.apps', `the server doesn't have a resource type "nosuch" in group "apps"`],
  ['nosuch.v1.apps', `the server doesn't have a resource type "nosuch" in group "v1.apps"`],
]

const servers = {
  aggregated: aggregatedServer(),
  'aggregated, one API stale': aggregatedServer({stale: true}),
  'not aggregated': unaggregatedServer(),
  'not aggregated, one API failing': unaggregatedServer({failing: true}),
}

async function openMapper(t: TestContext, routes: ReturnType<typeof aggregatedServer>) {
  const server = await startApiServer(routes)
  const session = configFolder(t, {}).session('', {server: server.url})
  t.after(async () => {
    ;(await session.client()).close()
    await server.close()
  })
  return {server, session, mapper: await session.mapper()}
}

for (const [name, routes] of Object.entries(servers)) {
  test(`TYPE arguments mean what they mean to kubectl: ${name}`, async (t) => {
    const {mapper, session} = await openMapper(t, routes)
    for (const [argument, expected] of arguments_) {
      const found = await mapper.mappingForArgument(argument).then(
        ({resource: {group, version, resource}}) => `${group}/${version} ${resource}`,
        (error: Error) => error.message,
      )
      assert.equal(found, expected, argument)
    }
    assert.equal(
      session.errOut.text,
      'Warning: short name "ev" could also match lower priority resource events.events.k8s.io\n',
    )
  })
}

test('a type that may be in an unreadable group is missing with a hint', async (t) => {
  const {mapper} = await openMapper(t, aggregatedServer({stale: true}))
  await assert.rejects(mapper.mappingForArgument('nodemetrics'), {
    message: `the server doesn't have a resource type "nodemetrics"`,
    hint: 'The server could not tell what is in metrics.k8s.io/v1beta1, so it may be there.',
  })
})

test('kinds of manifests are mapped by their exact version', async (t) => {
  const {mapper} = await openMapper(t, aggregatedServer())
  assert.deepEqual(
    await mapper.mappingForKind({group: 'stable.example.com', version: 'v1', kind: 'CronTab'}),
    {
      resource: {group: 'stable.example.com', version: 'v1', resource: 'crontabs'},
      kind: {group: 'stable.example.com', version: 'v1', kind: 'CronTab'},
      namespaced: true,
    },
  )
  assert.equal((await mapper.mappingForKind({group: '', version: 'v1', kind: 'Node'})).namespaced, false)
  // The texts of meta.NoKindMatchError.
  await assert.rejects(mapper.mappingForKind({group: 'apps', version: 'v2', kind: 'Deployment'}), {
    name: 'NoKindMatchError',
    message: 'no matches for kind "Deployment" in version "apps/v2"',
  })
  await assert.rejects(mapper.mappingForGroupKind({group: 'apps', kind: 'X'}), {
    message: 'no matches for kind "X" in group "apps"',
  })
  await assert.rejects(mapper.mappingForGroupKind({group: 'apps', kind: 'X'}, 'v2', 'v1', 'v2'), {
    message: 'no matches for kind "X" in versions ["apps/v1" "apps/v2"]',
  })
  const preferred = await mapper.mappingForGroupKind({group: 'stable.example.com', kind: 'CronTab'})
  assert.equal(preferred.kind.version, 'v2')
})

test('a kind without a version is mapped in the preferred one, resources in part are completed', async (t) => {
  const {mapper} = await openMapper(t, aggregatedServer())
  assert.deepEqual(await mapper.kindFor({group: '', version: '', resource: 'deploy'}), {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
  })
  assert.deepEqual(await mapper.resourceFor({group: 'stable', version: '', resource: 'crontab'}), {
    group: 'stable.example.com',
    version: 'v2',
    resource: 'crontabs',
  })
  await assert.rejects(mapper.resourceFor({group: '', version: '', resource: 'nosuch'}), {
    name: 'NoResourceMatchError',
    message: 'no matches for /, Resource=nosuch',
  })
})

test('categories give their members in the order of the groups', async (t) => {
  const {mapper} = await openMapper(t, aggregatedServer())
  assert.deepEqual(await mapper.expandCategory('all'), [
    {group: '', version: 'v1', resource: 'pods'},
    {group: 'apps', version: 'v1', resource: 'deployments'},
  ])
  assert.equal(await mapper.expandCategory('pods'), undefined)
})

test('a server that cannot be reached is asked once, and its error is thrown as it is', async (t) => {
  const session = configFolder(t, {}).session('', {server: 'http://127.0.0.1:1'})
  const mapper = await session.mapper()
  assert.equal(await mapper.expandCategory('all'), undefined)
  await assert.rejects(mapper.mappingForArgument('pods'), {
    name: 'ConnectionError',
    message: 'Get "http://127.0.0.1:1/api?timeout=32s": dial tcp 127.0.0.1:1: connect: connection refused',
  })
  assert.equal(session.errOut.text, '')
})
