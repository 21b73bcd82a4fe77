import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {makePKI, type PKI} from '../../support/pki.ts'
import {acceptingServer, answerOf, plainServer, type RawServer, tlsServer} from '../../support/raw-server.ts'
import {kubectl, kubectlRaw, runtimes} from '../../support/runtimes.ts'
import type {Probe} from '../../support/client-probe.ts'

// Every expected text was printed by kubectl 1.37.2 for `get --raw /x` against the same server; the last
// test runs it again and compares.
interface Case {
  readonly name: string
  readonly serve: (pki: PKI) => Promise<RawServer>
  readonly ca?: string
  readonly host?: string
  readonly serverName?: string
  readonly expected: string
}

const unable = 'Unable to connect to the server: '
const refusedCertificate = `${unable}tls: failed to verify certificate: x509: `
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

const cases: readonly Case[] = [
  {
    name: 'a server that ends the connection before its answer',
    serve: (pki) => tlsServer(pki, (socket) => socket.end()),
    expected: `${unable}EOF\n`,
  },
  {
    name: 'a body that ends before its Content-Length',
    serve: (pki) => tlsServer(pki, (socket) => socket.end(`${head}Content-Length: 100\r\n\r\n{"kind"`)),
    expected: 'error: unexpected EOF\n',
  },
  {
    name: 'a body that ends before its last chunk',
    serve: (pki) =>
      tlsServer(pki, (socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n7\r\n{"kind"\r\n`)),
    expected: 'error: unexpected EOF\n',
  },
  {
    name: 'a connection that is reset before its answer',
    serve: (pki) => tlsServer(pki, (_, __, raw) => raw.resetAndDestroy()),
    expected: `${unable}read tcp ADDRESS->ADDRESS: read: connection reset by peer\n`,
  },
  {
    name: 'an answer that is not HTTP',
    serve: (pki) => tlsServer(pki, (socket) => socket.end('garbage\r\n\r\n')),
    expected: `${unable}net/http: HTTP/1.x transport connection broken: malformed HTTP response "garbage"\n`,
  },
  {
    name: 'an error that is no Status',
    serve: (pki) =>
      tlsServer(pki, (socket) => socket.end(answerOf('500 Oops', 'boom', ['Content-Type: text/plain']))),
    expected:
      'Error from server (InternalError): an error on the server ("boom") has prevented the request from succeeding\n',
  },
  {
    name: 'redirects without end',
    serve: (pki) => tlsServer(pki, (socket) => socket.write(answerOf('302 Found', '', ['Location: /again']))),
    expected: `${unable}stopped after 10 redirects\n`,
  },
  {
    name: 'a server that speaks plain HTTP',
    serve: () => plainServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    expected: `${unable}http: server gave HTTP response to HTTPS client\n`,
  },
  {
    name: 'a server that speaks something else',
    serve: () => plainServer((socket) => socket.end('hello, this is not TLS\r\n')),
    expected: `${unable}tls: first record does not look like a TLS handshake\n`,
  },
  {
    name: 'a server that hangs up during the handshake',
    serve: () => acceptingServer((socket) => socket.end()),
    expected: `${unable}EOF\n`,
  },
  {
    name: 'a server that wants a client certificate',
    serve: (pki) =>
      tlsServer(pki, () => {}, {requestCert: true, rejectUnauthorized: true, ca: pki.read('ca.crt')}),
    expected: `${unable}remote error: tls: certificate required\n`,
  },
  {
    name: 'an expired certificate',
    serve: (pki) => tlsServer(pki, () => {}, {cert: pki.read('expired.crt'), key: pki.read('expired.key')}),
    expected: `${refusedCertificate}certificate has expired or is not yet valid: current time TIME is after TIME\n`,
  },
  {
    name: 'a certificate without addresses',
    serve: (pki) =>
      tlsServer(pki, () => {}, {cert: pki.read('other-name.crt'), key: pki.read('other-name.key')}),
    expected: `${refusedCertificate}cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs\n`,
  },
  {
    name: 'a certificate of another name',
    serve: (pki) =>
      tlsServer(pki, () => {}, {cert: pki.read('other-name.crt'), key: pki.read('other-name.key')}),
    serverName: 'foo',
    expected: `${refusedCertificate}certificate is valid for foo.example.com, *.bar.com, not foo\n`,
  },
  {
    name: 'a certificate of an unknown CA',
    serve: (pki) => tlsServer(pki, () => {}),
    ca: 'stranger.crt',
    expected: `${refusedCertificate}certificate signed by unknown authority\n`,
  },
  {
    name: 'a certificate of a CA with the same name as the known one',
    serve: (pki) => tlsServer(pki, () => {}),
    ca: 'impostor.crt',
    expected: `${refusedCertificate}certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "testca")\n`,
  },
  {
    name: 'nobody listens',
    // Another server may get a port that was closed, but not on this address.
    serve: () => plainServer(() => {}),
    host: '127.0.0.2',
    expected: 'The connection to the server ADDRESS was refused - did you specify the right host or port?\n',
  },
  {
    name: 'a name that nobody has',
    serve: () => plainServer(() => {}),
    host: 'nosuch.invalid',
    expected: `${unable}dial tcp: lookup nosuch.invalid on ADDRESS: no such host\n`,
  },
]

/** Ports, times and name servers differ from run to run; some machines have no name server that answers. */
function mask(text: string): string {
  return text
    .replace(/(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]|localhost):\d+/g, 'ADDRESS')
    .replace(/(lookup .* on ADDRESS): (?:server misbehaving|(?:read|dial) udp.*)/, '$1: no such host')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
}

describe('what is said of servers that fail', () => {
  let pki: PKI
  let servers: RawServer[]

  before(async () => {
    pki = makePKI()
    servers = await Promise.all(cases.map((one) => one.serve(pki)))
  })
  after(async () => {
    await Promise.all(servers.map((server) => server.close()))
    pki.remove()
  })

  const address = (one: Case, index: number): string =>
    `https://${one.host ?? '127.0.0.1'}:${servers[index]!.port}`
  const probes = (): Probe[] =>
    cases.map((one, index) => ({
      config: {
        host: address(one, index),
        tls: {
          insecure: false,
          caFile: pki.file(one.ca ?? 'ca.crt'),
          ...(one.serverName ? {serverName: one.serverName} : {}),
        },
        bearerToken: 'x',
        timeout: 0,
      },
    }))

  for (const [runtime, run] of Object.entries(runtimes)) {
    it(`under ${runtime}`, async (test) => {
      const results = await run(probes())
      for (const [index, one] of cases.entries()) {
        await test.test(one.name, () => assert.equal(mask(results[index]!.err), one.expected))
      }
    })
  }

  it(
    'is what kubectl says',
    {skip: kubectl === undefined && 'the reference kubectl is not built'},
    async (test) => {
      for (const [index, one] of cases.entries()) {
        const name = one.serverName ? ['--tls-server-name', one.serverName] : []
        const flags = [
          '-s',
          address(one, index),
          '--certificate-authority',
          pki.file(one.ca ?? 'ca.crt'),
          '--token',
          'x',
          ...name,
        ]
        await test.test(one.name, async () => assert.equal(mask(await kubectlRaw(flags)), one.expected))
      }
    },
  )
})
