import assert from 'node:assert/strict'
import path from 'node:path'
import {test} from 'node:test'
import {inClusterConfig, inClusterNamespace, inClusterPossible} from '../../../src/kubeconfig/in-cluster.ts'
import {configFolder} from '../../support/config-folder.ts'

const env = {KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443'}

const logged: string[] = []
const logger = {failure: (source: string, message: string) => void logged.push(`${source}] ${message}`)}

function certificate(der: string): string {
  return `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`
}

// Expected values from client-go's rest.InClusterConfig and clientcmd's inClusterClientConfig.
test('a pod finds its server, token, authority and namespace', (t) => {
  const folder = configFolder(t, {
    token: 'pod-token',
    'ca.crt': certificate('MAA='),
    namespace: ' mine \n',
  })
  assert.equal(inClusterPossible(env, folder.dir), true)
  assert.deepEqual(inClusterConfig(env, {}, logger, folder.dir), {
    host: 'https://[fd00::1]:443',
    tls: {insecure: false, caFile: path.join(folder.dir, 'ca.crt')},
    bearerToken: 'pod-token',
    bearerTokenFile: path.join(folder.dir, 'token'),
    timeout: 0,
  })
  assert.equal(inClusterNamespace(env, folder.dir), 'mine')
  assert.equal(inClusterNamespace({...env, POD_NAMESPACE: 'told'}, folder.dir), 'told')
})

test('flags for server, token and authority win', (t) => {
  const folder = configFolder(t, {token: 'pod-token'})
  const flags = {server: 'https://s', token: 't', certificateAuthority: '/ca'}
  assert.deepEqual(inClusterConfig(env, flags, logger, folder.dir), {
    host: 'https://s',
    tls: {insecure: false, caFile: '/ca'},
    bearerToken: 't',
    timeout: 0,
  })
})

test('elsewhere it is not possible', (t) => {
  const folder = configFolder(t, {'token/file': ''})
  assert.equal(inClusterPossible(env, folder.dir), false)
  assert.equal(inClusterPossible({}, folder.dir), false)
  assert.equal(inClusterPossible({KUBERNETES_SERVICE_HOST: 'h'}, folder.dir), false)
  assert.equal(inClusterNamespace(env, folder.dir), 'default')
  assert.throws(() => inClusterConfig(env, {}, logger, path.join(folder.dir, 'nope')), {
    message: `open ${path.join(folder.dir, 'nope/token')}: no such file or directory`,
  })
})

// What kubectl logs in a pod with such a file.
const unusable: readonly (readonly [string, string | undefined, string])[] = [
  ['no file', undefined, 'open FILE: no such file or directory'],
  [
    'an empty one',
    '',
    'error creating pool from FILE: data does not contain any valid RSA or ECDSA certificates',
  ],
  [
    'one that is cut off',
    '-----BEGIN CERTIFICATE-----\nMAA=\n',
    'error creating pool from FILE: data does not contain any valid RSA or ECDSA certificates',
  ],
  [
    'one with anything broken in it',
    certificate('MAA=') + certificate('AAAA'),
    'error creating pool from FILE: x509: malformed certificate',
  ],
]

for (const [what, content, reason] of unusable) {
  test(`${what} for a pod's authority: the system's are trusted, and a line says why`, (t) => {
    const folder = configFolder(t, {token: 'x', ...(content === undefined ? {} : {'ca.crt': content})})
    logged.length = 0
    assert.deepEqual(inClusterConfig(env, {}, logger, folder.dir).tls, {insecure: false})
    const file = path.join(folder.dir, 'ca.crt')
    assert.deepEqual(logged, [
      `config.go:565] Expected to load root CA config from ${file}, but got err: ${reason.replaceAll('FILE', file)}`,
    ])
  })
}
