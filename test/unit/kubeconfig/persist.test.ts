import assert from 'node:assert/strict'
import {test} from 'node:test'
import {userNameOf} from '../../../src/kubeconfig/client-config.ts'
import {loadConfig} from '../../../src/kubeconfig/load.ts'
import {persistAuthProvider} from '../../../src/kubeconfig/persist.ts'
import {configFolder} from '../../support/config-folder.ts'

const kubeconfig = `
current-context: a
contexts:
- {name: a, context: {user: oidc}}
users:
- {name: oidc, user: {client-certificate: rel/c.crt, auth-provider: {name: oidc, config: {id-token: old, client-id: i}}}}
- {name: other, user: {token: t}}
`

test('new tokens of an auth provider go into its own file, paths there stay as written', async (t) => {
  const folder = configFolder(t, {a: 'current-context: a\n', b: kubeconfig})
  const loaded = loadConfig(folder.session('a:b').host, {})
  const options = {now: () => Date.now(), warn: () => {}}
  assert.equal(userNameOf(loaded, {}), 'oidc')
  assert.equal(userNameOf(loaded, {user: 'other'}), 'other')
  await persistAuthProvider(loaded.source, 'oidc', {'id-token': 'new', 'client-id': 'i'}, options)
  assert.equal(folder.read('a'), 'current-context: a\n')
  assert.match(folder.read('b'), /id-token: new\n/)
  assert.match(folder.read('b'), /client-certificate: rel\/c\.crt\n/)
  const before = folder.read('b')
  await persistAuthProvider(loaded.source, 'other', {'id-token': 'x'}, options)
  await persistAuthProvider(loaded.source, 'nobody', {'id-token': 'x'}, options)
  assert.equal(folder.read('b'), before)
})
