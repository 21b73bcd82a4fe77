import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {proxyFromEnv} from '../../../src/client/connection/proxy-env.ts'
import {parseOrigin} from '../../../src/client/server-url.ts'
import {makePKI, type PKI} from '../../support/pki.ts'
import {httpProxy, socksProxy} from '../../support/proxy-server.ts'
import {answerOf, plainServer, type RawServer, tlsServer} from '../../support/raw-server.ts'
import {runtimes} from '../../support/runtimes.ts'

let pki: PKI
let server: RawServer
before(async () => {
  pki = makePKI()
  server = await tlsServer(pki, (socket) => void socket.write(answerOf('200 OK', 'through')))
})
after(async () => {
  await server.close()
  pki.remove()
})

const unable = 'Unable to connect to the server: '

// What kubectl 1.37.2 printed for the same proxies in a kubeconfig's proxy-url.
interface Case {
  readonly name: string
  readonly proxy: () => Promise<RawServer>
  readonly url: (port: number) => string
  readonly expected: {readonly out: string; readonly err: string}
}
const through = {out: 'through', err: ''}
const cases: readonly Case[] = [
  {name: 'http', proxy: () => httpProxy(), url: (port) => `http://127.0.0.1:${port}`, expected: through},
  {
    name: 'http with a password',
    proxy: () => httpProxy('us er:p%w'),
    url: (port) => `http://us%20er:p%25w@127.0.0.1:${port}`,
    expected: through,
  },
  {
    name: 'http without the password it wants',
    proxy: () => httpProxy('us er:p%w'),
    url: (port) => `http://127.0.0.1:${port}`,
    expected: {out: '', err: `${unable}Proxy Authentication Required\n`},
  },
  {
    name: 'http that answers nonsense',
    proxy: () => plainServer((socket) => socket.end('garbage\r\n')),
    url: (port) => `http://127.0.0.1:${port}`,
    expected: {out: '', err: `${unable}malformed HTTP response "garbage"\n`},
  },
  {
    name: 'https that is plain',
    proxy: () => httpProxy(),
    url: (port) => `https://127.0.0.1:${port}`,
    expected: {
      out: '',
      err: `${unable}proxyconnect tcp: tls: first record does not look like a TLS handshake\n`,
    },
  },
  {name: 'socks5', proxy: () => socksProxy(), url: (port) => `socks5://127.0.0.1:${port}`, expected: through},
  {
    name: 'socks5 that fails',
    proxy: () => socksProxy({reply: 1}),
    url: (port) => `socks5://127.0.0.1:${port}`,
    expected: {
      out: '',
      err: `${unable}socks connect tcp PROXY->SERVER: unknown error general SOCKS server failure\n`,
    },
  },
  {
    name: 'socks5 that lets nobody in',
    proxy: () => socksProxy({method: 255}),
    url: (port) => `socks5://127.0.0.1:${port}`,
    expected: {
      out: '',
      err: `${unable}socks connect tcp PROXY->SERVER: no acceptable authentication methods\n`,
    },
  },
]

describe('proxy-url', () => {
  for (const [runtime, run] of Object.entries(runtimes)) {
    for (const one of cases) {
      it(`${one.name} (${runtime})`, async () => {
        const proxy = await one.proxy()
        const tls = {insecure: false, caFile: pki.file('ca.crt')}
        const host = `https://127.0.0.1:${server.port}`
        const [result] = await run([{config: {host, tls, timeout: 0, proxyUrl: one.url(proxy.port)}}])
        await proxy.close()
        const err = result!.err
          .replaceAll(`127.0.0.1:${proxy.port}`, 'PROXY')
          .replaceAll(`127.0.0.1:${server.port}`, 'SERVER')
        assert.deepEqual({...result, err}, one.expected)
        assert.equal(proxy.connections() > 0, true)
      })
    }

    it(`gives a socks5 proxy the name to look up (${runtime})`, async () => {
      const proxy = await socksProxy()
      const tls = {insecure: false, caFile: pki.file('ca.crt')}
      const host = `https://localhost:${server.port}`
      const [result] = await run([
        {config: {host, tls, timeout: 0, proxyUrl: `socks5://127.0.0.1:${proxy.port}`}},
      ])
      await proxy.close()
      assert.deepEqual(result, through)
      assert.deepEqual(proxy.targets, [`localhost:${server.port}`])
    })

    it(`asks an http proxy for plain addresses in full (${runtime})`, async () => {
      const plain = await plainServer((socket) => void socket.write(answerOf('200 OK', 'plain')))
      const proxy = await httpProxy('me:pw')
      const host = `http://127.0.0.1:${plain.port}`
      const [result] = await run([
        {
          config: {
            host,
            tls: {insecure: false},
            timeout: 0,
            proxyUrl: `http://me:pw@127.0.0.1:${proxy.port}`,
          },
        },
      ])
      await Promise.all([proxy.close(), plain.close()])
      assert.deepEqual(result, {out: 'plain', err: ''})
      assert.match(proxy.requests[0]!, new RegExp(`^GET ${host}/x HTTP`))
    })

    it(`comes from the environment for other machines (${runtime})`, async () => {
      const proxy = await plainServer((socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
      const env = {HTTPS_PROXY: `127.0.0.1:${proxy.port}`, NO_PROXY: 'other.invalid'}
      const tls = {insecure: true}
      const probe = (host: string) => ({config: {host, tls, timeout: 0}, env})
      const results = await run([
        probe('https://foo.invalid'),
        probe('https://other.invalid'),
        probe(`https://127.0.0.1:${server.port}`),
      ])
      await proxy.close()
      // As kubectl with such a HTTPS_PROXY.
      assert.equal(results[0]!.err, `${unable}Bad Gateway\n`)
      assert.match(results[1]!.err, /lookup other\.invalid/)
      assert.deepEqual(results[2], through)
      assert.match(proxy.requests[0]!, /^CONNECT foo\.invalid:443 HTTP\/1\.1\r\nHost: foo\.invalid:443\r\n/)
    })
  }
})

describe('proxies of the environment', () => {
  // The table of golang.org/x/net/http/httpproxy's tests (proxy_test.go), by rule.
  const rows: readonly [target: string, noProxy: string, proxied: boolean][] = [
    ['https://example.com', '', true],
    ['https://localhost', '', false],
    ['https://LOCALHOST.example.com', '', true],
    ['https://127.0.0.1', '', false],
    ['https://127.0.0.2', '', false],
    ['https://127.0.0.1:8080', '', false],
    ['https://[::1]', '', false],
    ['https://[::2]', '', true],
    ['https://example.com', '*', false],
    ['https://example.com', 'example.com', false],
    ['https://sub.example.com', 'example.com', false],
    ['https://anotherexample.com', 'example.com', true],
    ['https://example.com', '.example.com', true],
    ['https://sub.example.com', '.example.com', false],
    ['https://sub.example.com', '*.example.com', false],
    ['https://example.com', ' EXAMPLE.com ,other', false],
    ['https://example.com:8443', 'example.com:443', true],
    ['https://example.com', 'example.com:443', false],
    ['https://192.168.1.1', '192.168.0.0/16', false],
    ['https://192.169.1.1', '192.168.0.0/16', true],
    ['https://192.168.1.1', '192.168.1.1', false],
    ['https://192.168.1.1:8443', '192.168.1.1:443', true],
    ['https://[fe80::1]', 'fe80::/10', false],
    ['https://[fe80::1]', '[fe80::1]:443', false],
    ['https://[fe80::1]', 'fe80::1', false],
    ['https://192.168.1.1', '168.1.1', true],
    ['https://example.com', ':443', true],
  ]
  for (const [target, noProxy, proxied] of rows) {
    it(`${target} with NO_PROXY=${noProxy} goes ${proxied ? 'through it' : 'directly'}`, () => {
      const env = {HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: noProxy}
      assert.equal(proxyFromEnv(parseOrigin(target), env), proxied ? 'http://proxy:3128' : undefined)
    })
  }

  it('take the variable of the scheme, upper case first, with http when nothing else is said', () => {
    const https = parseOrigin('https://example.com')
    const http = parseOrigin('http://example.com')
    assert.equal(proxyFromEnv(https, {https_proxy: 'low:1', HTTPS_PROXY: 'up:1'}), 'http://up:1')
    assert.equal(proxyFromEnv(https, {https_proxy: 'socks5://low:1'}), 'socks5://low:1')
    assert.equal(proxyFromEnv(https, {HTTP_PROXY: 'up:1'}), undefined)
    assert.equal(proxyFromEnv(http, {HTTP_PROXY: 'up:1', no_proxy: 'x'}), 'http://up:1')
    assert.throws(
      () => proxyFromEnv(http, {HTTP_PROXY: 'up:1', REQUEST_METHOD: 'GET'}),
      /refusing to use HTTP_PROXY/,
    )
  })
})
