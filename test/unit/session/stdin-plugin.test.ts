import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {after, before, beforeEach, describe, it} from 'node:test'
import {makePKI, type PKI} from '../../support/pki.ts'
import {type ApiServer, coreDiscovery, startApiServer} from '../../support/api-server.ts'
import {programs} from '../../support/session-programs.ts'
import {runInTerminal} from '../../support/terminal.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'kctl-stdin-plugin-'))
const file = (name: string): string => path.join(folder, name)
const env = {HOME: folder, PATH: '/usr/bin:/bin', TERM: 'dumb'}
const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'
const apiVersion = 'client.authentication.k8s.io/v1'
const refused = 'getting credentials: exec plugin cannot support interactive mode: '

type Mode = 'Never' | 'IfAvailable' | 'Always'

/**
 * What kubectl 1.37.2 does for `get -f - -o name`: its last line, and for each start of the plugin whether it was
 * interactive. Where it never is, kubectl starts it once more, to the same end.
 */
interface Outcome {
  readonly said: string
  readonly starts: readonly boolean[]
}

let pki: PKI
let server: ApiServer
before(async () => {
  pki = makePKI()
  // Plugins are asked over TLS only.
  const tls = {key: pki.read('server.key'), cert: pki.read('server.crt')}
  const routes = {
    ...coreDiscovery({configmaps: 'ConfigMap'}, ['get']),
    '/api/v1/namespaces/default/configmaps/a': {
      body: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', namespace: 'default'}},
    },
  }
  server = await startApiServer(routes, tls)
  const credential = JSON.stringify({apiVersion, kind: 'ExecCredential', status: {token: 'good'}})
  writeFileSync(
    file('plugin'),
    `#!/bin/sh\nprintf '%s' "$KUBERNETES_EXEC_INFO" >> ${file('starts')}\necho '${credential}'\n`,
  )
  chmodSync(file('plugin'), 0o755)
})
after(async () => {
  await server.close()
  pki.remove()
  rmSync(folder, {recursive: true, force: true})
})
beforeEach(() => {
  rmSync(file('starts'), {force: true})
  rmSync(file('.kube'), {recursive: true, force: true})
})

function commandLine(interactiveMode: Mode): string[] {
  const exec = {apiVersion, command: file('plugin'), interactiveMode}
  writeFileSync(
    file('config'),
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'c',
      clusters: [{name: 'c', cluster: {server: server.url, 'certificate-authority': pki.file('ca.crt')}}],
      users: [{name: 'c', user: {exec}}],
      contexts: [{name: 'c', context: {cluster: 'c', user: 'c'}}],
    }),
  )
  return [...programs.bun, '--kubeconfig', file('config'), 'get', '-f', '-', '-o', 'name']
}

function outcomeOf(output: string): Outcome {
  const starts = existsSync(file('starts')) ? readFileSync(file('starts'), 'utf8').trim().split('\n') : []
  return {
    said: output.trim().split(/\r?\n/).at(-1)!,
    starts: starts.map((info) => (JSON.parse(info) as {spec: {interactive: boolean}}).spec.interactive),
  }
}

async function piped(mode: Mode): Promise<Outcome> {
  const [first, ...rest] = commandLine(mode)
  const child = spawn(first!, rest, {cwd: folder, env})
  child.stdin.end(manifest)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return outcomeOf(`${out}${err}`)
}

async function typed(mode: Mode): Promise<Outcome> {
  // Without an echo, so that what is typed is not part of what is shown.
  const argv = ['/bin/sh', '-c', 'stty -echo; echo ready; exec "$@"', 'sh', ...commandLine(mode)]
  const steps = [{waitFor: 'ready', send: `${manifest}\u0004`}]
  return outcomeOf(
    (await runInTerminal({argv, cwd: folder, env, steps, columns: 400, timeout: 60_000})).output,
  )
}

describe('credential plugins while manifests are piped in', () => {
  const found = {said: 'configmap/a', starts: [false]}
  it('Never: runs', async () => assert.deepEqual(await piped('Never'), found))
  it('IfAvailable: runs, not interactive', async () => assert.deepEqual(await piped('IfAvailable'), found))
  it('Always: is refused', async () =>
    assert.deepEqual(await piped('Always'), {
      said: `error: unable to recognize "STDIN": Get "${server.url}/api?timeout=32s": ${refused}standard input is not a terminal`,
      starts: [],
    }))
})

describe('credential plugins while manifests are typed in', () => {
  const taken = `Unable to connect to the server: ${refused}standard input is unavailable: used by stdin resource manifest reader`
  it('Never: runs', async () =>
    assert.deepEqual(await typed('Never'), {said: 'configmap/a', starts: [false]}))
  it('IfAvailable: has the terminal for discovery, not for objects', async () =>
    assert.deepEqual(await typed('IfAvailable'), {said: 'configmap/a', starts: [true, false]}))
  it('Always: runs for discovery, and is refused for objects', async () =>
    assert.deepEqual(await typed('Always'), {said: taken, starts: [true]}))
  it('Always, with discovery in the cache: is refused', async () => {
    await typed('Always')
    rmSync(file('starts'))
    assert.deepEqual(await typed('Always'), {said: taken, starts: []})
  })
})
