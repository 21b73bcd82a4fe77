import {goQuote} from '../../base/go-quote.ts'

/** What the parser finds, in this order: one head, data pieces, one end. */
export interface Http1Events {
  head(status: number, statusText: string, headers: Record<string, string>): void
  data(chunk: Uint8Array): void
  /** `reusable`: whether another exchange may follow on this connection. */
  end(reusable: boolean): void
}

type State = 'head' | 'length' | 'chunkSize' | 'chunkData' | 'chunkEnd' | 'trailer' | 'untilClose' | 'done'
const maxHeadBytes = 1 << 20

/**
 * Reads one HTTP/1.1 answer (RFC 9112): interim 1xx answers are skipped, the body is framed by
 * chunks, by Content-Length or by the end of the connection. Throws for anything else, in
 * net/http's words.
 */
export class Http1Parser {
  private state: State = 'head'
  private rest: Buffer = Buffer.alloc(0)
  private remaining = 0
  private reusable = true
  private readonly method: string
  private readonly events: Http1Events
  /** Whether any byte arrived. */
  started = false

  constructor(method: string, events: Http1Events) {
    this.method = method
    this.events = events
  }

  get done(): boolean {
    return this.state === 'done'
  }

  /** Takes the next bytes of the connection. Bytes behind the end of the answer make it unusable. */
  feed(chunk: Buffer): void {
    this.started = true
    let data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    this.rest = Buffer.alloc(0)
    while (data.length > 0 && this.state !== 'done') {
      const used = this.step(data)
      if (used === 0) {
        if (data.length > maxHeadBytes)
          throw new Error('net/http: server response headers exceeded 1048576 bytes; aborted')
        this.rest = data
        return
      }
      data = data.subarray(used)
    }
  }

  /** The connection ended. Gives whether the answer was complete. */
  finish(): boolean {
    if (this.state === 'untilClose') this.complete(false)
    return this.state === 'done'
  }

  /** Takes what one state can take of the bytes; 0 when it needs more. */
  private step(data: Buffer): number {
    switch (this.state) {
      case 'head':
        return this.readHead(data)
      case 'length':
      case 'chunkData':
        return this.readCounted(data)
      case 'untilClose':
        this.events.data(data)
        return data.length
      case 'done':
        return data.length
      default:
        return this.readLine(data)
    }
  }

  private readHead(data: Buffer): number {
    const end = data.indexOf('\r\n\r\n')
    if (end < 0) {
      if (data.length >= 5 && !data.subarray(0, 5).equals(Buffer.from('HTTP/'))) throw malformed(data)
      return 0
    }
    const lines = data.toString('latin1', 0, end).split('\r\n')
    const first = /^HTTP\/1\.([01]) (\d{3})(?: (.*))?$/.exec(lines[0]!)
    if (first === null) throw malformed(data)
    const status = Number(first[2])
    if (status >= 100 && status < 200 && status !== 101) return end + 4
    const headers = parseHeaders(lines)
    const connection = (headers['connection'] ?? '').toLowerCase()
    this.reusable = first[1] === '1' ? !connection.includes('close') : connection.includes('keep-alive')
    this.events.head(status, `${status} ${first[3] ?? ''}`.trimEnd(), headers)
    this.frame(status, headers)
    return end + 4
  }

  /** Chooses how the body is framed (RFC 9112 section 6.3). */
  private frame(status: number, headers: Record<string, string>): void {
    const encoding = headers['transfer-encoding']
    const length = headers['content-length']
    if (this.method === 'HEAD' || status === 204 || status === 304) return this.complete(this.reusable)
    if (encoding !== undefined) {
      if (encoding.toLowerCase() !== 'chunked')
        throw new Error(
          `net/http: HTTP/1.x transport connection broken: unsupported transfer encoding: ${goQuote(encoding)}`,
        )
      this.state = 'chunkSize'
    } else if (length !== undefined) {
      const lengths = new Set(length.split(',').map((one) => one.trim()))
      if (lengths.size !== 1 || !/^\d+$/.test([...lengths][0]!)) {
        throw new Error(
          `net/http: HTTP/1.x transport connection broken: bad Content-Length ${goQuote(length)}`,
        )
      }
      this.remaining = Number([...lengths][0])
      if (this.remaining === 0) this.complete(this.reusable)
      else this.state = 'length'
    } else {
      this.state = 'untilClose'
    }
  }

  private readCounted(data: Buffer): number {
    const piece = data.length > this.remaining ? data.subarray(0, this.remaining) : data
    this.remaining -= piece.length
    this.events.data(piece)
    if (this.remaining === 0) {
      if (this.state === 'length') this.complete(this.reusable)
      else this.state = 'chunkEnd'
    }
    return piece.length
  }

  private readLine(data: Buffer): number {
    const end = data.indexOf('\r\n')
    if (end < 0) return 0
    const line = data.toString('latin1', 0, end)
    if (this.state === 'chunkSize') {
      const size = /^([0-9a-fA-F]{1,12})\s*(?:;.*)?$/.exec(line)
      if (size === null) throw new Error('invalid byte in chunk length')
      this.remaining = parseInt(size[1]!, 16)
      this.state = this.remaining === 0 ? 'trailer' : 'chunkData'
    } else if (this.state === 'chunkEnd') {
      if (line !== '') throw new Error('malformed chunked encoding')
      this.state = 'chunkSize'
    } else if (line === '') {
      this.complete(this.reusable)
    }
    return end + 2
  }

  private complete(reusable: boolean): void {
    this.state = 'done'
    this.events.end(reusable)
  }
}

function parseHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null)
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':')
    if (colon <= 0)
      throw new Error(`net/http: HTTP/1.x transport connection broken: malformed MIME header line: ${line}`)
    const name = line.slice(0, colon).toLowerCase()
    // Header bytes are UTF-8 in what the API server sends (warnings), latin1 only on the wire.
    const value = Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString('utf8')
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
  }
  return headers
}

function malformed(data: Buffer): Error {
  const line = data.toString('latin1', 0, Math.min(data.length, 64)).split(/\r?\n/)[0]!
  return new Error(`net/http: HTTP/1.x transport connection broken: malformed HTTP response ${goQuote(line)}`)
}
