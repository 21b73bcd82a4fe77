import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import {test} from 'node:test'
import {promisify} from 'node:util'
import type {KubeConfig} from '../../../src/kubeconfig/config.ts'
import {modifyConfig, type ModifyOptions} from '../../../src/kubeconfig/modify.ts'
import {configSource} from '../../../src/kubeconfig/source.ts'
import {type ConfigFolder, configFolder} from '../../support/config-folder.ts'

const messy = `# a comment
kind: Config
unknown: field
current-context: one
clusters:
- name: zeta
  cluster: {server: https://1.2.3.4, certificate-authority: sub/ca.crt, extensions: [{name: b, extension: {z: 1, a: x}}]}
- {name: alpha, cluster: {server: https://x, unknown: 1}}
contexts:
- {name: one, context: {cluster: zeta, user: u1, namespace: ns1}}
- {name: two, context: {cluster: alpha, user: u1}}
users:
- {name: u1, user: {token: secret, exec: {command: x}}}
`

// Written by kubectl 1.37.2: `config use-context two` on the file above.
const switched = `apiVersion: v1
clusters:
- cluster:
    server: https://x
  name: alpha
- cluster:
    certificate-authority: sub/ca.crt
    extensions:
    - extension:
        a: x
        z: 1
      name: b
    server: https://1.2.3.4
  name: zeta
contexts:
- context:
    cluster: zeta
    namespace: ns1
    user: u1
  name: one
- context:
    cluster: alpha
    user: u1
  name: two
current-context: two
kind: Config
users:
- name: u1
  user:
    exec:
      args: null
      command: x
      env: null
      provideClusterInfo: false
    token: secret
`

const useTwo = (config: KubeConfig) => {
  config.currentContext = 'two'
}

function modify<T>(
  folder: ConfigFolder,
  list: string,
  change: (config: KubeConfig) => T,
  options: Partial<ModifyOptions> = {},
): Promise<T> {
  return modifyConfig(configSource(folder.session(list).host, {}), change, {
    relativizePaths: true,
    now: () => Date.now(),
    warn: () => {},
    ...options,
  })
}

const modeOf = (folder: ConfigFolder, file: string) => statSync(path.join(folder.dir, file)).mode & 0o777

test('a change gives the bytes that kubectl writes, and leaves nothing behind', async (t) => {
  const folder = configFolder(t, {config: messy})
  await modify(folder, 'config', useTwo)
  assert.equal(folder.read('config'), switched)
  assert.deepEqual(readdirSync(folder.dir), ['config'])
})

test('no change writes nothing', async (t) => {
  const folder = configFolder(t, {config: messy})
  await modify(folder, 'config', (config) => {
    config.currentContext = 'one'
  })
  assert.equal(folder.read('config'), messy)
})

test('a new file is private, an old one keeps its mode, a link stays a link', async (t) => {
  const folder = configFolder(t, {config: messy})
  chmodSync(path.join(folder.dir, 'config'), 0o644)
  symlinkSync('config', path.join(folder.dir, 'link'))
  await modify(folder, 'link', useTwo)
  assert.ok(lstatSync(path.join(folder.dir, 'link')).isSymbolicLink())
  assert.equal(folder.read('config'), switched)
  assert.equal(modeOf(folder, 'config'), 0o644)
  await modify(folder, 'new/folder/config', useTwo)
  assert.equal(modeOf(folder, 'new/folder/config'), 0o600)
})

test('each stanza goes to its own file; only the files that change are locked', async (t) => {
  const folder = configFolder(t, {
    a: 'contexts:\n- {name: one, context: {cluster: a}}\n',
    b: 'contexts:\n- {name: two, context: {cluster: b}}\n',
    'c.lock': '',
  })
  await modify(folder, 'a:b:c', (config) => {
    config.contexts.get('two')!.namespace = 'web'
  })
  assert.equal(folder.read('a'), 'contexts:\n- {name: one, context: {cluster: a}}\n')
  assert.match(folder.read('b'), /cluster: b\n {4}namespace: web\n/)
  assert.ok(!existsSync(path.join(folder.dir, 'c')))
})

test('paths below the folder of the file are written relative to it', async (t) => {
  const folder = configFolder(t, {config: messy})
  await modify(folder, 'config', (config) => {
    config.clusters.get('alpha')!.certificateAuthority = path.join(folder.dir, 'sub/other.crt')
    config.users.get('u1')!.clientCertificate = '/elsewhere/c.crt'
  })
  assert.match(folder.read('config'), /certificate-authority: sub\/other\.crt/)
  assert.match(folder.read('config'), /client-certificate: \/elsewhere\/c\.crt/)
})

test('clearing the current context clears it in the file that sets it', async (t) => {
  const folder = configFolder(t, {a: '', b: 'current-context: x\n'})
  await modify(folder, 'a:b', (config) => {
    config.currentContext = ''
  })
  assert.equal(folder.read('a'), '')
  assert.match(folder.read('b'), /^current-context: ""$/m)
})

test("a lock that another process holds: kubectl's error after a moment, and a hint", async (t) => {
  const folder = configFolder(t, {config: messy, 'config.lock': ''})
  let time = Date.now()
  const now = () => (time += 500)
  await assert.rejects(modify(folder, 'config', useTwo, {now}), {
    message: 'open config.lock: file exists',
    hint: 'another process is changing config; if none is, remove config.lock',
  })
  assert.equal(folder.read('config'), messy)
  assert.ok(existsSync(path.join(folder.dir, 'config.lock')))
})

test('a lock that was left behind is removed with a word about it', async (t) => {
  const folder = configFolder(t, {config: messy, 'config.lock': ''})
  const old = Date.now() / 1000 - 3600
  utimesSync(path.join(folder.dir, 'config.lock'), old, old)
  const said: string[] = []
  await modify(folder, 'config', useTwo, {warn: (message) => void said.push(message)})
  assert.deepEqual(said, ['removed the stale lock config.lock'])
  assert.equal(folder.read('config'), switched)
  assert.deepEqual(readdirSync(folder.dir), ['config'])
})

test('what fails leaves the file and no lock', async (t) => {
  const folder = configFolder(t, {config: messy})
  await assert.rejects(
    modify(folder, 'config', () => {
      throw new Error('no')
    }),
    {message: 'no'},
  )
  mkdirSync(path.join(folder.dir, 'dir'))
  writeFileSync(path.join(folder.dir, 'plain'), '')
  await assert.rejects(modify(folder, 'plain/config', useTwo), {
    message: 'error loading config file "plain/config": open plain/config: not a directory',
  })
  assert.deepEqual(readdirSync(folder.dir).sort(), ['config', 'dir', 'plain'])
})

test('many processes at once: no change is lost', async (t) => {
  const folder = configFolder(t, {config: messy})
  const script = path.join(import.meta.dirname, '../../support/add-context.ts')
  const add = (name: string) =>
    promisify(execFile)(process.execPath, [script, name], {
      cwd: folder.dir,
      env: {...process.env, KUBECONFIG: 'config'},
    })
  const names = ['p', 'q', 'r', 's', 't', 'u']
  await Promise.all(names.map(add))
  for (const name of names) assert.match(folder.read('config'), new RegExp(`^  name: ${name}$`, 'm'))
  assert.deepEqual(readdirSync(folder.dir), ['config'])
})
