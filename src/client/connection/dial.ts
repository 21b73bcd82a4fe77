import {type Socket, connect as connectTCP, isIP} from 'node:net'
import {
  checkServerIdentity,
  connect as connectTLS,
  type ConnectionOptions,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls'
import {messageOf} from '../../base/errors.ts'
import {joinHostPort} from '../server-url.ts'
import type {TlsMaterial} from './tls-options.ts'

/** client-go's net.Dialer and net/http's TLSHandshakeTimeout, in milliseconds. */
const dialTimeout = 30_000
const handshakeTimeout = 10_000

export interface Endpoint {
  readonly hostname: string
  readonly port: number
}

/** What `-v=9` tells of a new connection, in milliseconds. */
export interface DialTimes {
  dnsLookup: number
  dial: number
  tlsHandshake: number
}

/** Is told about a connection while it is made. */
export interface DialObserver {
  resolved?(hostname: string, address: string): void
  connected?(address: string): void
  failed?(address: string, error: DialError): void
}

export interface DialOptions {
  readonly signal?: AbortSignal | undefined
  readonly observer?: DialObserver | undefined
  readonly times?: DialTimes | undefined
}

/** Connecting failed; `go-error.ts` puts it into Go's words. */
export class DialError extends Error {
  override name = 'DialError'
  readonly phase: 'dial' | 'handshake'
  readonly endpoint: Endpoint
  /** `local->remote` addresses, '' before there was a connection. */
  readonly path: string
  /** Who the server was to be, and by whose word. */
  readonly tls:
    | {readonly name: string; readonly material: TlsMaterial; readonly tunneled: boolean}
    | undefined

  constructor(
    cause: unknown,
    phase: 'dial' | 'handshake',
    endpoint: Endpoint,
    path = '',
    tls?: DialError['tls'],
  ) {
    super(messageOf(cause), {cause})
    this.phase = phase
    this.endpoint = endpoint
    this.path = path
    this.tls = tls
  }
}

/** Connects over TCP. Throws a `DialError`, or the signal's reason. */
export async function dialTCP(endpoint: Endpoint, options: DialOptions = {}): Promise<Socket> {
  checkEndpoint(endpoint)
  const socket = connectTCP({host: endpoint.hostname, port: endpoint.port})
  return connecting(socket, endpoint, options, undefined)
}

/**
 * Makes a TLS connection, directly or inside `tunnel`. The certificate is verified against the
 * material's CA (the system's roots without one) whatever the environment says. Throws a `DialError`,
 * or the signal's reason.
 */
export async function dialTLS(
  endpoint: Endpoint,
  material: TlsMaterial,
  protocols: readonly string[],
  options: DialOptions & {readonly tunnel?: Socket} = {},
): Promise<TLSSocket> {
  checkEndpoint(endpoint)
  const name = material.serverName ?? endpoint.hostname
  const tls: ConnectionOptions = {
    ...(options.tunnel === undefined
      ? {host: endpoint.hostname, port: endpoint.port}
      : {socket: options.tunnel}),
    ALPNProtocols: [...protocols],
    rejectUnauthorized: !material.insecure,
    servername: isIP(name) === 0 ? name : '',
    checkServerIdentity: (_: string, certificate: PeerCertificate) => checkServerIdentity(name, certificate),
    ...authorities(material),
    ...(material.cert === undefined || material.key === undefined
      ? {}
      : {cert: Buffer.from(material.cert), key: Buffer.from(material.key)}),
  }
  const context = {name, material, tunneled: options.tunnel !== undefined}
  let socket: TLSSocket
  try {
    socket = connectTLS(tls)
  } catch (error) {
    // A certificate or key that is none.
    throw new DialError(error, 'handshake', endpoint, '', context)
  }
  return connecting(socket, endpoint, options, context)
}

/**
 * Node and Bun say of a port that is none what they like, and the system takes `2` and `0x7f.1` for the addresses
 * 0.0.0.2 and 127.0.0.1, which no Go program would connect to.
 */
function checkEndpoint(endpoint: Endpoint): void {
  const {hostname, port} = endpoint
  const isShorthand =
    isIP(hostname) === 0 && /^(?:0x[\da-f]*|\d+)(?:\.(?:0x[\da-f]*|\d+)){0,3}$/i.test(hostname)
  const code = isShorthand ? 'ENOTFOUND' : port > 65_535 ? 'ERR_SOCKET_BAD_PORT' : undefined
  if (code !== undefined) throw new DialError(Object.assign(new Error(), {code}), 'dial', endpoint)
}

function authorities(material: TlsMaterial): Pick<ConnectionOptions, 'ca'> {
  if (material.ca !== undefined) return {ca: Buffer.from(material.ca)}
  return material.roots === undefined ? {} : {ca: [...material.roots]}
}

/** Waits until a socket is ready for use; a failure before that becomes a `DialError`. */
function connecting<S extends Socket>(
  socket: S,
  endpoint: Endpoint,
  options: DialOptions,
  tls: DialError['tls'],
): Promise<S> {
  return new Promise((resolve, reject) => {
    new Connecting(socket, endpoint, options, tls, () => resolve(socket), reject).begin()
  })
}

/** A socket on its way to be ready: what it waits for, and since when. */
class Connecting {
  private readonly socket: Socket
  private readonly endpoint: Endpoint
  private readonly options: DialOptions
  private readonly tls: DialError['tls']
  private readonly resolve: () => void
  private readonly reject: (error: Error) => void
  private phase: 'dial' | 'handshake'
  private readonly start = performance.now()
  private mark = this.start
  private timer: NodeJS.Timeout | undefined

  constructor(
    socket: Socket,
    endpoint: Endpoint,
    options: DialOptions,
    tls: DialError['tls'],
    resolve: () => void,
    reject: (error: Error) => void,
  ) {
    this.socket = socket
    this.endpoint = endpoint
    this.options = options
    this.tls = tls
    this.resolve = resolve
    this.reject = reject
    this.phase = socket.connecting ? 'dial' : 'handshake'
  }

  begin(): void {
    const {signal} = this.options
    if (this.phase === 'dial') this.giveUpAfter(dialTimeout, 'i/o timeout')
    else this.giveUpAfter(handshakeTimeout, 'net/http: TLS handshake timeout')
    this.socket.on('lookup', this.looked).on('connect', this.dialed).on('secureConnect', this.ready)
    this.socket.on('error', this.failed).on('close', this.closed).on('end', this.closed)
    signal?.addEventListener('abort', this.aborted, {once: true})
    if (signal?.aborted) this.aborted()
  }

  private giveUpAfter(milliseconds: number, text: string): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.failed(new Error(text)), milliseconds)
  }

  /** The time since the last step. */
  private lap(): number {
    const before = this.mark
    this.mark = performance.now()
    return this.mark - before
  }

  private readonly looked = (_: unknown, address: string): void => {
    const {times, observer} = this.options
    if (isIP(this.endpoint.hostname) !== 0 || !address) return
    // Each address is told; the last counts.
    this.lap()
    if (times !== undefined) times.dnsLookup = this.mark - this.start
    observer?.resolved?.(this.endpoint.hostname, address)
  }

  private readonly dialed = (): void => {
    const {times, observer} = this.options
    const took = this.lap()
    if (times !== undefined) times.dial = took
    observer?.connected?.(remoteOf(this.socket, this.endpoint))
    if (this.tls === undefined) return this.ready()
    this.phase = 'handshake'
    this.giveUpAfter(handshakeTimeout, 'net/http: TLS handshake timeout')
  }

  private readonly ready = (): void => {
    const {times} = this.options
    if (times !== undefined && this.tls !== undefined) times.tlsHandshake = this.lap()
    this.forget()
    this.resolve()
  }

  private readonly failed = (cause: unknown): void => {
    const {socket, phase, endpoint, options} = this
    const error = new DialError(cause, phase, endpoint, phase === 'dial' ? '' : pathOf(socket), this.tls)
    if (phase === 'dial') options.observer?.failed?.(joinHostPort(endpoint.hostname, endpoint.port), error)
    this.drop()
    this.reject(error)
  }

  private readonly closed = (): void => this.failed(new Error('EOF'))

  private readonly aborted = (): void => {
    this.drop()
    this.reject(this.options.signal!.reason as Error)
  }

  private forget(): void {
    clearTimeout(this.timer)
    this.options.signal?.removeEventListener('abort', this.aborted)
    this.socket.off('lookup', this.looked).off('connect', this.dialed).off('secureConnect', this.ready)
    this.socket.off('error', this.failed).off('close', this.closed).off('end', this.closed)
  }

  private drop(): void {
    this.forget()
    this.socket.on('error', () => {})
    this.socket.destroy()
  }
}

function remoteOf(socket: Socket, endpoint: Endpoint): string {
  return joinHostPort(socket.remoteAddress ?? endpoint.hostname, socket.remotePort ?? endpoint.port)
}

/** `local->remote` as Go names a connection in errors, '' when the runtime does not know. */
export function pathOf(socket: Socket): string {
  const {localAddress, localPort, remoteAddress, remotePort} = socket
  if (!localAddress || !localPort || !remoteAddress || !remotePort) return ''
  return `${joinHostPort(localAddress, localPort)}->${joinHostPort(remoteAddress, remotePort)}`
}
