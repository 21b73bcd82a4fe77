import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {Http1Parser} from '../../../../src/client/connection/http1-parser.ts'
import {parseWarnings} from '../../../../src/client/warning-header.ts'

interface Read {
  status: number
  body: string
  /** Undefined while the answer is not whole. */
  reusable: boolean | undefined
}

/** Feeds the bytes in the given pieces, then the end of the connection. */
function read(pieces: readonly Buffer[], method = 'GET'): Read {
  const result: Read = {status: 0, body: '', reusable: undefined}
  const parser = new Http1Parser(method, {
    head: (status) => (result.status = status),
    data: (chunk) => (result.body += Buffer.from(chunk).toString('latin1')),
    end: (reusable) => (result.reusable = reusable),
  })
  for (const piece of pieces) if (!parser.done) parser.feed(piece)
  parser.finish()
  return result
}

/** RFC 9112 messages of every framing, with the body that they carry. */
const message = fc
  .record({
    body: fc
      .string({minLength: 1, maxLength: 60})
      .map((text) => Buffer.from(text, 'utf8').toString('latin1')),
    chunked: fc.boolean(),
    sizes: fc.array(fc.integer({min: 1, max: 20}), {minLength: 1}),
  })
  .map(({body, chunked, sizes}) => {
    if (!chunked) return {body, text: `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`}
    let text = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
    for (let at = 0, turn = 0; at < body.length; turn++) {
      const piece = body.slice(at, at + sizes[turn % sizes.length]!)
      text += `${piece.length.toString(16)}\r\n${piece}\r\n`
      at += piece.length
    }
    return {body, text: `${text}0\r\n\r\n`}
  })

function cut(text: string, places: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text, 'latin1')
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index]!, edge))
}

describe('reading HTTP/1.1', () => {
  it('gives the same however the bytes come', () => {
    fc.assert(
      fc.property(message, fc.array(fc.nat()), ({body, text}, places) => {
        assert.deepEqual(read(cut(text, places)), {status: 200, body, reusable: true})
      }),
    )
  })

  it('never takes an answer that was cut for a whole one', () => {
    fc.assert(
      fc.property(message, fc.nat(), ({body, text}, place) => {
        const result = read([Buffer.from(text.slice(0, place % text.length), 'latin1')])
        assert.equal(result.reusable, undefined)
        assert.ok(body.startsWith(result.body))
      }),
    )
  })

  it('knows answers without body, and connections that end', () => {
    const of = (text: string, method = 'GET') => read([Buffer.from(text, 'latin1')], method)
    assert.deepEqual(of('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 'HEAD'), {
      status: 200,
      body: '',
      reusable: true,
    })
    assert.deepEqual(of('HTTP/1.1 204 No Content\r\n\r\n'), {status: 204, body: '', reusable: true})
    assert.deepEqual(of('HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx'), {
      status: 200,
      body: 'x',
      reusable: false,
    })
    assert.deepEqual(of('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx'), {
      status: 200,
      body: 'x',
      reusable: false,
    })
    assert.deepEqual(of('HTTP/1.1 200 OK\r\n\r\nuntil the end'), {
      status: 200,
      body: 'until the end',
      reusable: false,
    })
    assert.deepEqual(of('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201\r\nContent-Length: 0\r\n\r\n'), {
      status: 201,
      body: '',
      reusable: true,
    })
  })

  it('refuses what two readers could read differently', () => {
    const bad = [
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy',
      'HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\nx',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n',
      'HTTP/1.1 200 OK\r\n Folded: x\r\nNo-colon\r\n\r\n',
      'SSH-2.0-OpenSSH\r\n\r\n',
    ]
    for (const text of bad) assert.throws(() => read([Buffer.from(text, 'latin1')]), text)
  })
})

describe('reading Warning headers', () => {
  // apimachinery/pkg/util/net/http_test.go TestParseWarningHeader.
  const rows: readonly [header: string, texts: readonly string[]][] = [
    ['299 - "a"', ['a']],
    ['299 - "a" "Tue, 15 Nov 1994 08:12:31 GMT"', ['a']],
    ['299 - "a", 299 - "b"', ['a', 'b']],
    ['299 - "a\\"b\\\\c"', ['a"b\\c']],
    ['299 - "=?utf-8?q?caf=C3=A9?="', ['café']],
    ['  299 - "a"  ', ['a']],
    ['', []],
    ['299', []],
    ['299 -', []],
    ['29 - "a"', []],
    ['299 - a', []],
    ['299 - "a', []],
    ['299 - "a" x', []],
    ['299 - "a\u0007"', []],
  ]
  for (const [header, texts] of rows) {
    it(JSON.stringify(header), () =>
      assert.deepEqual(
        parseWarnings(header).map(({text}) => text),
        texts,
      ),
    )
  }
})
