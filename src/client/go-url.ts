import {isIPv4, isIPv6} from 'node:net'
import {goQuote} from '../base/go-quote.ts'

/** An address as Go's net/url takes it apart; '' for what is not there. */
export interface GoURL {
  /** In lower case. */
  readonly scheme: string
  /** Host and port as written, without user and password. */
  readonly authority: string
  readonly path: string
}

/** Takes an address apart as Go's url.Parse does. Throws the text of its error, without the address. */
export function parseGoURL(text: string): GoURL {
  // oxlint-disable-next-line no-control-regex -- these are what Go looks for
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new Error('net/url: invalid control character in URL')
  const [withoutFragment] = text.split('#', 1)
  if (withoutFragment!.startsWith(':')) throw new Error('missing protocol scheme')
  const found = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(withoutFragment!)
  const scheme = found?.[1]!.toLowerCase() ?? ''
  const [rest] = withoutFragment!.slice(found?.[0].length ?? 0).split('?', 1)
  if (!rest!.startsWith('/')) return withoutSlash(scheme, rest!)
  const [, authority, path] = /^(?:\/\/([^/]*))?(.*)$/s.exec(rest!)!
  const host = hostOf(authority ?? '')
  checkEscapes(path!, /%(?![0-9a-fA-F]{2}).{0,2}/s)
  return {scheme, authority: host, path: path!}
}

/** `mailto:x` has no host; a path may not look like a scheme. */
function withoutSlash(scheme: string, rest: string): GoURL {
  if (scheme === '' && rest.split('/', 1)[0]!.includes(':')) {
    throw new Error('first path segment in URL cannot contain colon')
  }
  return {scheme, authority: '', path: ''}
}

/** Host and port of an authority (parseAuthority, parseHost). */
function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) throw new Error('invalid IP-literal')
  if (bracket === 0) return literalAddress(host)
  const colon = host.indexOf(':')
  if (colon >= 0) checkPort(host.slice(colon))
  checkHost(host)
  return host
}

/** `[::1]:6443` */
function literalAddress(host: string): string {
  const end = host.lastIndexOf(']')
  if (end < 0) throw new Error("missing ']' in host")
  checkPort(host.slice(end + 1))
  const address = host.slice(1, end)
  const [withoutZone] = address.split('%25', 1)
  checkHost(withoutZone!)
  if (isIPv4(withoutZone!)) throw new Error('invalid IP-literal')
  if (!isIPv6(withoutZone!))
    throw new Error(`invalid host: ParseAddr(${goQuote(address)}): unable to parse IP`)
  return host
}

function checkPort(text: string): void {
  if (!/^(:\d*)?$/.test(text)) throw new Error(`invalid port ${goQuote(text)} after host`)
}

/** Only bytes outside of ASCII may be escaped in a host. */
function checkHost(host: string): void {
  checkEscapes(host, /%(?![89a-fA-F][0-9a-fA-F]).{0,2}/s)
  const bad = /[^\w.~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}-]/u.exec(host)
  if (bad !== null) throw new Error(`invalid character ${goQuote(bad[0])} in host name`)
}

function checkEscapes(text: string, bad: RegExp): void {
  const found = bad.exec(text)
  if (found !== null) throw new Error(`invalid URL escape ${goQuote(found[0])}`)
}
