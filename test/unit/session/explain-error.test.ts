import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, test} from 'node:test'
import type {Host} from '../../../src/base/host.ts'
import {MemoryOutput, memoryInput} from '../../../src/base/io.ts'
import {main} from '../../../src/main.ts'
import {coreDiscovery, failure, type Route, startApiServer} from '../../support/api-server.ts'

/** kubectl's lines come first and are all that a script sees; the first lines are kubectl 1.37.2's. */

const folder = mkdtempSync(path.join(tmpdir(), 'kctl-hints-'))
after(() => rmSync(folder, {recursive: true, force: true}))

const write = (name: string, content: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const config = (server: string, user: object = {}): string =>
  JSON.stringify({
    'current-context': 'dev',
    contexts: [
      {name: 'dev', context: {cluster: 'c', user: 'u'}},
      {name: 'production', context: {cluster: 'c', user: 'u'}},
    ],
    clusters: [{name: 'c', cluster: {server}}],
    users: [{name: 'u', user}],
  })

async function run(argv: readonly string[], env: Host['env'], isTerminal: boolean): Promise<string> {
  const errOut = new MemoryOutput({isTerminal})
  const host: Host = {
    io: {in: memoryInput(''), out: new MemoryOutput(), errOut},
    env,
    cwd: folder,
    home: folder,
    platform: process.platform,
    now: Date.now,
    signal: new AbortController().signal,
  }
  assert.equal(await main(argv, host), 1)
  return errOut.text
}

async function assertHint(argv: string[], env: Host['env'], first: string, hint: RegExp): Promise<void> {
  assert.equal(await run(argv, env, false), first)
  const shown = await run(argv, env, true)
  assert.ok(shown.startsWith(first), shown)
  assert.match(shown.slice(first.length), hint)
}

test('no kubeconfig: where it was looked for', async () => {
  const first =
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n'
  await assertHint(
    ['get', 'pods'],
    {},
    first,
    /\.kube\/config \(does not exist\)\nName one with --kubeconfig/,
  )
  const KUBECONFIG = 'no-a:no-b'
  await assertHint(['get', 'pods'], {KUBECONFIG}, first, /no-a \(does not exist\)\n.*no-b \(does not exist\)/)
})

test('no current context: what there is to choose from', async () => {
  const KUBECONFIG = write('none', config('http://127.0.0.1:1').replace('"dev"', '""'))
  await assertHint(
    ['get', 'pods'],
    {KUBECONFIG},
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n',
    /none says no cluster to use.*\n.*--context: dev, production\./,
  )
})

test('a server that is not there: who named it', async () => {
  const KUBECONFIG = write('down', config('http://127.0.0.1:1'))
  await assertHint(
    ['get', 'pods'],
    {KUBECONFIG},
    'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n',
    /that of the cluster "c" in .*down\. /,
  )
})

test('unknown names: those that exist, the nearest first', async () => {
  const KUBECONFIG = write('names', config('http://127.0.0.1:1'))
  const get = (...flags: string[]): string[] => ['get', 'pods', ...flags]
  await assertHint(
    get('--context', 'prod'),
    {KUBECONFIG},
    'Error in configuration: context was not found for specified context: prod\n',
    /contexts in .*names: production, dev\./,
  )
  await assertHint(get('--user', 'x'), {KUBECONFIG}, 'error: auth info "x" does not exist\n', /: u\./)
  await assertHint(get('--cluster', 'x'), {KUBECONFIG}, 'error: no server found for cluster "x"\n', /: c\./)
  await assertHint(
    ['config', 'use-context', 'deb'],
    {KUBECONFIG},
    'error: no context exists with the name: "deb"\n',
    /: dev, production\./,
  )
})

const pods: Readonly<Record<string, Route>> = {
  ...coreDiscovery({pods: 'Pod'}),
  '/api/v1/namespaces/default/pods/x': {
    status: 404,
    body: {
      kind: 'Status',
      status: 'Failure',
      reason: 'NotFound',
      code: 404,
      message: 'pods "x" not found',
      details: {name: 'x', kind: 'pods'},
    },
  },
  '/api/v1/namespaces/default/pods/evil': failure(403, 'Forbidden', 'no\u001b]0;owned\u0007\u009b2J'),
}

test('unknown types, missing objects and hostile texts', async (t) => {
  const server = await startApiServer(pods)
  t.after(() => server.close())
  const env = {KUBECONFIG: write('pods', config(server.url)), KUBECACHEDIR: path.join(folder, 'cache')}
  const none = `error: the server doesn't have a resource type "pdos"\n`
  await assertHint(['get', 'pdos'], env, none, /^Did you mean pods\?\n$/)
  const missing = 'Error from server (NotFound): pods "x" not found\n'
  await assertHint(['get', 'pod', 'x'], env, missing, /^Looked in the namespace "default"; -n /)
  assert.equal(await run(['get', 'pod', 'x', '-n', 'default'], env, true), missing)
  const evil = ['get', 'pod', 'evil']
  const before = 'Error from server (Forbidden): no'
  assert.equal(await run(evil, env, false), `${before}\u001b]0;owned\u0007\u009b2J\n`)
  assert.equal(await run(evil, env, true), `${before}^[]0;owned^G<9B>2J\n`)
})

test('a refused user: who it was and how, never the secret', async (t) => {
  const {createServer} = await import('node:https')
  const {makePKI} = await import('../../support/pki.ts')
  const pki = makePKI()
  const tls = {key: pki.read('server.key'), cert: pki.read('server.crt')}
  const server = createServer(tls, (_, response) => {
    response.writeHead(401, {'content-type': 'application/json'})
    response.end(
      JSON.stringify({
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'Unauthorized',
        code: 401,
        message: 'm',
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
    pki.remove()
  })
  const url = `https://127.0.0.1:${(server.address() as {port: number}).port}`
  const refused =
    'error: You must be logged in to the server (the server has asked for the client to provide credentials)\n'
  const expired = `x.${Buffer.from('{"exp":1700000000}').toString('base64url')}.y`
  const flags = ['get', 'pods', '--certificate-authority', pki.file('ca.crt')]
  const cases: readonly (readonly [object, RegExp])[] = [
    [{token: 'secret'}, /user "u" of the context "dev" .* showed a token, which may have been revoked/],
    [{token: expired}, /showed a token that expired at 2023-11-14T22:13:20Z\./],
    [
      {'client-certificate': pki.file('client.crt'), 'client-key': pki.file('client.key')},
      /showed a client certificate, which has not expired/,
    ],
    [{username: 'a', password: 'secret'}, /showed a user name and a password/],
  ]
  for (const [user, hint] of cases) {
    const KUBECONFIG = write('refused', config(url, user))
    await assertHint(flags, {KUBECONFIG}, refused, hint)
    assert.doesNotMatch(await run(flags, {KUBECONFIG}, true), /secret/)
  }
  const KUBECONFIG = write('stranger', config(url, {token: 'secret'}))
  const unknown =
    'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority\n'
  await assertHint(['get', 'pods'], {KUBECONFIG}, unknown, /system's certificate authorities/)
  const stranger = ['get', 'pods', '--certificate-authority', pki.file('stranger.crt')]
  await assertHint(stranger, {KUBECONFIG}, unknown, /Trusted was .*stranger\.crt, of --certificate-authority/)
})

test('a credential plugin that is not installed: who wants it', async () => {
  const exec = {apiVersion: 'client.authentication.k8s.io/v1', command: 'no-plugin', interactiveMode: 'Never'}
  const KUBECONFIG = write('plugin', config('https://127.0.0.1:1', {exec}))
  const shown = await run(['get', 'pods'], {KUBECONFIG}, true)
  assert.match(
    shown,
    /^Unable to connect to the server: getting credentials: exec: executable no-plugin not found\n/,
  )
  assert.match(
    shown,
    /\nThe program "no-plugin" is to give the credentials of the user "u" \(.*plugin\)\.\n$/,
  )
  assert.ok(shown.startsWith(await run(['get', 'pods'], {KUBECONFIG}, false)))
})

test('a context whose cluster does not exist', async () => {
  const KUBECONFIG = write('half', config('http://127.0.0.1:1').replaceAll('"cluster":"c"', '"cluster":"d"'))
  const first =
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n'
  await assertHint(
    ['get', 'pods'],
    {KUBECONFIG},
    first,
    /names the cluster "d", which does not exist.*\nThe clusters in .*half: c\.\n$/,
  )
})

test('manifests: line and column of what cannot be read', async () => {
  const yaml = write('bad.yaml', '# empty\n---\napiVersion: v1\nkind: {\n  a: b\n  c: d\n')
  const json = write('bad.json', '{"apiVersion":"v1",\n "metadata": {"name" "a"}}\n')
  const create = (file: string): Promise<string> => run(['create', '-f', file, '--dry-run=client'], {}, true)
  assert.match(await create(json), /bad\.json:2:\d+: in the first document\n$/)
  assert.match(await create(yaml), /bad\.yaml:6:4: in the first document\n$/)
})
