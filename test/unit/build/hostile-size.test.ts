import assert from 'node:assert/strict'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, before, describe, it} from 'node:test'
import {type ApiServer, coreDiscovery, startApiServer} from '../../support/api-server.ts'
import {runInTerminal} from '../../support/terminal.ts'

const program = [path.resolve(import.meta.dirname, '../../../dist/kctl')]
const folder = mkdtempSync(path.join(tmpdir(), 'kctl-size-'))
/** Generous: the machine may be busy. What is quadratic takes hours. */
const timeout = 60_000

const long = 'x'.repeat(3_000_000)
const tabs = '\t'.repeat(1_000_000)
const blanks = `${' '.repeat(1_000_000)}.`
const column = (name: string) => ({name, type: 'string', format: name === 'Name' ? 'name' : '', priority: 0})

/** An object with cells of a table, which says that it is owned by ConfigMap x. */
const row = (name: string, cells: readonly unknown[]) => ({
  cells,
  object: {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {name, namespace: 'default', uid: name, ownerReferences: [{kind: 'ConfigMap', uid: 'x'}]},
  },
})

/** 200 rows; one has a cell of three million characters, one a million tabs, one a million blanks. */
const table = {
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  metadata: {},
  columnDefinitions: [column('Name'), column('Status'), column('Age')],
  rows: Array.from({length: 200}, (_, i) =>
    row(`pod-${i}`, [`pod-${i}`, [long, tabs, blanks][i] ?? 'Running', '1m']),
  ),
}
const event = (message: string) => ({
  metadata: {name: 'e', namespace: 'default'},
  involvedObject: {kind: 'Pod', name: 'a'},
  type: 'Warning',
  reason: 'Odd',
  message,
})
const digits = '9'.repeat(3_000_000)
const used = (...quantities: readonly string[]) =>
  quantities.map((memory, i) => ({
    metadata: {name: `pod-${i}`, namespace: 'default'},
    containers: [
      {name: 'a', usage: {cpu: '1', memory}},
      {name: [long, tabs][i] ?? 'b', usage: {cpu: memory}},
    ],
  }))
const items = [event(long), event(tabs), event(blanks)]

describe('a server that sends monsters', () => {
  let server: ApiServer
  before(async () => {
    server = await startApiServer({
      ...coreDiscovery({pods: 'Pod', configmaps: 'ConfigMap', events: 'Event'}),
      '/apis': {
        body: {
          kind: 'APIGroupList',
          groups: [{name: 'metrics.k8s.io', versions: [{groupVersion: 'metrics.k8s.io/v1', version: 'v1'}]}],
        },
      },
      '/apis/metrics.k8s.io/v1/namespaces/default/pods': {
        body: {kind: 'PodMetricsList', items: used(digits, '1e99999999', '1e-99999999', '2e2147483647')},
      },
      '/api/v1/namespaces/default/pods': {body: table},
      '/api/v1/namespaces/default/configmaps/x': {
        body: {
          kind: 'ConfigMap',
          apiVersion: 'v1',
          metadata: {name: 'x', namespace: 'default', uid: 'x'},
          data: {long, tabs, blanks},
        },
      },
      '/api/v1/namespaces/default/events': {body: {kind: 'EventList', apiVersion: 'v1', metadata: {}, items}},
    })
  })
  after(async () => {
    await server.close()
    rmSync(folder, {recursive: true, force: true})
  })

  const one = ['get', 'configmap', 'x', '-o']
  for (const args of [
    ['get', 'pods'],
    [...one, 'yaml'],
    [...one, 'json'],
    [...one, 'jsonpath={.data}'],
    [...one, 'go-template={{.data}}'],
    [...one, 'custom-columns=A:.data.tabs,B:.data.long'],
    ['describe', 'configmap', 'x'],
    ['events'],
    ['events', '--timeline'],
    ['get', 'pods', '--where', 'STATUS>=1'],
    ['tree', 'configmap', 'x'],
    ['tree', 'configmap', 'x', '-o', 'yaml'],
    ['top', 'pod', '--containers', '--sort-by=memory', '--sum'],
  ]) {
    it(`does not stall ${args.join(' ')}`, async () => {
      const argv = [...program, ...args, '--server', server.url]
      const env = {HOME: folder, PATH: '/usr/bin:/bin'}
      const {code, output, timedOut} = await runInTerminal({argv, cwd: folder, env, timeout})
      assert.equal(timedOut, false)
      assert.equal(code, 0, output.slice(-500))
      // One long cell does not widen the others.
      assert.ok(output.length < 20_000_000, `${output.length} characters`)
    })
  }
})
