import assert from 'node:assert/strict'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {test} from 'node:test'
import {ConnectionError} from '../../../src/client/status.ts'
import {readURL} from '../../../src/resources/read-url.ts'
import {builderContext, FakeClient} from './fakes.ts'

const {host} = builderContext(new FakeClient())

/** Serves the answers one after the other; the last one again and again. */
async function withServer(
  answers: [code: number, body: string, location?: string][],
  use: (url: string) => Promise<void>,
) {
  let count = 0
  const server = createServer((_, response) => {
    const [code, body, location] = answers[Math.min(count++, answers.length - 1)]!
    response.writeHead(code, location === undefined ? {} : {location}).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  try {
    await use(`http://127.0.0.1:${port}/x.yaml`)
  } finally {
    server.close()
  }
  return count
}

test('reads a URL, follows redirects, tries 5xx again', async () => {
  await withServer(
    [
      [302, '', '/other'],
      [200, 'a: b'],
    ],
    async (url) => {
      assert.equal(Buffer.from(await readURL(url, host)).toString(), 'a: b')
    },
  )
  const count = await withServer(
    [
      [503, ''],
      [200, 'late'],
    ],
    async (url) => {
      assert.equal(Buffer.from(await readURL(url, host)).toString(), 'late')
    },
  )
  assert.equal(count, 2)
})

// kubectl 1.37.2: create -f http://127.0.0.1:PORT/x.yaml
test('says what the server reported, and does not try 4xx again', async () => {
  const count = await withServer([[404, '']], async (url) => {
    const message = `unable to read URL "${url}", server reported 404 Not Found, status code=404`
    await assert.rejects(readURL(url, host), {message})
  })
  assert.equal(count, 1)
})

test('a refused connection is told as kubectl tells it', async () => {
  await assert.rejects(readURL('http://127.0.0.1:1/x.yaml', host), (error) => {
    assert.ok(error instanceof ConnectionError)
    assert.equal(error.refused, true)
    assert.equal(
      error.message,
      'Get "http://127.0.0.1:1/x.yaml": dial tcp 127.0.0.1:1: connect: connection refused',
    )
    return true
  })
})
