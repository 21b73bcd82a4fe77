import assert from 'node:assert/strict'
import {test, type TestContext} from 'node:test'
import {topNode} from '../../../../src/actions/top/node.ts'
import {topPod} from '../../../../src/actions/top/pod.ts'
import {failure, type Route, startApiServer} from '../../../support/api-server.ts'
import {configFolder, type TestSession} from '../../../support/config-folder.ts'
import {aggregatedServer} from '../../discovery/servers.ts'

const table = {noHeaders: false, sortBy: '', showSwap: false, selector: '', name: ''}
const node = (session: TestSession) => topNode(session, {...table, showCapacity: false})
const pod = (session: TestSession) =>
  topPod(session, {...table, allNamespaces: false, containers: false, sum: false, fieldSelector: ''})

const nodeMetrics = {metadata: {name: 'n'}, usage: {cpu: '250m', memory: '1Gi'}}
const apiNode = {metadata: {name: 'n'}, status: {allocatable: {cpu: '1', memory: '3Gi'}}}
const nodes: Record<string, Route> = {
  '/apis/metrics.k8s.io/v1beta1/nodes': {body: {kind: 'NodeMetricsList', items: [nodeMetrics]}},
  '/api/v1/nodes': {body: {kind: 'NodeList', items: [apiNode]}},
}
const nodeTable =
  'NAME   CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)   \nn      250m         25%      1024Mi          33%         \n'

/** What a server that can be changed makes of runs of an action, which share a cache. */
async function runs(t: TestContext, first: Record<string, Route>) {
  let routes = first
  const paths = [
    ...Object.keys(nodes),
    '/api',
    '/apis',
    '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods',
  ]
  paths.push('/api/v1/namespaces/default/pods')
  const notFound = failure(404, 'NotFound', 'the server could not find the requested resource')
  const server = await startApiServer(
    Object.fromEntries(paths.map((path) => [path, () => routes[path] ?? notFound])),
  )
  t.after(() => server.close())
  const folder = configFolder(t, {})
  return async (action: (session: TestSession) => Promise<void>, now = routes) => {
    routes = now
    const session = folder.session('', {server: server.url})
    const error = await action(session).then(
      () => '',
      (thrown: Error) => thrown.message,
    )
    ;(await session.client()).close()
    return error || session.out.text
  }
}

test('a metrics API that comes and goes is noticed, whatever was cached', async (t) => {
  const [served, gone] = [{...aggregatedServer(), ...nodes}, aggregatedServer({stale: true})]
  const run = await runs(t, gone)
  assert.equal(await run(node), 'Metrics API not available')
  assert.equal(await run(node, served), nodeTable)
  assert.equal(await run(node), nodeTable)
  assert.equal(await run(node, gone), 'Metrics API not available')
})

// kubectl prints the same table for such a server.
test('amounts may be JSON numbers', async (t) => {
  const usage = {cpu: 0.25, memory: 1_073_741_824}
  const item = {metadata: {name: 'p', namespace: 'default'}, containers: [{name: 'c', usage}]}
  const path = '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods'
  const run = await runs(t, {...aggregatedServer(), [path]: {body: {kind: 'PodMetricsList', items: [item]}}})
  assert.equal(await run(pod), 'NAME   CPU(cores)   MEMORY(bytes)   \np      250m         1024Mi          \n')
})

test('an error of a metrics API that is there stays what it is', async (t) => {
  const forbidden = failure(403, 'Forbidden', 'nodes.metrics.k8s.io is forbidden')
  const run = await runs(t, {...aggregatedServer(), ...nodes})
  assert.equal(await run(node), nodeTable)
  const refusing = {...aggregatedServer(), '/apis/metrics.k8s.io/v1beta1/nodes': forbidden}
  assert.equal(await run(node, refusing), 'nodes.metrics.k8s.io is forbidden')
})

test('pods older than two minutes should have metrics', async (t) => {
  const none: Route = {body: {kind: 'PodMetricsList', items: []}}
  const podAged = (minutes: number) => ({
    metadata: {
      name: 'web',
      namespace: 'default',
      creationTimestamp: new Date(Date.now() - minutes * 60_000).toISOString(),
    },
  })
  const withPods = (items: object[]): Record<string, Route> => ({
    ...aggregatedServer(),
    '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods': none,
    '/api/v1/namespaces/default/pods': {body: {kind: 'PodList', items}},
  })
  const run = await runs(t, withPods([podAged(1)]))
  assert.equal(await run(pod), 'metrics not available yet')
  assert.match(
    await run(pod, withPods([podAged(1), podAged(3)])),
    /^Metrics not available for pod default\/web, age: 3m\d/,
  )
  assert.equal(await run(pod, withPods([])), '')
})

test('a namespace that may not be read leaves the others', async (t) => {
  const metrics = {
    metadata: {name: 'web', namespace: 'default'},
    containers: [{name: 'c', usage: {cpu: '1', memory: '1Mi'}}],
  }
  const server = await startApiServer({
    ...aggregatedServer(),
    '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods': {
      body: {kind: 'PodMetricsList', items: [metrics]},
    },
    '/apis/metrics.k8s.io/v1beta1/namespaces/other/pods': failure(
      403,
      'Forbidden',
      'pods.metrics.k8s.io is forbidden',
    ),
  })
  t.after(() => server.close())
  const session = configFolder(t, {}).session('', {server: server.url, namespace: 'other,default'})
  await assert.rejects(pod(session), {message: 'pods.metrics.k8s.io is forbidden'})
  assert.match(session.out.text, /^NAMESPACE .*\ndefault +web +1000m +1Mi +\n$/)
  ;(await session.client()).close()
})
