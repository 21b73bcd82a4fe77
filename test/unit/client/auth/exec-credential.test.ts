import assert from 'node:assert/strict'
import {chmodSync, readFileSync, writeFileSync} from 'node:fs'
import {after, before, describe, it} from 'node:test'
import type {ExecConfig, RestConfig} from '../../../../src/kubeconfig/rest-config.ts'
import type {Probe, ProbeResult} from '../../../support/client-probe.ts'
import {makePKI, type PKI} from '../../../support/pki.ts'
import {answerOf, type RawServer, tlsServer} from '../../../support/raw-server.ts'
import {runtimes} from '../../../support/runtimes.ts'

const v1 = 'client.authentication.k8s.io/v1'
const v1beta1 = 'client.authentication.k8s.io/v1beta1'

let pki: PKI
let server: RawServer
let valid: string

before(async () => {
  pki = makePKI()
  // Says what it was started with, then gives OUT, or token-N for the Nth start.
  writeFileSync(
    pki.file('plugin'),
    `#!/bin/sh
cd ${pki.dir}
printf '%s' "$KUBERNETES_EXEC_INFO" > info
printf '[%s]' "$@" "$EXTRA" > arguments
echo x >> starts
if [ -n "$OUT" ]; then printf '%s' "$OUT"
else printf '{"apiVersion":"${v1}","kind":"ExecCredential","status":{"token":"token-%s"}}' "$(wc -l < starts | tr -d ' ')"; fi
exit \${RC:-0}
`,
  )
  chmodSync(pki.file('plugin'), 0o755)
  writeFileSync(pki.file('not-executable'), '')
  server = await tlsServer(
    pki,
    (socket, request) => {
      const authorized = request.includes(`Authorization: Bearer ${valid}\r\n`)
      const named =
        'getPeerCertificate' in socket
          ? (socket as import('node:tls').TLSSocket).getPeerCertificate().subject?.CN
          : ''
      socket.write(
        authorized || named === 'client'
          ? answerOf('200 OK', `hello ${String(named ?? '')}`)
          : answerOf('401 Unauthorized'),
      )
    },
    {requestCert: true, rejectUnauthorized: false, ca: pki.read('ca.crt')},
  )
})
after(async () => {
  await server.close()
  pki.remove()
})

function probe(
  exec: Partial<ExecConfig>,
  out?: string,
  more: Partial<RestConfig> = {},
  env: Record<string, string> = {},
): Probe {
  return {
    config: {
      host: `https://127.0.0.1:${server.port}`,
      tls: {insecure: false, caFile: pki.file('ca.crt')},
      timeout: 0,
      exec: {
        apiVersion: v1,
        command: pki.file('plugin'),
        args: [],
        env: out === undefined ? [] : [{name: 'OUT', value: out}],
        provideClusterInfo: false,
        interactiveMode: 'IfAvailable',
        ...exec,
      },
      ...more,
    },
    env,
  }
}

const started = (): number => readFileSync(pki.file('starts'), 'utf8').length / 2
const failed = (text: string): ProbeResult => ({
  out: '',
  err: `Unable to connect to the server: getting credentials: ${text}\n`,
})
const credential = (status: object, version = v1): string =>
  JSON.stringify({apiVersion: version, kind: 'ExecCredential', status})

for (const [runtime, run] of Object.entries(runtimes)) {
  describe(`credential plugins under ${runtime}`, () => {
    const one = async (...args: Parameters<typeof probe>): Promise<ProbeResult> => {
      writeFileSync(pki.file('starts'), '')
      return (await run([probe(...args)]))[0]!
    }

    it('are told of the cluster, get their arguments as they are, and give a token', async () => {
      valid = 'token-1'
      const args = ['a', 'b c', '$(id)', '; exit 1']
      const env = [{name: 'EXTRA', value: 'e'}]
      const result = await one({args, env, provideClusterInfo: true, clusterConfig: {a: 1}}, undefined)
      assert.deepEqual(result, {out: 'hello ', err: ''})
      assert.equal(readFileSync(pki.file('arguments'), 'utf8'), '[a][b c][$(id)][; exit 1][e]')
      // Byte for byte what kubectl 1.37.2 put into KUBERNETES_EXEC_INFO for the same stanza.
      const ca = pki.read('ca.crt').toString('base64')
      assert.equal(
        readFileSync(pki.file('info'), 'utf8'),
        `{"kind":"ExecCredential","apiVersion":"${v1}","spec":{"cluster":{"server":"https://127.0.0.1:${server.port}","certificate-authority-data":"${ca}","config":{"a":1}},"interactive":false}}\n`,
      )
      assert.equal(started(), 1)
    })

    it('speak v1beta1', async () => {
      valid = 'tok'
      const result = await one({apiVersion: v1beta1}, credential({token: 'tok'}, v1beta1))
      assert.deepEqual(result, {out: 'hello ', err: ''})
      assert.equal(
        readFileSync(pki.file('info'), 'utf8'),
        `{"kind":"ExecCredential","apiVersion":"${v1beta1}","spec":{"interactive":false}}\n`,
      )
    })

    it('give certificates', async () => {
      valid = 'none'
      const status = {
        clientCertificateData: pki.read('client.crt').toString(),
        clientKeyData: pki.read('client.key').toString(),
      }
      assert.deepEqual(await one({}, credential(status)), {out: 'hello client', err: ''})
    })

    it('run once more after a 401', async () => {
      valid = 'token-2'
      assert.deepEqual(await one({}), {out: 'hello ', err: ''})
      assert.equal(started(), 2)
    })

    it('run no third time, and the 401 counts', async () => {
      valid = 'token-3'
      const result = await one({})
      assert.equal(
        result.err,
        'error: You must be logged in to the server (the server has asked for the client to provide credentials)\n',
      )
      assert.equal(started(), 2)
    })

    it('run once for many requests, and again when their token is over', async () => {
      valid = 'tok'
      writeFileSync(pki.file('starts'), '')
      const lasting = probe({}, credential({token: 'tok', expirationTimestamp: '2999-01-01T00:00:00Z'}))
      await run([{...lasting, times: 5}])
      assert.equal(started(), 1)
      const over = probe({}, credential({token: 'tok', expirationTimestamp: '2001-01-01T00:00:00Z'}))
      writeFileSync(pki.file('starts'), '')
      await run([
        {...over, times: 1},
        {...over, times: 1},
      ])
      assert.equal(started(), 2)
    })

    it('are not asked when there is a token, basic or a certificate', async () => {
      valid = 'mine'
      assert.deepEqual(await one({}, undefined, {bearerToken: 'mine'}), {out: 'hello ', err: ''})
      const tls = {
        insecure: false,
        caFile: pki.file('ca.crt'),
        certFile: pki.file('client.crt'),
        keyFile: pki.file('client.key'),
      }
      assert.deepEqual(await one({}, undefined, {tls}), {out: 'hello client', err: ''})
      assert.equal(started(), 0)
    })

    // Recorded from kubectl 1.37.2 with the same stanzas.
    const internal =
      'exec plugin is configured to use API version client.authentication.k8s.io/v1, plugin returned version client.authentication.k8s.io/__internal'
    const missing = `exec: executable nosuch-plugin not found

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins

install it`
    const failures: readonly [
      name: string,
      exec: Partial<ExecConfig>,
      out: string | undefined,
      text: string,
    ][] = [
      ['not installed', {command: 'nosuch-plugin', installHint: 'install it'}, undefined, missing],
      [
        'not at its path',
        {command: '/nosuch/plugin'},
        undefined,
        'exec: fork/exec /nosuch/plugin: no such file or directory',
      ],
      [
        'that needs a terminal',
        {interactiveMode: 'Always'},
        undefined,
        'exec plugin cannot support interactive mode: standard input is not a terminal',
      ],
      ['that prints nothing', {}, ' ', internal],
      [
        'that prints half a JSON',
        {},
        '{"a":',
        "decoding stdout: couldn't get version/kind; json parse error: unexpected end of JSON input",
      ],
      [
        'that prints another kind',
        {},
        `{"kind":"Foo","apiVersion":"${v1}"}`,
        `decoding stdout: no kind "Foo" is registered for version "${v1}" in scheme "pkg/runtime/scheme.go:111"`,
      ],
      [
        'of another version',
        {},
        credential({token: 'x'}, v1beta1),
        `exec plugin is configured to use API version ${v1}, plugin returned version ${v1beta1}`,
      ],
      [
        'without status',
        {},
        `{"kind":"ExecCredential","apiVersion":"${v1}"}`,
        "exec plugin didn't return a status field",
      ],
      ['without credentials', {}, credential({}), "exec plugin didn't return a token or cert/key pair"],
      [
        'with a key only',
        {},
        credential({clientKeyData: 'x'}),
        'exec plugin returned only certificate or key, not both',
      ],
      [
        'with nonsense for a certificate',
        {},
        credential({clientKeyData: 'x', clientCertificateData: 'y'}),
        'failed parsing client key/certificate: tls: failed to find any PEM data in certificate input',
      ],
    ]
    for (const [name, exec, out, text] of failures) {
      it(`${name} fail in kubectl's words`, async () => assert.deepEqual(await one(exec, out), failed(text)))
    }

    it('that exit with a code, cannot be executed, or speak an old version', async () => {
      assert.deepEqual(
        await one({env: [{name: 'RC', value: '3'}]}),
        failed(`exec: executable ${pki.file('plugin')} failed with exit code 3`),
      )
      const file = pki.file('not-executable')
      assert.deepEqual(await one({command: file}), failed(`exec: fork/exec ${file}: permission denied`))
      const old = 'client.authentication.k8s.io/v1alpha1'
      assert.deepEqual(await one({apiVersion: old}), {
        out: '',
        err: `error: exec plugin: invalid apiVersion "${old}"\n`,
      })
    })
  })
}
