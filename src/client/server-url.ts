import {goQuote} from '../base/go-quote.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'

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
}

const urlPattern = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?#]+)([^?#]*)/

/**
 * The base address of a config: a URL, or `host[:port]` which gets `https://` when the config has
 * anything to do with TLS (client-go's DefaultServerUrlFor). Throws its text for what is neither.
 */
export function serverURL(config: Pick<RestConfig, 'host' | 'tls'>): ServerURL {
  const host = config.host === '' ? 'localhost' : config.host
  const direct = urlPattern.exec(host)
  if (direct !== null) return fromParts(direct)
  const {caData, caFile, certData, certFile, insecure} = config.tls
  const hasTLS = Boolean(caData?.length || caFile || certData?.length || certFile || insecure)
  const match = urlPattern.exec(`${hasTLS ? 'https' : 'http'}://${host}`)
  if (match === null || (match[3] !== '' && match[3] !== '/')) {
    throw new Error(`host must be a URL or a host:port pair: ${goQuote(host)}`)
  }
  return fromParts(match)
}

/** Takes an absolute `http` or `https` URL apart. Throws net/http's text for another scheme. */
export function parseOrigin(url: string): ServerURL {
  const match = urlPattern.exec(url)
  if (match === null) throw new Error(`unsupported protocol scheme ${goQuote(url.split(':', 1)[0]!)}`)
  return fromParts(match)
}

function fromParts(match: RegExpExecArray): ServerURL {
  const scheme = match[1]!.toLowerCase()
  if (scheme !== 'http' && scheme !== 'https') {
    throw new Error(`unsupported protocol scheme ${goQuote(scheme)}`)
  }
  const authority = match[2]!.slice(match[2]!.lastIndexOf('@') + 1)
  const {hostname, port} = splitAuthority(authority)
  return {
    tls: scheme === 'https',
    origin: `${scheme}://${authority}`,
    authority,
    hostname,
    port: port ?? (scheme === 'https' ? 443 : 80),
    prefix: match[3]!.replace(/\/+$/, ''),
  }
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
