import assert from 'node:assert/strict'
import {chmodSync, writeFileSync} from 'node:fs'
import {after, before, describe, it} from 'node:test'
import {channel, PodServer, type PodServerScript, podNamed} from '../../support/pod-server.ts'
import {makePKI, type PKI} from '../../support/pki.ts'
import {httpProxy, socksProxy} from '../../support/proxy-server.ts'
import type {RawServer} from '../../support/raw-server.ts'
import {runProgram} from '../../support/run-program.ts'
import {kubectl} from '../../support/runtimes.ts'
import {bareEnv, programs} from '../../support/session-programs.ts'

const script: PodServerScript = {
  pods: [podNamed('one', [{name: 'a'}])],
  attach: (stream) => {
    stream.send(channel.stdout, 'out\n')
    stream.finish()
  },
}

let pki: PKI
before(() => (pki = makePKI()))
after(() => pki.remove())

/** The file of a kubeconfig for the server, with more fields of its cluster and its user. */
function kubeconfig(name: string, server: PodServer, more: object = {}, user: object = {}): string {
  const cluster = {server: server.url, 'certificate-authority': pki.file('ca.crt'), ...more}
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: 'c', cluster}],
    users: [{name: 'u', user}],
    contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
    'current-context': 'x',
  }
  writeFileSync(pki.file(name), JSON.stringify(config))
  return pki.file(name)
}

interface Route {
  readonly proxy: () => Promise<RawServer>
  readonly url: (port: number) => string
}

describe('an upgrade through a proxy, as with kubectl', {skip: kubectl === undefined}, () => {
  const routes: Readonly<Record<string, Route>> = {
    http: {proxy: () => httpProxy('me:pw'), url: (port) => `http://me:pw@127.0.0.1:${port}`},
    https: {proxy: () => httpProxy(undefined, pki), url: (port) => `https://127.0.0.1:${port}`},
    socks5: {proxy: () => socksProxy(), url: (port) => `socks5://127.0.0.1:${port}`},
  }

  async function play(program: readonly string[], {proxy: start, url}: Route): Promise<object> {
    const [server, proxy] = await Promise.all([PodServer.start(script, pki), start()])
    try {
      const config = kubeconfig('proxied', server, {'proxy-url': url(proxy.port)})
      const {code, stdout, stderr} = await runProgram([...program, 'attach', 'one', '-q'], {
        env: {...bareEnv, KUBECONFIG: config},
      })
      const tunnelled = proxy.requests.filter((request) => request.startsWith('CONNECT ')).length
      return {code, stdout, stderr, tunnelled, sessions: server.streams.length}
    } finally {
      await Promise.all([server.close(), proxy.close()])
    }
  }

  for (const [name, route] of Object.entries(routes)) {
    it(name, async () => {
      const expected = await play([kubectl!], route)
      for (const program of Object.values(programs)) assert.deepEqual(await play(program, route), expected)
    })
  }
})

describe('the trace of an upgrade', {skip: kubectl === undefined}, () => {
  it('is that of kubectl, without credentials', async () => {
    const trace = async (program: readonly string[]): Promise<string> => {
      const server = await PodServer.start(script, pki)
      try {
        const config = kubeconfig('traced', server, {}, {token: 'hidden-token'})
        const args = ['attach', 'one', '-v=8', '--as=other', '--kubeconfig', config]
        const {stderr} = await runProgram([...program, ...args], {env: bareEnv})
        assert.doesNotMatch(stderr, /hidden-token/)
        const key = server.streams[0]!.headers['sec-websocket-key']!.toLowerCase()
        assert.ok(!stderr.toLowerCase().includes(key), 'the key is in the trace')
        return /"Request" verb="GET" url="\S+\/attach\?[^]*? >[^]*? >/
          .exec(stderr)![0]
          .replaceAll(server.url, '<server>')
          .replaceAll(/^[IE]\d{4} .*(?=round_trippers)/gm, '')
          .replaceAll(/(User-Agent|Sec-Websocket-Accept): .*/g, '$1: <one>')
      } finally {
        await server.close()
      }
    }
    const expected = await trace([kubectl!])
    assert.match(expected, /Authorization: Bearer <masked>/)
    assert.equal(await trace(programs.bun), expected)
  })
})

describe('an upgrade that is not authorized', () => {
  it('is asked for once more with new credentials of the plugin', async () => {
    const starts = pki.file('starts')
    writeFileSync(
      pki.file('plugin'),
      `#!/bin/sh
echo x >> ${starts}
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"token-%s"}}' "$(wc -l < ${starts} | tr -d ' ')"
`,
    )
    chmodSync(pki.file('plugin'), 0o755)
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: pki.file('plugin'),
      interactiveMode: 'Never',
    }
    for (const [wanted, code] of [
      ['token-2', 0],
      ['none', 1],
    ] as const) {
      writeFileSync(starts, '')
      const seen: (string | undefined)[] = []
      const admits = (authorization: string | undefined): boolean => {
        seen.push(authorization)
        return authorization === `Bearer ${wanted}`
      }
      const server = await PodServer.start({...script, admits}, pki)
      try {
        const result = await runProgram([...programs.bun, 'attach', 'one', '-q'], {
          env: {...bareEnv, KUBECONFIG: kubeconfig('exec', server, {}, {exec})},
        })
        assert.equal(result.code, code, result.stderr)
        assert.equal(result.stdout, code === 0 ? 'out\n' : '')
        assert.deepEqual(seen, ['Bearer token-1', 'Bearer token-2'])
      } finally {
        await server.close()
      }
    }
  })
})
