import assert from 'node:assert/strict'
import {test, type TestContext} from 'node:test'
import {apiResources} from '../../../../src/actions/api-resources/index.ts'
import {apiVersions} from '../../../../src/actions/api-versions/index.ts'
import type {Session} from '../../../../src/session/session.ts'
import {startApiServer} from '../../../support/api-server.ts'
import {configFolder} from '../../../support/config-folder.ts'
import {aggregatedServer, unaggregatedServer} from '../../discovery/servers.ts'

/** What the last action prints for a server with this table of routes, by kubectl 1.37.2 as well; each is a run of its own. */
async function run(
  t: TestContext,
  routes: ReturnType<typeof aggregatedServer>,
  action: (session: Session) => Promise<unknown>,
  before?: (session: Session) => Promise<unknown>,
) {
  const server = await startApiServer(routes)
  t.after(() => server.close())
  const folder = configFolder(t, {})
  const open = () => folder.session('', {server: server.url})
  if (before) await before(open())
  const session = open()
  const error = await action(session).then(
    () => '',
    (thrown: Error) => thrown.message,
  )
  ;(await session.client()).close()
  return {out: session.out.text, error}
}

const list = (session: Session, cached = false) =>
  apiResources(session, {
    apiGroup: undefined,
    namespaced: undefined,
    verbs: [],
    categories: [],
    cached,
    noHeaders: false,
    output: '',
    sortBy: 'name',
  })

const table = `NAME          SHORTNAMES   APIVERSION               NAMESPACED   KIND
crontabs      ct           stable.example.com/v2    true         CronTab
deployments   deploy       apps/v1                  true         Deployment
events        ev           v1                       true         Event
events        ev           events.k8s.io/v1         true         Event
nodes         no           v1                       false        Node
nodes                      metrics.k8s.io/v1beta1   false        NodeMetrics
olds                       stable.example.com/v1    true         Old
pods          po           v1                       true         Pod
`

const withoutMetrics = `NAME          SHORTNAMES   APIVERSION              NAMESPACED   KIND
crontabs      ct           stable.example.com/v2   true         CronTab
deployments   deploy       apps/v1                 true         Deployment
events        ev           v1                      true         Event
events        ev           events.k8s.io/v1        true         Event
nodes         no           v1                      false        Node
olds                       stable.example.com/v1   true         Old
pods          po           v1                      true         Pod
`

test('all resources in their preferred version', async (t) => {
  for (const routes of [aggregatedServer(), unaggregatedServer()]) {
    assert.deepEqual(await run(t, routes, list), {out: table, error: ''})
  }
})

test('an API that does not answer harms nobody else', async (t) => {
  assert.deepEqual(await run(t, aggregatedServer({stale: true}), list), {out: withoutMetrics, error: ''})
  const failing = {
    out: withoutMetrics,
    error:
      'unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request',
  }
  assert.deepEqual(await run(t, unaggregatedServer({failing: true}), list), failing)
  // A cached answer says no more than that the version is missing: it is asked for again.
  const cached = (session: Session) => list(session, true)
  const lookUp = async (session: Session) => (await session.mapper()).mappingForArgument('pods')
  assert.deepEqual(await run(t, unaggregatedServer({failing: true}), cached, lookUp), failing)
})

test('api-versions shows what the groups name', async (t) => {
  const all = [
    'apps/v1',
    'events.k8s.io/v1',
    'metrics.k8s.io/v1beta1',
    'stable.example.com/v1',
    'stable.example.com/v2',
    'v1',
  ]
  const withoutStale = all.filter((version) => !version.startsWith('metrics'))
  const text = (versions: string[]) => versions.map((version) => `${version}\n`).join('')
  assert.equal((await run(t, aggregatedServer(), apiVersions)).out, text(all))
  assert.equal((await run(t, aggregatedServer({stale: true}), apiVersions)).out, text(withoutStale))
  assert.equal((await run(t, unaggregatedServer({failing: true}), apiVersions)).out, text(all))
})
