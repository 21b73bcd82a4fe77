import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, before, describe, it} from 'node:test'
import {promisify} from 'node:util'
import {type ApiServer, failure, startApiServer} from '../../support/api-server.ts'
import {runInTerminal} from '../../support/terminal.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const program = [process.execPath, path.join(root, 'src/entry.ts')]
const folder = mkdtempSync(path.join(tmpdir(), 'kctl-hostile-'))
const env = {HOME: folder, PATH: '/usr/bin:/bin', TERM: 'xterm'}

/** Sets the window's title, moves the cursor, rings, and starts a sequence with one 8-bit character. */
const evil = 'a\u001b]0;owned\u0007\u001b[2J\rb\u009b31m\b'
const shown = 'a^[]0;owned^G^[[2J\\rb<9B>31m^H'

const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name: evil, namespace: 'default', annotations: {note: evil}},
}

describe('a hostile server', () => {
  let server: ApiServer
  before(async () => {
    server = await startApiServer({
      '/api': {body: {kind: 'APIVersions', versions: ['v1']}},
      '/apis': {body: {kind: 'APIGroupList', groups: []}},
      '/version': {body: {major: '1', minor: '37', gitVersion: `v1.37.2${evil}`}},
      '/api/v1': {
        body: {
          kind: 'APIResourceList',
          groupVersion: 'v1',
          resources: [
            {
              name: 'configmaps',
              singularName: '',
              namespaced: true,
              kind: 'ConfigMap',
              verbs: ['get', 'list'],
            },
          ],
        },
      },
      '/api/v1/namespaces/default/configmaps/x': {body: configMap},
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

  for (const args of [
    ['version'],
    get('x'),
    get('x', '-o', 'yaml'),
    get('x', '-o', 'json'),
    ['api-resources'],
  ]) {
    it(`cannot move the cursor with ${args.join(' ')}`, async () => {
      const argv = [...program, ...args, '--server', server.url]
      const {output} = await runInTerminal({argv, cwd: folder, env})
      // eslint-disable-next-line no-control-regex -- nothing but line breaks may be left
      assert.doesNotMatch(output.replaceAll('\r\n', '\n'), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    })
  }

  it('is shown as it is in a pipe, as kubectl shows it', async () => {
    const [file, ...args] = [...program, ...get('x', '-o', path_), '--server', server.url]
    const {stdout} = await promisify(execFile)(file!, args, {env, cwd: folder})
    assert.equal(stdout, evil)
  })
})
