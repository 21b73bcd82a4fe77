import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {
  encodeFrame,
  FrameReader,
  opcode,
  WebSocketError,
} from '../../../../src/client/connection/websocket-frames.ts'

/** A message in the fragments that a server sends, each with the control frames before it. */
interface Message {
  readonly code: number
  readonly fragments: readonly {readonly payload: Uint8Array; readonly before: readonly Uint8Array[]}[]
}

/** A server's frame: RFC 6455 section 5.2, without a mask. */
function frame(first: number, payload: Uint8Array): Buffer {
  const {length} = payload
  const head = length < 126 ? Buffer.alloc(2) : length < 1 << 16 ? Buffer.alloc(4) : Buffer.alloc(10)
  head[0] = first
  head[1] = [length, 126, 127][[2, 4, 10].indexOf(head.length)]!
  if (head.length === 4) head.writeUInt16BE(length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}

function bytesOf(messages: readonly Message[]): Buffer {
  const frames = messages.flatMap(({code, fragments}) =>
    fragments.flatMap(({payload, before}, index) => {
      const final = index === fragments.length - 1 ? 0x80 : 0
      return [
        ...before.map((ping) => frame(0x80 | opcode.ping, ping)),
        frame(final | (index === 0 ? code : opcode.continuation), payload),
      ]
    }),
  )
  return Buffer.concat(frames)
}

/** The stream cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end))
}

/** What a reader gave. */
interface Read {
  /** Whole messages, put together again. */
  readonly messages: [number, string][]
  /** The payloads of control frames, in their order. */
  readonly control: string[]
  /** Whether the stream ended within a message. */
  readonly isWithin: boolean
}

function read(chunks: readonly Uint8Array[]): Read {
  const reader = new FrameReader()
  const [messages, control]: [[number, string][], string[]] = [[], []]
  let parts: Buffer[] = []
  for (const chunk of chunks) {
    for (const piece of reader.feed(chunk)) {
      if (piece.kind === 'control') {
        control.push(piece.payload.toString('hex'))
        continue
      }
      assert.equal(piece.first, parts.length === 0)
      parts.push(piece.data)
      if (!piece.last) continue
      messages.push([piece.opcode, Buffer.concat(parts).toString('hex')])
      parts = []
    }
  }
  // A message may have begun with a head alone.
  assert.ok(reader.withinMessage || parts.length === 0)
  return {messages, control, isWithin: reader.withinMessage}
}

const sizes = fc.oneof(
  {weight: 8, arbitrary: fc.nat(200)},
  fc.constantFrom(0, 1, 125, 126, 127, 65_535, 65_536, 70_000),
)
const payload = fc
  .tuple(sizes, fc.nat(255))
  .map(([size, seed]) => Uint8Array.from({length: size}, (_, index) => (index * 31 + seed) & 255))
const message: fc.Arbitrary<Message> = fc.record({
  code: fc.constantFrom(opcode.text, opcode.binary),
  fragments: fc.array(
    fc.record({payload, before: fc.array(fc.uint8Array({maxLength: 125}), {maxLength: 2})}),
    {minLength: 1, maxLength: 4},
  ),
})

describe('the frame reader', () => {
  it('gives what was sent, however the bytes come', () => {
    const places = fc.array(fc.nat(1 << 20), {maxLength: 30})
    fc.assert(
      fc.property(fc.array(message, {maxLength: 5}), places, (messages, at) => {
        assert.deepEqual(read(cut(bytesOf(messages), at)), {
          messages: messages.map(({code, fragments}) => [
            code,
            Buffer.concat(fragments.map((one) => one.payload)).toString('hex'),
          ]),
          control: messages.flatMap(({fragments}) =>
            fragments.flatMap(({before}) => before.map((ping) => Buffer.from(ping).toString('hex'))),
          ),
          isWithin: false,
        })
      }),
      {numRuns: 150},
    )
  })

  it('gives what was sent byte by byte', () => {
    fc.assert(
      fc.property(fc.array(message, {maxLength: 2}), (messages) => {
        const bytes = bytesOf(messages).subarray(0, 2000)
        const single = Array.from(bytes, (byte) => Uint8Array.of(byte))
        assert.deepEqual(read(single), read([bytes]))
      }),
      {numRuns: 30},
    )
  })

  it('is within a message from its head on', () => {
    assert.equal(read([Uint8Array.of(0x81), Uint8Array.of(1)]).isWithin, true)
  })

  it('takes any bytes, or throws a WebSocketError', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({maxLength: 40}), {maxLength: 10}), (chunks) => {
        try {
          read(chunks)
        } catch (error) {
          if (!(error instanceof WebSocketError)) throw error
        }
      }),
      {numRuns: 500},
    )
  })

  it('keeps no room for a length that is only announced', () => {
    const announced = (length: bigint): Buffer => {
      const head = Buffer.from([0x82, 127, 0, 0, 0, 0, 0, 0, 0, 0])
      head.writeBigUInt64BE(length, 2)
      return head
    }
    const reader = new FrameReader()
    assert.deepEqual([...reader.feed(announced(BigInt(Number.MAX_SAFE_INTEGER)))], [])
    const [piece] = [...reader.feed(Buffer.from('abc'))]
    assert.deepEqual(piece, {
      kind: 'data',
      opcode: opcode.binary,
      data: Buffer.from('abc'),
      first: true,
      last: false,
    })
    for (const length of [1n << 53n, 1n << 63n, (1n << 64n) - 1n]) {
      assert.throws(() => [...new FrameReader().feed(announced(length))], {
        message: 'websocket: read limit exceeded',
      })
    }
  })
})

describe('a frame of the client', () => {
  it('is its payload once the mask is taken off', () => {
    fc.assert(
      fc.property(payload, fc.uint8Array({minLength: 4, maxLength: 4}), (bytes, mask) => {
        const made = encodeFrame(opcode.binary, bytes, mask)
        const plain = frame(0x80 | opcode.binary, bytes)
        const head = plain.length - bytes.length
        assert.deepEqual(made.subarray(head, head + 4), Buffer.from(mask))
        made[1]! &= 0x7f
        const unmasked = made.subarray(head + 4).map((byte, index) => byte ^ mask[index & 3]!)
        assert.deepEqual(Buffer.concat([made.subarray(0, head), unmasked]), plain)
      }),
      {numRuns: 100},
    )
  })
})
