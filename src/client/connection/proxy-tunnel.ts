import {goQuote} from '../../base/go-quote.ts'
import type {Socket} from 'node:net'
import {type DialOptions, dialTCP, dialTLS, type Endpoint} from './dial.ts'
import {Http1Parser} from './http1-parser.ts'
import {joinHostPort, type ServerURL, splitAuthority} from '../server-url.ts'
import type {TlsMaterial} from './tls-options.ts'

const connectTimeout = 60_000

/** Connecting to the proxy itself failed; net/http says `proxyconnect tcp: …`. */
export class ProxyConnectError extends Error {
  override name = 'ProxyConnectError'
  constructor(cause: unknown) {
    super('proxyconnect', {cause})
  }
}

interface Proxy extends Endpoint {
  readonly scheme: string
  readonly credentials: {readonly user: string; readonly password: string} | undefined
}

/**
 * A connection to the server through a proxy: `CONNECT` for http and https proxies (without
 * `tunnel` the connection to the proxy itself), SOCKS 5 otherwise. Throws `ProxyConnectError`, or an
 * error in net/http's words.
 */
export async function dialThrough(
  proxyURL: string,
  server: ServerURL,
  material: TlsMaterial,
  {tunnel, ...options}: DialOptions & {readonly tunnel: boolean},
): Promise<Socket> {
  const proxy = parseProxy(proxyURL)
  const socket = await dialProxy(proxy, material, options)
  if (proxy.scheme.startsWith('socks5')) return socksTunnel(socket, proxy, server)
  return tunnel ? httpTunnel(socket, proxy, server, options.signal) : socket
}

/** The Proxy-Authorization header for a proxy's URL, undefined when the URL names nobody. */
export function proxyAuthorization(proxyURL: string): string | undefined {
  const {credentials} = parseProxy(proxyURL)
  if (credentials === undefined) return undefined
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`
}

function parseProxy(url: string): Proxy {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(?:([^/@]*)@)?([^/?#]*)/.exec(url)
  if (match === null) throw new Error(`invalid proxy address ${goQuote(url)}`)
  const scheme = match[1]!.toLowerCase()
  const ports: Readonly<Record<string, number>> = {http: 80, https: 443, socks5: 1080, socks5h: 1080}
  if (ports[scheme] === undefined) throw new Error(`unsupported proxy scheme ${goQuote(scheme)}`)
  const {hostname, port} = splitAuthority(match[3]!)
  const [user, ...password] = (match[2] ?? '').split(':')
  return {
    scheme,
    hostname,
    port: port ?? ports[scheme],
    credentials:
      match[2] === undefined ? undefined : {user: unescape(user!), password: unescape(password.join(':'))},
  }
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function dialProxy(proxy: Proxy, material: TlsMaterial, options: DialOptions): Promise<Socket> {
  try {
    if (proxy.scheme !== 'https') return await dialTCP(proxy, options)
    // The server's name is not the proxy's, and the user's certificate is not for the proxy.
    const {serverName: _, cert: __, key: ___, ...own} = material
    return await dialTLS(proxy, own, ['http/1.1'], options)
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ProxyConnectError(error)
  }
}

/** Asks the proxy for a tunnel (RFC 9110 section 9.3.6) and waits for its 200. */
function httpTunnel(
  socket: Socket,
  proxy: Proxy,
  server: ServerURL,
  signal: AbortSignal | undefined,
): Promise<Socket> {
  const target = joinHostPort(server.hostname, server.port)
  const credentials = proxy.credentials
  const secret = credentials && Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')
  const authorization = secret === undefined ? '' : `Proxy-Authorization: Basic ${secret}\r\n`
  return new Promise((resolve, reject) => {
    const parser = new Http1Parser('HEAD', {
      head(status, statusText) {
        forget()
        if (status === 200) return resolve(socket)
        fail(new Error(statusText.slice(4) || 'unknown status code'))
      },
      data() {},
      end() {},
    })
    const fail = (error: Error): void => {
      forget()
      socket.on('error', () => {})
      socket.destroy()
      reject(error)
    }
    const received = (chunk: Buffer): void => {
      try {
        parser.feed(chunk)
      } catch (error) {
        fail(
          new Error((error as Error).message.replace('net/http: HTTP/1.x transport connection broken: ', '')),
        )
      }
    }
    const ended = (): void => fail(new Error('unexpected EOF'))
    const failed = (error: Error): void => fail(error)
    const aborted = (): void => fail(signal!.reason as Error)
    const timer = setTimeout(() => fail(new Error('context deadline exceeded')), connectTimeout)
    const forget = (): void => {
      clearTimeout(timer)
      socket.off('data', received).off('end', ended).off('close', ended).off('error', failed)
      signal?.removeEventListener('abort', aborted)
    }
    socket.on('data', received).on('end', ended).on('close', ended).on('error', failed)
    signal?.addEventListener('abort', aborted, {once: true})
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`)
  })
}

/** RFC 1928's replies in the words of golang.org/x/net/internal/socks. */
const socksReplies: Readonly<Record<string, string>> = {
  Failure: 'general SOCKS server failure',
  NotAllowed: 'connection not allowed by ruleset',
  NetworkUnreachable: 'network unreachable',
  HostUnreachable: 'host unreachable',
  ConnectionRefused: 'connection refused',
  TTLExpired: 'TTL expired',
  CommandNotSupported: 'command not supported',
  AddressNotSupported: 'address type not supported',
}

async function socksTunnel(socket: Socket, proxy: Proxy, server: ServerURL): Promise<Socket> {
  const {SocksClient} = await import('socks')
  try {
    const {socket: tunnel} = await SocksClient.createConnection({
      command: 'connect',
      existing_socket: socket,
      timeout: connectTimeout,
      destination: {host: server.hostname, port: server.port},
      proxy: {
        host: proxy.hostname,
        port: proxy.port,
        type: 5,
        ...(proxy.credentials === undefined
          ? {}
          : {userId: proxy.credentials.user, password: proxy.credentials.password}),
      },
    })
    return tunnel
  } catch (error) {
    socket.destroy()
    const path = `${joinHostPort(proxy.hostname, proxy.port)}->${joinHostPort(server.hostname, server.port)}`
    throw new Error(`socks connect tcp ${path}: ${socksText((error as Error).message)}`)
  }
}

function socksText(message: string): string {
  const reply = /rejected connection - (\w+)/.exec(message)
  if (reply !== null) return `unknown error ${socksReplies[reply[1]!] ?? `code: ${reply[1]!}`}`
  if (/no accepted authentication|acceptable/i.test(message)) return 'no acceptable authentication methods'
  if (/authentication failed/i.test(message)) return 'username/password authentication failed'
  if (/closed/i.test(message)) return 'EOF'
  return message
}
