import {goQuote} from '../../base/go-quote.ts'
import type {Socket} from 'node:net'
import {BodyStream} from './body-stream.ts'
import {pathOf} from './dial.ts'
import {Http1Parser} from './http1-parser.ts'
import {type Connection, type WireRequest, type WireResponse, WireError, unexpectedEOF} from './wire.ts'

interface Exchange {
  readonly parser: Http1Parser
  readonly body: BodyStream
  readonly reject: (error: Error) => void
  readonly release: () => void
}

/**
 * HTTP/1.1 with keep-alive over a connected socket. Our own rather than node:https because that costs
 * 5 ms of start-up in a Bun executable, and because an answer which ends early must be told from a
 * whole one in the same way under both runtimes.
 */
export class Http1Connection implements Connection {
  used = false
  closed = false
  onChange: () => void = () => {}
  private reserved = false
  private exchanging: Exchange | undefined
  private readonly socket: Socket
  private readonly path: string

  constructor(socket: Socket) {
    this.socket = socket
    this.path = pathOf(socket)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 30_000)
    socket.on('data', (chunk: Buffer) => this.received(chunk))
    socket.on('error', (error) => this.lost(error))
    socket.on('end', () => this.ended())
    socket.on('close', () => this.ended())
  }

  get available(): boolean {
    return !this.closed && !this.reserved
  }

  reserve(): void {
    this.reserved = true
    this.socket.ref()
  }

  /** Sends one request. Rejects with a `WireError` when the connection ends or breaks first. */
  async exchange(request: WireRequest): Promise<WireResponse> {
    const {socket} = this
    const bytes = this.encode(request)
    return new Promise((resolve, reject) => {
      const body = new BodyStream({
        pause: () => socket.pause(),
        resume: () => socket.resume(),
        abandon: () => this.destroy(),
      })
      const abort = (): void => this.fail(request.signal!.reason as Error)
      const parser = new Http1Parser(request.method, {
        head: (status, statusText, headers) => resolve({status, statusText, headers, body}),
        data: (chunk) => body.push(chunk),
        end: (reusable) => this.completed(reusable),
      })
      const release = (): void => request.signal?.removeEventListener('abort', abort)
      this.exchanging = {parser, body, reject, release}
      if (this.closed) return this.fail(new WireError('EOF', false, this.path))
      request.signal?.addEventListener('abort', abort, {once: true})
      if (request.signal?.aborted) return abort()
      socket.write(bytes)
    })
  }

  destroy(): void {
    this.fail(new WireError('http: connection closed', true, this.path))
  }

  private encode(request: WireRequest): Uint8Array {
    try {
      return encodeRequest(request)
    } catch (error) {
      this.reserved = false
      this.onChange()
      throw error
    }
  }

  private received(chunk: Buffer): void {
    const {exchanging} = this
    // Bytes that nobody asked for: the server's last words on an idle connection.
    if (exchanging === undefined) return this.shut()
    try {
      exchanging.parser.feed(chunk)
    } catch (error) {
      this.fail(new WireError(error, true, this.path))
    }
  }

  private completed(reusable: boolean): void {
    const {exchanging} = this
    this.exchanging = undefined
    this.reserved = false
    this.used = true
    exchanging?.release()
    exchanging?.body.end()
    if (reusable && !this.closed) {
      this.socket.unref()
      this.onChange()
    } else {
      this.shut()
    }
  }

  private ended(): void {
    if (this.exchanging?.parser.finish()) return
    const started = this.exchanging?.parser.started ?? false
    this.lost(started ? unexpectedEOF : 'EOF')
  }

  private lost(cause: unknown): void {
    this.fail(new WireError(cause, this.exchanging?.parser.started ?? false, this.path))
  }

  private fail(error: Error): void {
    const {exchanging} = this
    this.exchanging = undefined
    exchanging?.release()
    exchanging?.reject(error)
    exchanging?.body.fail(error)
    this.shut()
  }

  private shut(): void {
    if (this.closed) return
    this.closed = true
    this.socket.destroy()
    this.onChange()
  }
}

const unsafeInHead = /[\r\n\0]/
const bodyless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

/** The bytes of a request. Throws when a header could end its line early. */
function encodeRequest(request: WireRequest): Uint8Array {
  const {body, method} = request
  let head = `${method} ${request.target} HTTP/1.1\r\nHost: ${request.authority}\r\n`
  if (/[\s\0]/.test(request.target)) throw new Error('net/http: invalid request target')
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of typeof value === 'string' ? [value] : value) {
      if (unsafeInHead.test(one) || unsafeInHead.test(name)) {
        throw new Error(`net/http: invalid header field value for ${goQuote(name)}`)
      }
      head += `${name}: ${one}\r\n`
    }
  }
  if (body !== undefined || !bodyless.has(method)) head += `Content-Length: ${body?.length ?? 0}\r\n`
  const start = Buffer.from(`${head}\r\n`, 'utf8')
  return body === undefined ? start : Buffer.concat([start, body])
}
