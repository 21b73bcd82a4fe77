import * as http2 from 'node:http2'
import type {Socket} from 'node:net'
import {BodyStream} from './body-stream.ts'
import {pathOf} from './dial.ts'
import {type Connection, type WireRequest, type WireResponse, WireError, unexpectedEOF} from './wire.ts'

/** client-go's ReadIdleTimeout and PingTimeout, in milliseconds. */
const pingAfter = 30_000
const pingTimeout = 15_000
const connectionSpecific = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])
const windowSize = 4 << 20

/** HTTP/2 over a TLS socket that negotiated it: many exchanges at once, with client-go's health check. */
export class Http2Connection implements Connection {
  used = false
  onChange: () => void = () => {}
  private readonly session: http2.ClientHttp2Session
  private readonly path: string
  private active = 0
  private dead = false
  private lost: Error | undefined
  private lastSign = 0
  private watchdog: NodeJS.Timeout | undefined

  constructor(socket: Socket) {
    this.path = pathOf(socket)
    this.session = http2.connect('https://server', {
      createConnection: () => socket,
      settings: {enablePush: false, initialWindowSize: windowSize},
    })
    this.session.on('connect', () => this.session.setLocalWindowSize?.(windowSize * 4))
    this.session.on('error', (error) => this.die(error))
    this.session.on('close', () => this.die())
    this.session.on('goaway', () => this.die())
    this.session.on('remoteSettings', () => this.onChange())
  }

  get closed(): boolean {
    return this.dead || this.session.closed || this.session.destroyed
  }

  get available(): boolean {
    return !this.closed && this.active < (this.session.remoteSettings?.maxConcurrentStreams ?? 100)
  }

  reserve(): void {
    this.active++
    this.lastSign = performance.now()
    this.session.ref()
    this.watchdog ??= setInterval(() => this.check(), pingAfter / 2).unref()
  }

  /** Sends one request on a stream of its own. Rejects with a `WireError` when the stream breaks. */
  async exchange(request: WireRequest): Promise<WireResponse> {
    try {
      const stream = this.session.request(encodeHeaders(request), {endStream: request.body === undefined})
      this.used = true
      return await this.follow(stream, request)
    } catch (error) {
      if (error instanceof WireError || error === request.signal?.reason) throw error
      throw new WireError(this.lost ?? error, false, this.path)
    }
  }

  destroy(): void {
    this.session.destroy()
    this.die()
  }

  private follow(stream: http2.ClientHttp2Stream, request: WireRequest): Promise<WireResponse> {
    return new Promise((resolve, reject) => {
      let started = false
      let ended = false
      let missing = 0
      const body = new BodyStream({
        pause: () => stream.pause(),
        resume: () => stream.resume(),
        abandon: () => stream.close(http2.constants.NGHTTP2_CANCEL),
      })
      const failed = (cause: unknown): void => {
        const error =
          cause === request.signal?.reason ? (cause as Error) : new WireError(cause, started, this.path)
        reject(error)
        body.fail(error)
      }
      const abort = (): void => {
        failed(request.signal!.reason)
        stream.close(http2.constants.NGHTTP2_CANCEL)
      }
      const closed = (): void => {
        request.signal?.removeEventListener('abort', abort)
        const whole = Number.isNaN(missing) || missing === 0
        if (ended && started && whole && !stream.rstCode && !stream.aborted) body.end()
        else failed(this.lost ?? streamError(new Error(started ? unexpectedEOF : 'EOF'), stream))
        this.finish()
      }
      stream.on('response', (headers) => {
        started = true
        this.lastSign = performance.now()
        if (request.method !== 'HEAD') missing = Number(headers['content-length'] ?? NaN)
        resolve({...decodeHeaders(headers), body})
      })
      stream.on('data', (chunk: Buffer) => {
        this.lastSign = performance.now()
        missing -= chunk.length
        body.push(chunk)
      })
      stream.on('end', () => (ended = true))
      stream.on('error', (error: Error) => failed(this.lost ?? streamError(error, stream)))
      stream.on('close', closed)
      request.signal?.addEventListener('abort', abort, {once: true})
      if (request.signal?.aborted) abort()
      else if (request.body !== undefined) stream.end(request.body)
    })
  }

  private finish(): void {
    this.active--
    if (this.active === 0 && !this.closed) this.session.unref()
    this.onChange()
  }

  /** A connection that is silent while it should answer gets a ping, and is given up without a pong. */
  private check(): void {
    if (this.active === 0 || this.closed || performance.now() - this.lastSign < pingAfter) return
    const timer = setTimeout(() => {
      this.lost = new Error('http2: client connection lost')
      this.session.destroy()
    }, pingTimeout)
    this.session.ping(() => {
      clearTimeout(timer)
      this.lastSign = performance.now()
    })
  }

  private die(error?: Error): void {
    this.lost ??= error
    if (this.dead) return
    this.dead = true
    clearInterval(this.watchdog)
    this.onChange()
  }
}

function encodeHeaders(request: WireRequest): http2.OutgoingHttpHeaders {
  const headers: http2.OutgoingHttpHeaders = {
    ':method': request.method,
    ':path': request.target,
    ':authority': request.authority,
    ':scheme': 'https',
  }
  for (const [name, value] of Object.entries(request.headers)) {
    const lower = name.toLowerCase()
    if (!connectionSpecific.has(lower)) headers[lower] = typeof value === 'string' ? value : [...value]
  }
  if (request.body !== undefined) headers['content-length'] = String(request.body.length)
  return headers
}

function decodeHeaders(
  raw: http2.IncomingHttpHeaders,
): Pick<WireResponse, 'status' | 'statusText' | 'headers'> {
  const headers: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(raw)) {
    if (name.startsWith(':') || value === undefined) continue
    headers[name] = Buffer.from(Array.isArray(value) ? value.join(', ') : value, 'latin1').toString('utf8')
  }
  const status = Number(raw[':status'])
  return {status, statusText: `${status} ${statusNames[status] ?? ''}`.trimEnd(), headers}
}

/** HTTP/2 has no reason phrases; net/http fills them in for its traces. */
const statusNames: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** RFC 9113 section 7, by number. */
const errorNames = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
]

/** golang.org/x/net/http2's text for a reset stream. */
function streamError(error: Error, stream: http2.ClientHttp2Stream): Error {
  const code = stream.rstCode ?? 0
  if (code === http2.constants.NGHTTP2_NO_ERROR || stream.session?.destroyed === true) return error
  return new Error(`stream error: stream ID ${stream.id}; ${errorNames[code] ?? code}; received from peer`)
}
