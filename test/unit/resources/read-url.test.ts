import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {MemoryOutput, memoryInput} from '../../../src/base/io.ts'
import type {Host} from '../../../src/base/host.ts'
import {readURL} from '../../../src/resources/read-url.ts'
import {makePKI, type PKI} from '../../support/pki.ts'
import {plainServer, tlsServer} from '../../support/raw-server.ts'

const body = 'kind: A\n'
const ok = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`

function hostWith(env: Host['env'] = {}): Host {
  return {
    io: {in: memoryInput(''), out: new MemoryOutput(), errOut: new MemoryOutput()},
    env,
    cwd: '/',
    home: '',
    platform: process.platform,
    now: Date.now,
    signal: new AbortController().signal,
  }
}

const read = async (url: string, env?: Host['env']): Promise<string> =>
  Buffer.from(await readURL(url, hostWith(env))).toString()

describe('manifests from the web', () => {
  let pki: PKI
  before(() => {
    pki = makePKI()
  })
  after(() => pki.remove())

  it('come through the proxy of the environment, unless NO_PROXY says otherwise', async (t) => {
    const proxy = await plainServer((socket) => socket.end(ok))
    t.after(() => proxy.close())
    const HTTP_PROXY = `http://user:pass@127.0.0.1:${proxy.port}`
    assert.equal(await read('http://manifests.test/a.yaml?b=c', {HTTP_PROXY}), body)
    assert.match(proxy.requests[0]!, /^GET http:\/\/manifests\.test\/a\.yaml\?b=c HTTP\/1\.1\r\n/)
    assert.match(proxy.requests[0]!, /\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n/)
    const direct = await plainServer((socket) => socket.end(ok))
    t.after(() => direct.close())
    assert.equal(await read(`http://127.0.0.1:${direct.port}/`, {HTTP_PROXY}), body)
    assert.equal(proxy.requests.length, 1)
  })

  it('come through a tunnel when they are secret', {timeout: 20_000}, async (t) => {
    const proxy = await plainServer((socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
    t.after(() => proxy.close())
    const HTTPS_PROXY = `http://127.0.0.1:${proxy.port}`
    await assert.rejects(read('https://manifests.test/a.yaml', {HTTPS_PROXY}), {
      message: 'Get "https://manifests.test/a.yaml": Forbidden',
    })
    assert.match(proxy.requests[0]!, /^CONNECT manifests\.test:443 HTTP\/1\.1\r\n/)
    assert.equal(proxy.requests.length, 3)
  })

  it('come from servers that the system trusts', {timeout: 20_000}, async (t) => {
    const server = await tlsServer(pki, (socket) => socket.end(ok))
    t.after(() => server.close())
    const url = `https://127.0.0.1:${server.port}/`
    assert.equal(await read(url, {SSL_CERT_FILE: pki.file('ca.crt')}), body)
    await assert.rejects(read(url, {SSL_CERT_FILE: pki.file('stranger.crt')}), /signed by unknown authority/)
  })

  it('are asked for as the address says', async (t) => {
    const server = await plainServer((socket, request) => {
      if (request.startsWith('GET /old'))
        socket.write('HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n')
      else
        socket.write(
          request.startsWith('GET /new') ? ok : 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
        )
    })
    t.after(() => server.close())
    const address = `127.0.0.1:${server.port}`
    assert.equal(await read(`http://a:b%20c@${address}/old`), body)
    assert.equal(server.requests.length, 2)
    for (const request of server.requests) assert.match(request, /\r\nAuthorization: Basic YTpiIGM=\r\n/)
    await assert.rejects(read(`http://${address}/none`), {
      message: `unable to read URL "http://${address}/none", server reported 404 Not Found, status code=404`,
    })
    assert.equal(server.requests.length, 3)
  })
})
