import assert from 'node:assert/strict'
import path from 'node:path'
import {test} from 'node:test'
import {inClusterConfig, inClusterNamespace, inClusterPossible} from '../../../src/kubeconfig/in-cluster.ts'
import {configFolder} from '../../support/config-folder.ts'

const env = {KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443'}

// Expected values from client-go's rest.InClusterConfig and clientcmd's inClusterClientConfig.
test('a pod finds its server, token, authority and namespace', (t) => {
  const folder = configFolder(t, {
    token: 'pod-token',
    'ca.crt': '-----BEGIN CERTIFICATE-----\n',
    namespace: ' mine \n',
  })
  assert.equal(inClusterPossible(env, folder.dir), true)
  assert.deepEqual(inClusterConfig(env, {}, folder.dir), {
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
  assert.deepEqual(inClusterConfig(env, flags, folder.dir), {
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
  assert.throws(() => inClusterConfig(env, {}, path.join(folder.dir, 'nope')), {
    message: `open ${path.join(folder.dir, 'nope/token')}: no such file or directory`,
  })
})
