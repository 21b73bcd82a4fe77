import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, before, describe, it} from 'node:test'
import {promisify} from 'node:util'
import {type ApiServer, coreDiscovery, failure, startApiServer} from '../../support/api-server.ts'
import {aggregatedServer} from '../discovery/servers.ts'
import {runInTerminal} from '../../support/terminal.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const program = [path.join(root, 'dist/kctl')]
const folder = mkdtempSync(path.join(tmpdir(), 'kctl-hostile-'))
const env = {HOME: folder, PATH: '/usr/bin:/bin', TERM: 'xterm', NO_COLOR: '1'}

/** Sets the window's title, moves the cursor, rings, and starts a sequence with one 8-bit character. */
const evil = 'a\u001b]0;owned\u0007\u001b[2J\rb\u009b31m\b\u202eexe.\u200b'
const shown = 'a^[]0;owned^G^[[2J\\rb<9B>31m^H<U+202E>exe.<U+200B>'
/** What must never reach a terminal; line breaks are taken out before. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/
// eslint-disable-next-line no-control-regex -- the sequences that kctl writes itself
const ownColors = /\u001b\[(?:0|1|2|3[1-6])m/g

const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: evil,
    uid: evil,
    namespace: 'default',
    annotations: {note: evil},
    ownerReferences: [{apiVersion: evil, kind: evil, name: evil, uid: 'owner'}],
  },
}
const ownedByIt = [{apiVersion: 'v1', kind: 'ConfigMap', name: evil, uid: evil}]

describe('a hostile server', () => {
  let server: ApiServer
  before(async () => {
    server = await startApiServer({
      ...coreDiscovery({configmaps: 'ConfigMap', [evil]: evil}),
      '/version': {body: {major: '1', minor: '37', gitVersion: `v1.37.2${evil}`}},
      '/api/v1/namespaces/default/configmaps/x': {body: configMap},
      '/api/v1/namespaces/default/events': {
        body: {
          kind: 'EventList',
          apiVersion: 'v1',
          items: [
            {
              metadata: {name: evil, namespace: evil},
              involvedObject: {kind: evil, name: evil},
              type: evil,
              reason: evil,
              message: evil,
              lastTimestamp: evil,
              source: {component: evil, host: evil},
              series: {count: evil, lastObservedTime: evil},
            },
          ],
        },
      },
      '/api/v1/namespaces/default/configmaps': {
        body: {
          kind: 'Table',
          apiVersion: 'meta.k8s.io/v1',
          columnDefinitions: [
            {name: 'Name', type: 'string', format: 'name'},
            {name: evil, type: 'string'},
            {name: 'Ready', type: 'string'},
            {name: 'Status', type: 'string'},
          ],
          rows: [
            {
              cells: [evil, evil, evil, `\t${evil}\n${evil}`],
              object: {
                kind: 'PartialObjectMetadata',
                apiVersion: 'meta.k8s.io/v1',
                metadata: {name: evil, namespace: evil, uid: 'owned', ownerReferences: ownedByIt},
              },
            },
          ],
        },
      },
      '/api/v1/namespaces/default/configmaps/bad': failure(403, 'Forbidden', evil),
    })
  })
  after(async () => {
    await server.close()
    rmSync(folder, {recursive: true, force: true})
  })

  const get = (...args: string[]): string[] => ['get', 'configmap', ...args]
  const path_ = "jsonpath={.metadata.annotations['note']}"
  const cases: readonly (readonly [about: string, args: readonly string[], expected: string])[] = [
    ['JSONPath', get('x', '-o', path_), shown],
    ['names', get('x', '-o', 'name'), `configmap/${shown}\n`],
    ['errors', get('bad'), `Error from server (Forbidden): ${shown}\n`],
  ]
  for (const [about, args, expected] of cases) {
    it(`cannot move the cursor with ${about}`, async () => {
      const argv = [...program, ...args, '--server', server.url]
      const {output} = await runInTerminal({argv, cwd: folder, env})
      assert.equal(output.replaceAll('\r\n', '\n'), expected)
    })
  }

  // Neither the version nor the YAML can be made sense of, in kubectl either.
  for (const args of [
    ['version'],
    get('x'),
    get('x', '-o', 'yaml'),
    get('x', '-o', 'json'),
    get('x', '-o', 'custom-columns=A:.metadata.name'),
    ['describe', 'configmap', 'x'],
    ['events'],
    ['events', '--timeline'],
    ['tree', 'configmap', 'x'],
    ['tree', 'configmap', 'x', '--up'],
    ['tree', 'configmap', 'x', '-o', 'name'],
    ['tree', 'configmap', 'x', '-o', 'json'],
    ['tree', 'configmap', 'x', '-o', 'jsonpath={..status}'],
    get(),
    ['api-resources'],
  ]) {
    it(`cannot move the cursor with ${args.join(' ')}`, async () => {
      const argv = [...program, ...args, '--server', server.url]
      const {code, output} = await runInTerminal({argv, cwd: folder, env})
      assert.equal(code, args[0] === 'version' || args.includes('yaml') ? 1 : 0, output)
      assert.doesNotMatch(output.replaceAll('\r\n', '\n'), unsafe)
      if (!args.includes('yaml')) assert.match(output, /owned/i)
    })

    it(`has only kctl's own colours with ${args.join(' ')} --color=always`, async () => {
      const argv = [...program, ...args, '--server', server.url, '--color=always']
      const {output} = await runInTerminal({argv, cwd: folder, env})
      assert.doesNotMatch(output.replaceAll('\r\n', '\n').replaceAll(ownColors, ''), unsafe)
    })
  }

  it('cannot move the cursor with top', async (t) => {
    const [metadata, usage] = [
      {name: evil, namespace: evil},
      {cpu: evil, memory: '1Mi'},
    ]
    const containers = [{name: evil, usage}]
    const metrics = await startApiServer({
      ...aggregatedServer(),
      '/apis/metrics.k8s.io/v1beta1/pods': {body: {kind: 'PodMetricsList', items: [{metadata, containers}]}},
      '/apis/metrics.k8s.io/v1beta1/nodes': {body: {kind: 'NodeMetricsList', items: [{metadata, usage}]}},
      '/api/v1/nodes': {body: {kind: 'NodeList', items: [{metadata, status: {allocatable: usage}}]}},
    })
    t.after(() => metrics.close())
    for (const args of [
      ['pod', '-A', '--containers'],
      ['node', '--color=always'],
    ]) {
      const argv = [...program, 'top', ...args, '--server', metrics.url]
      const {output} = await runInTerminal({argv, cwd: folder, env})
      assert.match(output, /exe/)
      assert.doesNotMatch(output.replaceAll('\r\n', '\n').replaceAll(ownColors, ''), unsafe)
    }
  })

  it('is shown as it is in a pipe, as kubectl shows it', async () => {
    const [file, ...args] = [...program, ...get('x', '-o', path_), '--server', server.url]
    const {stdout} = await promisify(execFile)(file!, args, {env, cwd: folder})
    assert.equal(stdout, evil)
  })
})
