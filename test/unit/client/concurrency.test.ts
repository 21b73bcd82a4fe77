import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createSecureServer, type Http2SecureServer, type ServerHttp2Stream} from 'node:http2'
import type {AddressInfo} from 'node:net'
import {after, before, describe, it} from 'node:test'
import {MemoryOutput, memoryInput} from '../../../src/base/io.ts'
import {newRESTClient} from '../../../src/client/rest-client.ts'
import {ConnectionError} from '../../../src/client/status.ts'
import type {RestConfig} from '../../../src/kubeconfig/rest-config.ts'
import {runProbe} from '../../support/client-probe.ts'
import {makePKI, type PKI} from '../../support/pki.ts'
import {answerOf, type RawServer, tlsServer} from '../../support/raw-server.ts'
import {runtimes} from '../../support/runtimes.ts'

let pki: PKI
before(() => (pki = makePKI()))
after(() => pki.remove())

function config(server: {port: number}): RestConfig {
  return {
    host: `https://127.0.0.1:${server.port}`,
    tls: {insecure: false, caFile: pki.file('ca.crt')},
    timeout: 0,
  }
}

describe('many requests at once', () => {
  interface Counting {
    readonly server: Http2SecureServer
    readonly port: number
    streams: number
    most: number
  }
  async function http2Server(answer: (stream: ServerHttp2Stream) => unknown): Promise<Counting> {
    const server = createSecureServer({
      cert: pki.read('server.crt'),
      key: pki.read('server.key'),
      allowHTTP1: true,
    })
    const counting = {server, port: 0, streams: 0, most: 0}
    let open = 0
    server.on('stream', (stream: ServerHttp2Stream) => {
      counting.streams++
      counting.most = Math.max(counting.most, ++open)
      stream.on('close', () => open--)
      stream.on('error', () => {})
      answer(stream)
    })
    // HTTP/1 requests are answered at leisure so that the others need HTTP/2.
    server.on('request', (request, response) => {
      if (request.httpVersion === '1.1') setTimeout(() => response.end('x'), 200)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    counting.port = (server.address() as AddressInfo).port
    return counting
  }

  for (const [runtime, run] of Object.entries(runtimes)) {
    it(`share one HTTP/2 connection, at most 64 in flight (${runtime})`, async () => {
      const counting = await http2Server((stream) =>
        setTimeout(() => {
          stream.respond({':status': 200})
          stream.end('x')
        }, 20),
      )
      const [result] = await run([{config: config(counting), times: 200}])
      counting.server.close()
      assert.deepEqual(result, {out: 'x'.repeat(200), err: ''})
      assert.ok(counting.streams > 100, `${counting.streams} streams`)
      assert.ok(counting.most <= 64, `${counting.most} at once`)
    })

    it(`fail when a stream is reset in the middle (${runtime})`, async () => {
      const counting = await http2Server((stream) => {
        stream.respond({':status': 200})
        stream.write('part')
        // An error makes it a RST_STREAM without the end of the body.
        setTimeout(() => stream.destroy(new Error('broken')), 20)
      })
      const [result] = await run([{config: config(counting), times: 10, request: {stream: false}}])
      counting.server.close()
      assert.match(
        result!.err,
        /^error: stream error when reading response body, may be caused by closed connection\. Please retry\. Original error: stream error: stream ID \d+; INTERNAL_ERROR; received from peer$/m,
      )
    })

    it(`fail when a body is shorter than announced (${runtime})`, async () => {
      const counting = await http2Server((stream) => {
        stream.respond({':status': 200, 'content-length': '10'})
        stream.end('part')
      })
      const [result] = await run([{config: config(counting), times: 10, request: {stream: false}}])
      counting.server.close()
      assert.match(result!.err, /^error: .*Please retry\. Original error: /m)
    })

    it(`fail when the connection is cut in the middle (${runtime})`, async () => {
      const counting = await http2Server((stream) => {
        stream.respond({':status': 200})
        stream.write('part')
        setTimeout(() => stream.session?.destroy(), 20)
      })
      const [result] = await run([{config: config(counting), times: 10, request: {stream: false}}])
      counting.server.close()
      assert.match(result!.err, /^error: .*Please retry\. Original error: /m)
    })
  }

  it('use more HTTP/1.1 connections where there is no HTTP/2', async () => {
    const server = await tlsServer(pki, (socket) =>
      setTimeout(() => socket.write(answerOf('200 OK', 'x')), 20),
    )
    const result = await runProbe({config: config(server), times: 100})
    assert.deepEqual(result, {out: 'x'.repeat(100), err: ''})
    assert.ok(server.connections() > 4 && server.connections() <= 65, `${server.connections()} connections`)
    await server.close()
  })
})

describe('a client', () => {
  function clientOf(server: RawServer, signal: AbortSignal) {
    const [out, errOut] = [new MemoryOutput(), new MemoryOutput()]
    const io = {in: memoryInput(''), out, errOut}
    const host = {io, env: {}, cwd: '/', home: '/', platform: process.platform, now: () => Date.now(), signal}
    return newRESTClient(config(server), {host, userAgent: 'x'})
  }

  it("ends with the run's reason, before an answer and inside one", async () => {
    const server = await tlsServer(pki, (socket, request) => {
      if (request.includes('/body')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')
    })
    const reason = new Error('stopped')
    for (const path of ['/none', '/body']) {
      const controller = new AbortController()
      const client = clientOf(server, controller.signal)
      setTimeout(() => controller.abort(reason), 100)
      const read = async (): Promise<string> => (await client.send({method: 'GET', path})).text()
      await assert.rejects(read(), (error) => error === reason)
      await assert.rejects(client.send({method: 'GET', path}), (error) => error === reason)
    }
    await server.close()
  })

  it('goes on when small bodies are left unread, and when a reader gives up', async () => {
    const server = await tlsServer(pki, (socket) => void socket.write(answerOf('200 OK', 'unread')))
    const client = clientOf(server, new AbortController().signal)
    for (let turn = 0; turn < 200; turn++) {
      const response = await client.send({method: 'DELETE', path: '/x'})
      if (turn % 2 === 0) for await (const _ of response.chunks()) break
    }
    assert.equal(server.requests.length, 200)
    client.close()
    await server.close()
  })

  it('uses the connection that was begun before the request', async () => {
    const server = await tlsServer(pki, (socket) => void socket.write(answerOf('200 OK', 'early')))
    const client = clientOf(server, new AbortController().signal)
    client.warm?.()
    const texts = [1, 2].map(async () => (await client.send({method: 'GET', path: '/x'})).text())
    assert.deepEqual(await Promise.all(texts), ['early', 'early'])
    assert.equal(await (await client.send({method: 'GET', path: '/x'})).text(), 'early')
    assert.ok(server.connections() <= 2, `${server.connections()} connections`)
    client.close()
    await server.close()
  })

  it('tells with the request why the connection begun before it failed', async () => {
    const server = await tlsServer(pki, () => {})
    const client = clientOf(server, new AbortController().signal)
    await server.close()
    client.warm?.()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await assert.rejects(
      client.send({method: 'GET', path: '/x'}),
      (error) => error instanceof ConnectionError && error.refused,
    )
    client.close()
  })
})
