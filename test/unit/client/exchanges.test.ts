import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {gzipSync} from 'node:zlib'
import type {RestConfig} from '../../../src/kubeconfig/rest-config.ts'
import {type Probe, runProbe} from '../../support/client-probe.ts'
import {makePKI, type PKI} from '../../support/pki.ts'
import {answerOf, type Connected, plainServer, type RawServer, tlsServer} from '../../support/raw-server.ts'
import {runtimes} from '../../support/runtimes.ts'

let pki: PKI
before(() => (pki = makePKI()))
after(() => pki.remove())

function config(server: {port: number}, more: Partial<RestConfig> = {}): RestConfig {
  return {
    host: `https://127.0.0.1:${server.port}`,
    tls: {insecure: false, caFile: pki.file('ca.crt')},
    timeout: 0,
    ...more,
  }
}

/** Runs the test under each runtime with a server of its own. */
function underBoth(
  name: string,
  serve: () => Promise<RawServer>,
  probe: (server: RawServer) => Probe,
  check: (result: {out: string; err: string}, server: RawServer) => void,
): void {
  for (const [runtime, run] of Object.entries(runtimes)) {
    it(`${name} (${runtime})`, async () => {
      const server = await serve()
      try {
        const [result] = await run([probe(server)])
        check(result!, server)
      } finally {
        await server.close()
      }
    })
  }
}

/** Answers one after the other; the last one stays. */
function inTurn(...answers: readonly string[]): Connected {
  let turn = 0
  return (socket) => void socket.write(answers[Math.min(turn++, answers.length - 1)]!)
}

describe('one connection', () => {
  underBoth(
    'carries requests one after the other',
    () =>
      tlsServer(
        pki,
        inTurn(
          'HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 4\r\n\r\nwait',
          answerOf('200 OK', 'done'),
        ),
      ),
    (server) => ({config: config(server)}),
    (result, server) => {
      assert.deepEqual(result, {out: 'done', err: ''})
      assert.equal(server.requests.length, 2)
      assert.equal(server.connections(), 1)
    },
  )

  underBoth(
    'reads chunks, extensions, trailers and interim answers',
    () =>
      tlsServer(pki, (socket) => {
        socket.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
        socket.write('3;x=y\r\nabc\r\n')
        socket.write('A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n')
      }),
    (server) => ({config: config(server)}),
    (result) => assert.deepEqual(result, {out: 'abc0123456789', err: ''}),
  )

  underBoth(
    'sends what client-go sends, and unzips',
    () =>
      tlsServer(pki, (socket) => {
        const body = gzipSync('zipped')
        socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`)
        socket.write(body)
      }),
    (server) => ({
      config: config(server, {
        username: 'u',
        password: 'p:q',
        impersonate: {userName: 'someone', uid: '5', groups: ['g1', 'g2'], extra: {'a/b%': ['c']}},
      }),
      commandHeaders: {'Kubectl-Command': 'kctl get'},
      request: {method: 'POST', body: '{"ä":1}', query: {z: '1 2', a: ['x', 'y'], none: undefined}},
    }),
    (result, server) => {
      assert.deepEqual(result, {out: 'zipped', err: ''})
      const [head, body] = server.requests[0]!.split('\r\n\r\n')
      const [first, ...lines] = head!.split('\r\n')
      assert.equal(first, 'POST /x?a=x&a=y&z=1+2 HTTP/1.1')
      assert.equal(Buffer.from(body!, 'latin1').toString(), '{"ä":1}')
      assert.deepEqual(lines.sort(), [
        'Accept-Encoding: gzip',
        'Accept: application/json, */*',
        'Authorization: Basic dTpwOnE=',
        'Content-Length: 8',
        'Content-Type: application/json',
        `Host: 127.0.0.1:${server.port}`,
        // kubectl 1.37.2 sends `Impersonate-Extra-A%2fb%25` for the same extra; names have no case.
        'Impersonate-Extra-a%2Fb%25: c',
        'Impersonate-Group: g1',
        'Impersonate-Group: g2',
        'Impersonate-Uid: 5',
        'Impersonate-User: someone',
        'Kubectl-Command: kctl get',
        'User-Agent: kctl/test',
      ])
    },
  )

  underBoth(
    'that is cut inside a zipped body is an error',
    () =>
      tlsServer(pki, (socket) => {
        const half = gzipSync('x'.repeat(1000)).subarray(0, 20)
        socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${half.length}\r\n\r\n`)
        socket.write(half)
      }),
    (server) => ({config: config(server), request: {stream: false}}),
    (result) => {
      assert.equal(result.out, '')
      assert.match(result.err, /^error: unexpected error when reading response body\. .* unexpected EOF$/m)
    },
  )

  underBoth(
    'asks for no zip with --disable-compression',
    () => tlsServer(pki, inTurn(answerOf('200 OK'))),
    (server) => ({config: config(server, {disableCompression: true})}),
    (_, server) => assert.doesNotMatch(server.requests[0]!, /Accept-Encoding/i),
  )

  it('sends no header that could start another', async () => {
    const server = await tlsServer(pki, inTurn(answerOf('200 OK')))
    const {err} = await runProbe({config: config(server), request: {headers: {'X-A': 'b\r\nX-Evil: c'}}})
    assert.match(err, /invalid header field value/)
    assert.equal(server.requests.length, 0)
    await server.close()
  })
})

describe('trying again', () => {
  underBoth(
    'after a reset, for GET (client-go waits a second)',
    () => {
      let turn = 0
      return tlsServer(
        pki,
        (socket, _, raw) =>
          void (turn++ === 0 ? raw.resetAndDestroy() : socket.write(answerOf('200 OK', 'ok'))),
      )
    },
    (server) => ({config: config(server), request: {stream: false}}),
    (result, server) => {
      assert.deepEqual(result, {out: 'ok', err: ''})
      assert.equal(server.connections(), 2)
    },
  )

  underBoth(
    'not after a reset for POST',
    () => tlsServer(pki, (_, __, raw) => raw.resetAndDestroy()),
    (server) => ({config: config(server), request: {stream: false, method: 'POST', body: '{}'}}),
    (result, server) => {
      assert.match(result.err, /^Unable to connect to the server: .*connection reset by peer\n$/)
      assert.equal(server.connections(), 1)
    },
  )

  underBoth(
    'ends after ten times with the last answer',
    () =>
      tlsServer(pki, inTurn('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n')),
    (server) => ({config: config(server)}),
    (result, server) => {
      assert.equal(
        result.err,
        'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later\n',
      )
      assert.equal(server.requests.length, 11)
    },
  )

  underBoth(
    'needs a Retry-After',
    () => tlsServer(pki, inTurn(answerOf('503 Service Unavailable'))),
    (server) => ({config: config(server)}),
    (result, server) => {
      assert.equal(
        result.err,
        'Error from server (ServiceUnavailable): the server is currently unable to handle the request\n',
      )
      assert.equal(server.requests.length, 1)
    },
  )
})

describe('time limits', () => {
  // The texts of `kubectl get pods --request-timeout=1s` on such servers.
  const cut = 'net/http: request canceled (Client.Timeout exceeded while awaiting headers)'
  underBoth(
    'end a request without answer, and are told to the server',
    () => tlsServer(pki, () => {}),
    (server) => ({config: config(server, {timeout: 300}), request: {stream: false}}),
    (result, server) => {
      assert.equal(result.err, `Unable to connect to the server: ${cut}\n`)
      assert.match(server.requests[0]!, /^GET \/x\?timeout=300ms /)
    },
  )
  underBoth(
    'end a body that stops coming',
    () => tlsServer(pki, (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')),
    (server) => ({config: config(server, {timeout: 300}), request: {stream: false}}),
    (result) =>
      assert.equal(
        result.err.split('\n').at(-2),
        'error: unexpected error when reading response body. Please retry. Original error: context deadline exceeded',
      ),
  )
})

describe('redirects', () => {
  underBoth(
    'on the same server keep the token',
    () =>
      tlsServer(
        pki,
        inTurn(answerOf('307 Temporary Redirect', '', ['Location: /y?z=1']), answerOf('200 OK', 'there')),
      ),
    (server) => ({config: config(server, {bearerToken: 'secret'})}),
    (result, server) => {
      assert.deepEqual(result, {out: 'there', err: ''})
      assert.match(server.requests[1]!, /^GET \/y\?z=1 HTTP[\s\S]*Authorization: Bearer secret/)
    },
  )

  for (const [runtime, run] of Object.entries(runtimes)) {
    it(`to another server carry nothing of the user (${runtime})`, async () => {
      const other = await tlsServer(pki, inTurn(answerOf('200 OK', 'elsewhere')), {
        requestCert: true,
        rejectUnauthorized: false,
      })
      const first = await tlsServer(
        pki,
        inTurn(answerOf('302 Found', '', [`Location: https://127.0.0.1:${other.port}/y`])),
      )
      const tls = {
        insecure: false,
        caFile: pki.file('ca.crt'),
        certFile: pki.file('client.crt'),
        keyFile: pki.file('client.key'),
      }
      const user = {bearerToken: 'secret', impersonate: {userName: 'boss'}, tls}
      const [result] = await run([{config: config(first, user), commandHeaders: {'Kubectl-Session': 's'}}])
      assert.deepEqual(result, {out: 'elsewhere', err: ''})
      assert.match(first.requests[0]!, /Authorization: Bearer secret/)
      assert.doesNotMatch(other.requests[0]!, /Authorization|Impersonate|Kubectl|secret/i)
      await Promise.all([first.close(), other.close()])
    })
  }
})

describe('the environment', () => {
  for (const runtime of Object.keys(runtimes)) {
    it(`cannot switch off verification (${runtime})`, async () => {
      const server = await tlsServer(pki, inTurn(answerOf('200 OK')))
      const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
      try {
        const stranger = {tls: {insecure: false, caFile: pki.file('stranger.crt')}}
        const [result] = await runtimes[runtime]!([{config: config(server, stranger)}])
        assert.match(result!.err, /certificate signed by unknown authority/)
        assert.equal(server.requests.length, 0)
      } finally {
        if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
        else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
        await server.close()
      }
    })
  }

  underBoth(
    'is not needed for plain HTTP',
    () => plainServer(inTurn(answerOf('200 OK', 'plain'))),
    (server) => ({config: {host: `127.0.0.1:${server.port}/`, tls: {insecure: false}, timeout: 0}}),
    (result) => assert.deepEqual(result, {out: 'plain', err: ''}),
  )
})

describe('warnings', () => {
  underBoth(
    'are shown once each',
    () =>
      tlsServer(
        pki,
        inTurn(
          answerOf('200 OK', 'ok', [
            'Warning: 299 - "a is deprecated"',
            'Warning: 299 - "a is deprecated", 299 x "b \\"q\\"" "Tue, 24 Nov 2026 02:00:00 GMT"',
            'Warning: 199 - "not for people"',
          ]),
        ),
      ),
    (server) => ({config: config(server)}),
    // As kubectl 1.37.2 printed them.
    (result) => assert.deepEqual(result, {out: 'ok', err: 'Warning: a is deprecated\nWarning: b "q"\n'}),
  )
})
