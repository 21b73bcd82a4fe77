import {randomBytes} from 'node:crypto'
import type {Socket} from 'node:net'
import {messageOf} from '../../base/errors.ts'
import {pathOf} from './dial.ts'
import {
  type ControlFrame,
  type DataPiece,
  encodeFrame,
  FrameReader,
  opcode,
  WebSocketError,
} from './websocket-frames.ts'
import {WireError} from './wire.ts'

/** kubectl's pingPeriod, and how many pings may stay without an echo (its pingReadDeadline is 61 s). */
const pingPeriod = 5000
const patience = 12

/** The server ended the connection; 1006 stands for one that just broke off. */
export class CloseError extends WebSocketError {
  override name = 'CloseError'
  readonly code: number
  constructor(code: number, reason: string) {
    const meaning = meanings[code] === undefined ? '' : ` (${meanings[code]})`
    super(`websocket: close ${code}${meaning}${reason === '' ? '' : `: ${reason}`}`)
    this.code = code
  }
}

/** RFC 6455 section 7.4.1 in gorilla/websocket's words. */
const meanings: Readonly<Record<number, string>> = {
  1000: 'normal',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1005: 'no status',
  1006: 'abnormal closure',
  1007: 'invalid payload data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'mandatory extension missing',
  1011: 'internal server error',
  1015: 'TLS handshake error',
}

/** How long a silent server is believed to be there. */
export interface Heartbeat {
  /** Milliseconds between pings. */
  readonly period: number
  /** Periods without a byte from the server after which it is given up. */
  readonly patience: number
}

/**
 * The client's side of an open WebSocket connection. What comes is read as fast as the reader takes it, what
 * is sent waits until the network takes it: neither side is buffered without bounds.
 */
export class WebSocketConnection {
  private readonly socket: Socket
  private readonly incoming: AsyncIterable<Uint8Array>
  private readonly path: string
  private readonly heartbeat: Heartbeat
  private silent = 0
  private timedOut = false

  /** `incoming`: the bytes after the answer to the upgrade; they end or throw with the connection. */
  constructor(
    socket: Socket,
    incoming: AsyncIterable<Uint8Array>,
    heartbeat: Heartbeat = {period: pingPeriod, patience},
  ) {
    this.socket = socket
    this.incoming = incoming
    this.path = pathOf(socket)
    this.heartbeat = heartbeat
  }

  /**
   * The pieces of the messages as they come; pings are answered and sent meanwhile. Ends by throwing only: a
   * `CloseError` when the server closed the connection, otherwise a `WebSocketError` in Go's words, or what ended
   * the run.
   */
  async *pieces(): AsyncGenerator<DataPiece, never> {
    const timer = setInterval(() => this.beat(), this.heartbeat.period)
    const reader = new FrameReader()
    try {
      for await (const chunk of this.incoming) {
        this.silent = 0
        for (const frame of reader.feed(chunk)) {
          if (frame.kind === 'data') yield frame
          else this.control(frame)
        }
      }
      throw new CloseError(1006, 'unexpected EOF')
    } catch (error) {
      const fault = await this.faultOf(error)
      if (fault === undefined || !reader.withinMessage) throw fault ?? error
      throw new WebSocketError(`read message: ${fault.message}`)
    } finally {
      clearInterval(timer)
    }
  }

  /** Sends a binary message; fulfilled when there is room for the next. Does nothing on a closed connection. */
  async send(payload: Uint8Array): Promise<void> {
    const {socket} = this
    if (!socket.writable || this.write(opcode.binary, payload)) return
    await new Promise<void>((resolve) => {
      const go = (): void => {
        socket.off('drain', go).off('close', go)
        resolve()
      }
      socket.on('drain', go).on('close', go)
    })
  }

  /** Cuts the connection. */
  destroy(): void {
    this.socket.destroy()
  }

  private write(code: number, payload: Uint8Array): boolean {
    return this.socket.write(encodeFrame(code, payload, randomBytes(4)))
  }

  /**
   * Counts beats and not time: while this process was stopped, or waited for a reader of its output, it could
   * not have heard the server.
   */
  private beat(): void {
    if (this.silent++ < this.heartbeat.patience) {
      if (this.socket.writable) this.write(opcode.ping, Buffer.alloc(0))
      return
    }
    this.timedOut = true
    this.socket.destroy()
  }

  private control({opcode: code, payload}: ControlFrame): void {
    if (code === opcode.ping && this.socket.writable) this.write(opcode.pong, payload)
    if (code === opcode.close) throw this.closed(payload)
  }

  /** Echoes a close frame, as RFC 6455 section 5.5.1 asks. */
  private closed(payload: Buffer): Error {
    if (payload.length < 2) {
      this.write(opcode.close, payload)
      return new CloseError(1005, '')
    }
    const code = payload.readUInt16BE(0)
    if (!isCloseCode(code)) return new WebSocketError(`websocket: bad close code ${code}`)
    this.write(opcode.close, payload.subarray(0, 2))
    return new CloseError(code, payload.toString('utf8', 2))
  }

  /** What broke the connection, in Go's words; undefined for what is none of its faults, such as a signal. */
  private async faultOf(error: unknown): Promise<Error | undefined> {
    if (this.timedOut) return new WebSocketError(`read tcp ${this.path}: i/o timeout`)
    if (error instanceof WebSocketError) return error
    if (!(error instanceof WireError)) return undefined
    if (messageOf(error.cause) === 'EOF') return new CloseError(1006, 'unexpected EOF')
    const {goErrorText} = await import('../go-error.ts')
    return new WebSocketError(await goErrorText(error))
  }
}

/** Codes that may come over the wire. */
function isCloseCode(code: number): boolean {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1013) || (code >= 3000 && code <= 4999)
}
