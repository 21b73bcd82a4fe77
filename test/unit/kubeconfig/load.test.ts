import assert from 'node:assert/strict'
import {mkdirSync} from 'node:fs'
import path from 'node:path'
import {test} from 'node:test'
import {AggregateFailure} from '../../../src/base/errors.ts'
import {loadConfig, startingConfig} from '../../../src/kubeconfig/load.ts'
import {configSource, defaultFile} from '../../../src/kubeconfig/source.ts'
import {configFolder} from '../../support/config-folder.ts'

const first = `
current-context: one
clusters:
- {name: shared, cluster: {server: https://first, certificate-authority: ca/x.crt}}
users:
- {name: u, user: {client-certificate: c.crt, client-key: /abs/c.key, tokenFile: ../t, exec: {command: bin/plugin}}}
- {name: v, user: {exec: {command: plugin}}}
`
const second = `
current-context: two
preferences: {colors: true}
clusters:
- {name: shared, cluster: {server: https://second, tls-server-name: only.here}}
- {name: own, cluster: {server: https://own}}
contexts:
- {name: two, context: {cluster: own}}
`

test('the first file gives whole entries and the current context; paths are seen from their file', (t) => {
  const folder = configFolder(t, {'a/first': first, second})
  const {config} = loadConfig(folder.session('a/first:second:a/first::missing').host, {})
  assert.equal(config.currentContext, 'one')
  assert.equal(config.preferences.colors, true)
  assert.deepEqual([...config.clusters.keys()].sort(), ['own', 'shared'])
  const shared = config.clusters.get('shared')
  assert.equal(shared?.server, 'https://first')
  assert.equal(shared.tlsServerName, '')
  assert.equal(shared.certificateAuthority, path.join(folder.dir, 'a/ca/x.crt'))
  const user = config.users.get('u')
  assert.equal(user?.clientCertificate, path.join(folder.dir, 'a/c.crt'))
  assert.equal(user.clientKey, '/abs/c.key')
  assert.equal(user.tokenFile, path.join(folder.dir, 't'))
  assert.equal(user.exec?.command, path.join(folder.dir, 'a/bin/plugin'))
  assert.equal(config.users.get('v')?.exec?.command, 'plugin')
})

test('the config commands see the paths as they are written', (t) => {
  const folder = configFolder(t, {'a/first': first})
  const config = startingConfig(configSource(folder.session('a/first').host, {}))
  assert.equal(config.clusters.get('shared')?.certificateAuthority, 'ca/x.crt')
})

test('without KUBECONFIG the file in the home folder is read', (t) => {
  const folder = configFolder(t, {'home/.kube/config': 'current-context: home\n'})
  assert.equal(loadConfig(folder.session('').host, {}).config.currentContext, 'home')
})

test('--kubeconfig stands alone, and must exist for all but the config commands', (t) => {
  const folder = configFolder(t, {first, second})
  const {host} = folder.session('first')
  const {config} = loadConfig(host, {kubeconfig: 'second'})
  assert.equal(config.currentContext, 'two')
  assert.equal(config.clusters.get('shared')?.server, 'https://second')
  assert.throws(() => loadConfig(host, {kubeconfig: '/nope'}), {
    message: 'stat /nope: no such file or directory',
  })
  assert.equal(startingConfig(configSource(host, {kubeconfig: '/nope'})).currentContext, '')
})

test('every broken file is named', (t) => {
  const folder = configFolder(t, {bad: 'clusters: 5\n'})
  mkdirSync(path.join(folder.dir, 'dir'))
  assert.throws(
    () => loadConfig(folder.session('bad:dir').host, {}),
    (error: AggregateFailure) => {
      assert.deepEqual(
        error.errors.map((one) => one.message),
        [
          'error loading config file "bad": json: cannot unmarshal number into Go struct field Config.clusters of type []v1.NamedCluster',
          'error loading config file "dir": read dir: is a directory',
        ],
      )
      return true
    },
  )
})

test('what is new goes to the only file, the first of several that exists, or the last', (t) => {
  const folder = configFolder(t, {b: '', c: ''})
  const fileFor = (list: string, kubeconfig = '') =>
    defaultFile(configSource(folder.session(list).host, {kubeconfig}))
  assert.equal(fileFor('a'), 'a')
  assert.equal(fileFor('a:b:c'), 'b')
  assert.equal(fileFor('x:y'), 'y')
  assert.equal(fileFor('a:b', 'z'), 'z')
  assert.equal(fileFor(''), path.join(folder.dir, 'home/.kube/config'))
})

test('says at -v=1 that no file was found, at -v=6 which was read', (t) => {
  const folder = configFolder(t, {first})
  const said: string[] = []
  const logger = {
    text: (level: number, place: string, message: string) => void said.push(`${level} ${place} ${message}`),
    failure: (place: string, message: string) => void said.push(`${place} ${message}`),
  }
  loadConfig(folder.session('x:y').host, {}, logger)
  loadConfig(folder.session('x:first').host, {}, logger)
  assert.deepEqual(said, [
    '1 loader.go:141 Config not found: x, y',
    '6 loader.go:408 Config loaded from file:  first',
  ])
})
