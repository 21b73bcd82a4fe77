import assert from 'node:assert/strict'
import {test} from 'node:test'
import {errorText} from '../../../src/client/error-text.ts'
import {namespaceOf, restConfig} from '../../../src/kubeconfig/client-config.ts'
import type {ConfigFlags} from '../../../src/kubeconfig/config-flags.ts'
import {loadConfig} from '../../../src/kubeconfig/load.ts'
import {configFolder} from '../../support/config-folder.ts'

const kubeconfig = `
current-context: a
clusters:
- {name: a, cluster: {server: https://127.0.0.1:1, tls-server-name: name.in.file, certificate-authority-data: Q0E=, proxy-url: "http://proxy:1", disable-compression: true}}
- {name: plain, cluster: {server: http://127.0.0.1:2}}
contexts:
- {name: a, context: {cluster: a, user: a, namespace: ns}}
- {name: b, context: {cluster: plain, user: token}}
- {name: bare, context: {cluster: a, user: nobody}}
users:
- {name: a, user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}}
- {name: token, user: {token: t, tokenFile: token-file}}
- {name: file, user: {tokenFile: token-file, as: root, as-user-extra: {k: [v]}}}
- {name: basic, user: {username: u, password: p}}
- {name: exec, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Never, installHint: "go \\e[1mget it"}}}
- {name: oidc, user: {auth-provider: {name: oidc, config: {client-id: i}}}}
- {name: mess, user: {exec: {command: foo}, auth-provider: {name: oidc}, client-certificate: c, client-key-data: eA==, client-key: k}}
`

const ca = {caData: Buffer.from('CA'), serverName: 'name.in.file'}
const base = {
  host: 'https://127.0.0.1:1',
  proxyUrl: 'http://proxy:1',
  disableCompression: true,
  timeout: 0,
  tls: {insecure: false, ...ca},
}
const certificate = {certData: Buffer.from('CERT'), keyData: Buffer.from('KEY')}

const good: readonly (readonly [string, ConfigFlags, object])[] = [
  ['the current context', {}, {...base, tls: {...base.tls, ...certificate}}],
  [
    'another user, a time-out in seconds',
    {user: 'basic', requestTimeout: '7'},
    {...base, username: 'u', password: 'p', timeout: 7000},
  ],
  ['a token flag wins over the file', {user: 'token', token: 'flag'}, {...base, bearerToken: 'flag'}],
  [
    'a token file, impersonation from file and flags',
    {user: 'file', asGroup: ['g', 'h'], asUserExtra: ['k=w', 'l=x=y', 'l=z', 'no'], asUid: '7'},
    {
      ...base,
      bearerToken: 'from file\n',
      impersonate: {userName: 'root', uid: '7', groups: ['g', 'h'], extra: {k: ['w'], l: ['x=y', 'z']}},
    },
  ],
  [
    'an exec plugin, its hint without escapes',
    {user: 'exec', as: 'bob'},
    {
      ...base,
      impersonate: {userName: 'bob'},
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'x',
        args: [],
        env: [],
        installHint: 'go U+001B[1mget it',
        provideClusterInfo: false,
        interactiveMode: 'Never',
      },
    },
  ],
  ['an auth provider', {user: 'oidc'}, {...base, authProvider: {name: 'oidc', config: {'client-id': 'i'}}}],
  [
    '--insecure-skip-tls-verify clears the CA',
    {insecureSkipTlsVerify: true},
    {...base, tls: {insecure: true, serverName: 'name.in.file', ...certificate}},
  ],
  [
    '--server clears the server name, --tls-server-name sets it',
    {server: 'https://other', requestTimeout: '1m30s', proxyUrl: 'socks5://s:1'},
    {
      ...base,
      host: 'https://other',
      timeout: 90_000,
      proxyUrl: 'socks5://s:1',
      tls: {insecure: false, caData: ca.caData, ...certificate},
    },
  ],
  [
    'credentials do not go over http, impersonation does',
    {context: 'b', as: 'x', insecureSkipTlsVerify: true},
    {host: 'http://127.0.0.1:2', tls: {insecure: false}, timeout: 0, impersonate: {userName: 'x'}},
  ],
  [
    'a query after a path is cut off',
    {context: 'b', server: 'http://h/p?q=1'},
    {host: 'http://h/p', tls: {insecure: false}, timeout: 0},
  ],
]

for (const [about, flags, expected] of good) {
  test(about, async (t) => {
    const folder = configFolder(t, {config: kubeconfig, 'token-file': 'from file\n'})
    const loaded = loadConfig(folder.session('config').host, flags)
    const {bearerTokenFile, ...actual} = await restConfig(loaded, flags)
    assert.deepEqual(actual, expected)
    const usesFile = flags.user === 'token' || flags.user === 'file'
    assert.equal(bearerTokenFile, usesFile ? `${folder.dir}/token-file` : undefined)
  })
}

// As kubectl 1.37.2 prints them for `get pods` or `api-resources` with these flags.
const bad: readonly (readonly [ConfigFlags, string])[] = [
  [{context: 'zz'}, 'error: context "zz" does not exist'],
  [{user: 'zz'}, 'error: auth info "zz" does not exist'],
  [{cluster: 'zz'}, 'error: cluster "zz" does not exist'],
  [
    {requestTimeout: '5x', token: 'x'},
    'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
  ],
  [
    {user: 'nobody', clientCertificate: '/nope', clientKey: '/nope2'},
    'error: auth info "nobody" does not exist',
  ],
  [
    {context: 'bare', clientCertificate: '/nope', clientKey: '/nope2'},
    'Error in configuration: \n' +
      '* unable to read client-cert /nope for nobody due to open /nope: no such file or directory\n' +
      '* unable to read client-key /nope2 for nobody due to open /nope2: no such file or directory',
  ],
  [
    {context: 'bare', clientCertificate: 'config'},
    'error: client-key-data or client-key must be specified for nobody to use the clientCert authentication method.',
  ],
  [
    {certificateAuthority: 'nope', token: 'x'},
    'error: unable to read certificate-authority nope for a due to open nope: no such file or directory',
  ],
  [
    {token: 'x', username: 'y'},
    'error: more than one authentication method found for a; found [token basicAuth], only one is allowed',
  ],
  [{asUid: 'y'}, 'error: requesting uid, groups or user-extra for a without impersonating a user'],
  [
    {proxyUrl: 'ftp://x'},
    'error: invalid \'proxy-url\' "ftp://x" for cluster "a": unsupported scheme "ftp", must be http, https, or socks5',
  ],
  [
    {user: 'mess'},
    'Error in configuration: \n' +
      '* client-key-data and client-key are both specified for mess; client-key-data will override\n' +
      '* unable to read client-cert DIR/c for mess due to open DIR/c: no such file or directory\n' +
      '* unable to read client-key DIR/k for mess due to open DIR/k: no such file or directory\n' +
      '* authProvider cannot be provided in combination with an exec plugin for mess\n' +
      '* apiVersion must be specified for mess to use exec authentication plugin\n' +
      '* interactiveMode must be specified for mess to use exec authentication plugin',
  ],
  [{user: 'file'}, 'error: open DIR/token-file: no such file or directory'],
]

for (const [flags, message] of bad) {
  test(`${JSON.stringify(flags)} is an error`, async (t) => {
    const folder = configFolder(t, {config: kubeconfig})
    const loaded = loadConfig(folder.session('config').host, flags)
    await assert.rejects(restConfig(loaded, flags), (error: Error) => {
      const printed = errorText(error).text
      assert.equal(printed.replaceAll(folder.dir, 'DIR'), `${message}\n`)
      return true
    })
  })
}

test('the namespace: flag, context, default; asking for it checks the kubeconfig', (t) => {
  const folder = configFolder(t, {config: kubeconfig})
  const loaded = loadConfig(folder.session('config').host, {})
  assert.deepEqual(namespaceOf(loaded, {}), {namespace: 'ns', explicit: false})
  assert.deepEqual(namespaceOf(loaded, {namespace: 'n'}), {namespace: 'n', explicit: true})
  assert.deepEqual(namespaceOf(loaded, {context: 'bare'}), {namespace: 'default', explicit: false})
  const refusals: readonly (readonly [ConfigFlags, string])[] = [
    [{context: 'zz'}, 'Error in configuration: context was not found for specified context: zz\n'],
    [{cluster: 'zz'}, 'error: no server found for cluster "zz"\n'],
  ]
  for (const [flags, text] of refusals) {
    assert.throws(
      () => namespaceOf(loaded, flags),
      (error) => errorText(error).text === text,
    )
  }
})

test('without any kubeconfig the local port is asked, or KUBERNETES_MASTER', async (t) => {
  const folder = configFolder(t, {})
  const local = await restConfig(loadConfig(folder.session('nope').host, {}), {})
  assert.deepEqual(local, {host: 'http://localhost:8080', tls: {insecure: false}, timeout: 0})
  const {host} = folder.session('nope', {}, {KUBERNETES_MASTER: 'http://master:1'})
  assert.equal((await restConfig(loadConfig(host, {}), {})).host, 'http://master:1')
})

test('an https server without any credentials: they are asked for', async (t) => {
  const folder = configFolder(t, {config: kubeconfig})
  const loaded = loadConfig(folder.session('config').host, {})
  const ask = async () => ({username: 'typed', password: 'secret'})
  const config = await restConfig(loaded, {context: 'bare'}, ask)
  assert.equal(config.username, 'typed')
  assert.equal(config.password, 'secret')
  assert.equal((await restConfig(loaded, {user: 'basic'}, ask)).username, 'u')
})
