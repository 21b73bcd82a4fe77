import {type Socket, connect as connectTCP, isIP} from 'node:net'
import {
  checkServerIdentity,
  connect as connectTLS,
  type ConnectionOptions,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls'
import {messageOf} from '../base/errors.ts'
import {joinHostPort} from './server-url.ts'
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
export function dialTCP(endpoint: Endpoint, options: DialOptions = {}): Promise<Socket> {
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
  const {signal, times} = options
  return new Promise((resolve, reject) => {
    const start = performance.now()
    let phase: 'dial' | 'handshake' = socket.connecting ? 'dial' : 'handshake'
    let mark = start
    let timer: NodeJS.Timeout
    const giveUpAfter = (ms: number, text: string): void => {
      clearTimeout(timer)
      timer = setTimeout(() => failed(new Error(text)), ms)
    }
    const looked = (_: unknown, address: string): void => {
      if (isIP(endpoint.hostname) !== 0 || !address) return
      if (times !== undefined) times.dnsLookup = performance.now() - start
      mark = performance.now()
      options.observer?.resolved?.(endpoint.hostname, address)
    }
    const dialed = (): void => {
      if (times !== undefined) times.dial = performance.now() - mark
      mark = performance.now()
      options.observer?.connected?.(remoteOf(socket, endpoint))
      if (tls === undefined) return ready()
      phase = 'handshake'
      giveUpAfter(handshakeTimeout, 'net/http: TLS handshake timeout')
    }
    const ready = (): void => {
      if (times !== undefined && tls !== undefined) times.tlsHandshake = performance.now() - mark
      forget()
      resolve(socket)
    }
    const failed = (cause: unknown): void => {
      const error = new DialError(cause, phase, endpoint, phase === 'dial' ? '' : pathOf(socket), tls)
      if (phase === 'dial') options.observer?.failed?.(joinHostPort(endpoint.hostname, endpoint.port), error)
      drop()
      reject(error)
    }
    const closed = (): void => failed(new Error('EOF'))
    const aborted = (): void => {
      drop()
      reject(signal!.reason as Error)
    }
    const forget = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
      socket.off('lookup', looked).off('connect', dialed).off('secureConnect', ready)
      socket.off('error', failed).off('close', closed).off('end', closed)
    }
    const drop = (): void => {
      forget()
      socket.on('error', () => {})
      socket.destroy()
    }
    giveUpAfter(
      phase === 'dial' ? dialTimeout : handshakeTimeout,
      phase === 'dial' ? 'i/o timeout' : 'net/http: TLS handshake timeout',
    )
    socket.on('lookup', looked).on('connect', dialed).on('secureConnect', ready)
    socket.on('error', failed).on('close', closed).on('end', closed)
    signal?.addEventListener('abort', aborted, {once: true})
    if (signal?.aborted) aborted()
  })
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
