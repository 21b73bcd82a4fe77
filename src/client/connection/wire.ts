import {messageOf} from '../../base/errors.ts'
import type {DialTimes} from './dial.ts'

/** One exchange as a connection sees it: no retries, no credentials, no decoding. */
export interface WireRequest {
  readonly method: string
  /** Path and query; a whole URL for a forwarding proxy. */
  readonly target: string
  /** Host header, HTTP/2's `:authority`. */
  readonly authority: string
  /** Names as HTTP/1 writes them (`Accept-Encoding`). A list is sent as several lines. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body?: Uint8Array
  /** Ends the exchange; its reason is the error. */
  readonly signal?: AbortSignal
}

export interface WireResponse {
  readonly status: number
  /** As in `200 OK`. */
  readonly statusText: string
  /** Lower-case names; repeated lines joined by `, `. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The bytes as they were sent; throws when they end too early. To be read once. */
  readonly body: AsyncIterable<Uint8Array> & {
    /** Fulfilled when the last byte has come, or nothing more will; read or not. */
    readonly over: Promise<void>
  }
  /** How the connection came about: undefined for a kept one. */
  readonly opened?: DialTimes | undefined
}

/** A connection that carries one exchange at a time (HTTP/1.1) or many (HTTP/2). */
export interface Connection {
  /** Whether a request may be sent now. */
  readonly available: boolean
  /** Whether an exchange was made on it before. */
  readonly used: boolean
  readonly closed: boolean
  /** Called whenever `available` or `closed` may have changed. */
  onChange: () => void
  /** Takes the place of one exchange, so that nobody else takes it before `exchange` is called. */
  reserve(): void
  exchange(request: WireRequest): Promise<WireResponse>
  /** Cuts the connection, exchanges under way included. */
  destroy(): void
}

/** The connection ended or broke. `started`: whether any byte of an answer had arrived. */
export class WireError extends Error {
  override name = 'WireError'
  readonly started: boolean
  /** `local->remote`, '' when unknown. */
  readonly path: string
  constructor(cause: unknown, started: boolean, path = '') {
    super(messageOf(cause), {cause})
    this.started = started
    this.path = path
  }
}

/** What a body that stops before its end is called in Go. */
export const unexpectedEOF = 'unexpected EOF'
