import process from 'node:process'
import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'
import {type GoURL, parseGoURL} from './go-url.ts'
import {ConnectionError} from './status.ts'

/** The API server's address taken apart, every part as the user wrote it. */
export interface ServerURL {
  readonly tls: boolean
  /** `https://host:port`, the port only when it was written. */
  readonly origin: string
  /** `host:port` as written: the Host header, and what "connection refused" names. */
  readonly authority: string
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string
  readonly port: number
  /** The path before every API path, without a trailing slash: '' for most servers. */
  readonly prefix: string
  /** Why no request can be sent there. */
  readonly fault?: string
}

/**
 * The base address of a config: a URL, or `host[:port]` which gets `https://` when the config has
 * anything to do with TLS (client-go's DefaultServerUrlFor). Throws its text for what is neither, and a
 * ConnectionError for what cannot be read. A scheme that nobody speaks is the first request's trouble.
 */
export function serverURL(config: Pick<RestConfig, 'host' | 'tls'>): ServerURL {
  const host = config.host === '' ? 'localhost' : config.host
  const direct = tryParse(host)
  if (direct !== undefined && direct.scheme !== '' && direct.authority !== '') return fromParts(direct)
  const {caData, caFile, certData, certFile, insecure} = config.tls
  const hasTLS = Boolean(caData?.length || caFile || certData?.length || certFile || insecure)
  const completed = parseCompleted(`${hasTLS ? 'https' : 'http'}://${host}`)
  if (completed.path !== '' && completed.path !== '/') {
    throw new Error(`host must be a URL or a host:port pair: ${goQuote(host)}`)
  }
  return fromParts(completed)
}

function tryParse(text: string): GoURL | undefined {
  try {
    return parseGoURL(text)
  } catch {
    return undefined
  }
}

function parseCompleted(url: string): GoURL {
  try {
    return parseGoURL(url)
  } catch (error) {
    const fault = messageOf(error)
    throw new ConnectionError(`parse ${goQuote(url)}: ${fault}`, url, false, fault)
  }
}

/** Takes an absolute `http` or `https` URL apart. Throws net/http's text for another scheme. */
export function parseOrigin(url: string): ServerURL {
  const server = fromParts(parseGoURL(url))
  if (server.fault !== undefined) throw new Error(server.fault)
  return server
}

function fromParts({scheme, authority, path}: GoURL): ServerURL {
  const {hostname, port} = splitAuthority(authority)
  const isKnown = scheme === 'http' || scheme === 'https'
  return {
    tls: scheme === 'https',
    origin: `${scheme}://${authority}`,
    authority,
    hostname: toASCII(hostname),
    port: port ?? (scheme === 'https' ? 443 : 80),
    prefix: path.replace(/\/+$/, ''),
    ...(isKnown ? {} : {fault: `unsupported protocol scheme ${goQuote(scheme)}`}),
  }
}

/** A host name as it is asked for; ASCII stays as it is written (golang.org/x/net/http/httpguts' PunycodeHostPort). */
function toASCII(hostname: string): string {
  if (!/[^\0-\x7f]/.test(hostname)) return hostname
  return process.getBuiltinModule('node:url').domainToASCII(hostname) || hostname
}

/** `host:port` and `[v6]:port` in two; the port is undefined when there is none. */
export function splitAuthority(authority: string): {hostname: string; port: number | undefined} {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(authority)
  if (match === null) return {hostname: authority, port: undefined}
  return {hostname: match[1] ?? match[2] ?? '', port: match[3] ? Number(match[3]) : undefined}
}

/** `host:port` with the brackets that an IPv6 address needs. */
export function joinHostPort(hostname: string, port: number | string): string {
  return hostname.includes(':') ? `[${hostname}]:${port}` : `${hostname}:${port}`
}

/** One query string as Go's url.Values.Encode writes it: sorted by key, a space as `+`. */
export function encodeQuery(query: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const pairs: string[] = []
  for (const key of Object.keys(query).sort()) {
    const value = query[key]
    if (value === undefined) continue
    for (const one of typeof value === 'string' ? [value] : value) {
      pairs.push(`${escapeQuery(key)}=${escapeQuery(one)}`)
    }
  }
  return pairs.join('&')
}

/** Go's url.QueryEscape. */
export function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

/** Milliseconds as Go's Duration.String writes them: `1m30s`, `1.5s`, `500ms`. */
export function formatTimeout(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds}ms`
  const seconds = (milliseconds / 1000) % 60
  const minutes = Math.floor(milliseconds / 60_000) % 60
  const hours = Math.floor(milliseconds / 3_600_000)
  const head = hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m` : ''
  return `${head}${Number(seconds.toFixed(9))}s`
}
