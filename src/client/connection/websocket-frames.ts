/** The frames of RFC 6455 as a client sees them: made with a mask, read in pieces of any size. */

/** The connection is broken, closed, or not used as RFC 6455 says. */
export class WebSocketError extends Error {
  override name = 'WebSocketError'
}

export const opcode = {continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10} as const

/** A part of a message's payload; a message has at least one, which may be empty. */
export interface DataPiece {
  readonly kind: 'data'
  /** `text` or `binary`. */
  readonly opcode: number
  readonly data: Buffer
  /** The first and the last piece of its message. */
  readonly first: boolean
  readonly last: boolean
}

/** A whole control frame. */
export interface ControlFrame {
  readonly kind: 'control'
  readonly opcode: number
  readonly payload: Buffer
}

/** One frame with everything in it, masked with the four bytes. */
export function encodeFrame(code: number, payload: Uint8Array, mask: Uint8Array): Buffer {
  const {length} = payload
  const extra = length < 126 ? 0 : length < 1 << 16 ? 2 : 8
  const start = 6 + extra
  const frame = Buffer.allocUnsafe(start + length)
  frame[0] = 0x80 | code
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127)
  if (extra === 2) frame.writeUInt16BE(length, 2)
  else if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2)
  frame.set(mask, start - 4)
  for (let at = 0; at < length; at++) frame[start + at] = payload[at]! ^ mask[at & 3]!
  return frame
}

interface Head {
  readonly opcode: number
  readonly final: boolean
  readonly length: number
  /** Bytes of the head itself. */
  readonly size: number
}

/**
 * Cuts a server's bytes into pieces of messages and control frames. Pieces of long messages are given as they
 * come, so that no message is held in memory. Throws for what RFC 6455 forbids, in the words of
 * gorilla/websocket, which is what kubectl reads with.
 */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0)
  /** The data frame that is being read, and how much of it is to come. */
  private current: Head | undefined
  private remaining = 0
  /** The opcode of the message under way; between messages undefined. */
  private message: number | undefined
  private isFirst = true

  /** Whether a message has begun and not ended. */
  get withinMessage(): boolean {
    return this.message !== undefined
  }

  *feed(chunk: Uint8Array): Generator<DataPiece | ControlFrame> {
    this.rest = this.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk])
    for (;;) {
      if (this.current !== undefined) {
        if (this.rest.length === 0 && this.remaining > 0) return
        yield this.takeData(this.current)
        continue
      }
      const head = this.readHead()
      if (head === undefined) return
      if (head.opcode < opcode.close) {
        this.rest = this.rest.subarray(head.size)
        this.begin(head)
        continue
      }
      if (this.rest.length < head.size + head.length) return
      const payload = this.rest.subarray(head.size, head.size + head.length)
      this.rest = this.rest.subarray(head.size + head.length)
      yield {kind: 'control', opcode: head.opcode, payload}
    }
  }

  private begin(head: Head): void {
    this.current = head
    this.remaining = head.length
    if (head.opcode === opcode.continuation) return
    this.message = head.opcode
    this.isFirst = true
  }

  private takeData(head: Head): DataPiece {
    const data = this.rest.subarray(0, this.remaining)
    this.rest = this.rest.subarray(data.length)
    this.remaining -= data.length
    const ended = this.remaining === 0
    const piece: DataPiece = {
      kind: 'data',
      opcode: this.message!,
      data,
      first: this.isFirst,
      last: ended && head.final,
    }
    this.isFirst = false
    if (ended) this.current = undefined
    if (piece.last) this.message = undefined
    return piece
  }

  /** The next frame's head, undefined until all of it is there. */
  private readHead(): Head | undefined {
    const {rest} = this
    if (rest.length < 2) return undefined
    const short = rest[1]! & 0x7f
    this.check(rest[0]!, rest[1]!, short)
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0
    if (rest.length < 2 + extra) return undefined
    const length =
      extra === 2 ? rest.readUInt16BE(2) : extra === 8 ? readLongLength(rest.readBigUInt64BE(2)) : short
    return {opcode: rest[0]! & 0x0f, final: (rest[0]! & 0x80) !== 0, length, size: 2 + extra}
  }

  private check(first: number, second: number, length: number): void {
    const code = first & 0x0f
    const final = (first & 0x80) !== 0
    const faults = ['RSV1 set', 'RSV2 set', 'RSV3 set'].filter((_, bit) => (first & (0x40 >> bit)) !== 0)
    if (code >= opcode.close && code <= opcode.pong) {
      if (length > 125) faults.push('len > 125 for control')
      if (!final) faults.push('FIN not set on control')
    } else if (code === opcode.text || code === opcode.binary) {
      if (this.message !== undefined) faults.push('data before FIN')
    } else if (code === opcode.continuation) {
      if (this.message === undefined) faults.push('continuation after FIN')
    } else {
      faults.push(`bad opcode ${code}`)
    }
    if ((second & 0x80) !== 0) faults.push('bad MASK')
    if (faults.length > 0) throw new WebSocketError(`websocket: ${faults.join(', ')}`)
  }
}

function readLongLength(length: bigint): number {
  if (length > BigInt(Number.MAX_SAFE_INTEGER)) throw new WebSocketError('websocket: read limit exceeded')
  return Number(length)
}
