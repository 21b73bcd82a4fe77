import assert from 'node:assert/strict'
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {after, afterEach, before, beforeEach, describe, it} from 'node:test'
import {
  type ApiServer,
  coreDiscovery,
  failure,
  type Route,
  startApiServer,
} from '../../../support/api-server.ts'
import {runInTerminal} from '../../../support/terminal.ts'

const kctl = path.resolve(import.meta.dirname, '../../../../dist/kctl')
const folder = mkdtempSync(path.join(tmpdir(), 'kctl-diff-'))
const temp = path.join(folder, 'tmp')

const object = (kind: string, name: string, data: object) => ({
  apiVersion: 'v1',
  kind,
  metadata: {name, namespace: 'default', uid: name, resourceVersion: '7'},
  data,
})

/** How many dry runs of the busy object are still to be answered with a conflict. */
let conflicts = 0
/** Whether each dry run of it was for the version that was read. */
const locked: boolean[] = []
const busy: Route = (request) => {
  request.on('data', (body: Buffer) => locked.push(body.includes('"resourceVersion":"7"')))
  return conflicts-- > 0
    ? failure(409, 'Conflict', 'the object has been modified')
    : {body: object('ConfigMap', 'busy', {a: '2'})}
}

const answer =
  (live: object, patched: Route): Route =>
  ({method}) =>
    method === 'GET' ? {body: live} : patched

const liveSecret = {changed: 'b2xk', same: 'c2FtZQ==', removed: 'Z29uZQ=='}
const mergedSecret = {changed: 'bmV3', same: 'c2FtZQ==', added: 'bW9yZQ=='}
const immutable = 'ConfigMap "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set'
const forbidden = 'configmaps "closed" is forbidden: User "me" cannot patch resource "configmaps"'

describe('diff', () => {
  let server: ApiServer
  before(async () => {
    const at = '/api/v1/namespaces/default'
    const configMap = (name: string, patched: Route) => answer(object('ConfigMap', name, {a: '1'}), patched)
    server = await startApiServer({
      ...coreDiscovery({configmaps: 'ConfigMap', secrets: 'Secret'}, ['get', 'patch', 'create']),
      [`${at}/configmaps/busy`]: configMap('busy', busy),
      [`${at}/configmaps/fixed`]: configMap('fixed', failure(422, 'Invalid', immutable)),
      [`${at}/configmaps/closed`]: configMap('closed', failure(403, 'Forbidden', forbidden)),
      [`${at}/secrets/one`]: answer(object('Secret', 'one', liveSecret), {
        body: object('Secret', 'one', mergedSecret),
      }),
    })
  })
  beforeEach(() => {
    mkdirSync(temp)
    locked.length = 0
  })
  afterEach(() => rmSync(temp, {recursive: true}))
  after(async () => {
    await server.close()
    rmSync(folder, {recursive: true, force: true})
  })

  /** What kctl is started with; the program that compares is a script of the shell, the folders are its `$1` and `$2`. */
  const invocation = (kind: string, name: string, script: string) => {
    const {apiVersion, data} = object(kind, name, kind === 'Secret' ? mergedSecret : {a: '2'})
    const manifest = {apiVersion, kind, metadata: {name, namespace: 'default'}, data}
    writeFileSync(path.join(folder, 'one.json'), JSON.stringify(manifest))
    writeFileSync(path.join(folder, 'compare'), `#!/bin/sh\n${script}\n`, {mode: 0o700})
    return {
      argv: [kctl, 'diff', '-f', 'one.json', '--server', server.url],
      cwd: folder,
      env: {
        HOME: folder,
        PATH: '/usr/bin:/bin',
        TERM: 'xterm',
        TMPDIR: temp,
        KUBECTL_EXTERNAL_DIFF: './compare',
      },
    }
  }
  const start = (kind: string, name: string, script: string): ChildProcess => {
    const {argv, cwd, env} = invocation(kind, name, script)
    return spawn(argv[0]!, argv.slice(1), {cwd, env, stdio: ['ignore', 'pipe', 'pipe']})
  }
  const run = async (kind: string, name: string, script: string) => {
    const child = start(kind, name, script)
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout!),
      text(child.stderr!),
      once(child, 'exit') as Promise<[number | null]>,
    ])
    return {code, stdout, stderr}
  }

  // kubectl/pkg/cmd/diff, maxRetries: three tries with the version that was read, the last without.
  it('tries again when the object was changed meanwhile', async () => {
    conflicts = 1
    const {code, stdout, stderr} = await run('ConfigMap', 'busy', 'grep -rh " a:" "$1" "$2"; exit 1')
    assert.deepEqual({code, stdout, stderr}, {code: 1, stdout: '  a: "1"\n  a: "2"\n', stderr: ''})
    assert.deepEqual(locked, [true, true])
  })

  it('compares without the lock when the object keeps changing', async () => {
    conflicts = 3
    const {code, stderr} = await run('ConfigMap', 'busy', 'exit 0')
    assert.equal(code, 0)
    assert.match(
      stderr,
      /^W.* diff\.go:723\] Object \(\/v1, Kind=ConfigMap: busy\) keeps changing, diffing without lock\n$/,
    )
    assert.deepEqual(locked, [true, true, true, false])
  })

  it('writes no value of a secret, and which of them differ', async () => {
    const {stdout, stderr} = await run('Secret', 'one', 'cat "$1"/*; echo ---; cat "$2"/*')
    const [live, merged] = stdout.split('---\n')
    assert.match(
      live!,
      /^data:\n {2}changed: '\*\*\* \(before\)'\n {2}removed: '\*\*\*'\n {2}same: '\*\*\*'\n/m,
    )
    assert.match(
      merged!,
      /^data:\n {2}added: '\*\*\*'\n {2}changed: '\*\*\* \(after\)'\n {2}same: '\*\*\*'\n/m,
    )
    for (const value of Object.values({...liveSecret, ...mergedSecret, old: liveSecret.changed})) {
      assert.ok(!stdout.includes(value) && !stderr.includes(value))
    }
  })

  it('removes its folders when a signal comes while the program runs', async () => {
    conflicts = 0
    const child = start('ConfigMap', 'busy', 'echo ready; exec sleep 20')
    await once(child.stdout!, 'data')
    assert.equal(readdirSync(temp).length, 2)
    child.kill('SIGTERM')
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    assert.equal(signal, 'SIGTERM')
    assert.deepEqual(readdirSync(temp), [])
  })

  const hints = {
    fixed: /the object would have to be replaced/,
    closed: /--client-side \(without --server-side\) needs only the right to read/,
  }
  for (const [name, hint] of Object.entries(hints)) {
    it(`tells people, not scripts, what to do about a refused dry run: ${name}`, async () => {
      const piped = await run('ConfigMap', name, 'exit 0')
      assert.doesNotMatch(piped.stderr, hint)
      const {output} = await runInTerminal(invocation('ConfigMap', name, 'exit 0'))
      const shown = output.replaceAll('\r', '')
      assert.ok(shown.startsWith(piped.stderr), shown)
      assert.match(shown.slice(piped.stderr.length), hint)
    })
  }
})
