import {goQuote} from '../base/go-quote.ts'

const schemes = new Set(['http', 'https', 'socks5'])

/**
 * Checks a `proxy-url` (clientcmd's parseProxyURL) and gives it back.
 * Throws for what Go's url.Parse refuses, and for other schemes.
 */
export function checkProxyURL(proxyURL: string): string {
  const scheme = schemeOf(proxyURL)
  if (scheme === undefined) throw new Error(`could not parse: ${proxyURL}`)
  if (!schemes.has(scheme)) {
    throw new Error(`unsupported scheme ${goQuote(scheme)}, must be http, https, or socks5`)
  }
  return proxyURL
}

/** The scheme as Go's url.Parse sees it, '' for none, undefined when it does not parse. */
function schemeOf(url: string): string | undefined {
  if (hasControl(url)) return undefined
  const [withoutFragment, ...fragment] = url.split('#') as [string, ...string[]]
  if (!goodEscapes(fragment.join('#'))) return undefined
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*)?:/.exec(withoutFragment)
  if (match !== null && match[1] === undefined) return undefined
  const scheme = match?.[1]?.toLowerCase() ?? ''
  const rest = (match === null ? withoutFragment : withoutFragment.slice(match[0].length)).split('?', 1)[0]!
  if (scheme !== '' && !rest.startsWith('/')) return scheme
  if (scheme === '' && rest.split('/', 1)[0]!.includes(':')) return undefined
  const parts = /^\/\/([^/]*)(.*)$/.exec(rest)
  const [authority, path] = parts === null ? ['', rest] : [parts[1]!, parts[2]!]
  return goodAuthority(authority) && goodEscapes(path) ? scheme : undefined
}

function goodAuthority(authority: string): boolean {
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const user = authority.slice(0, Math.max(0, authority.length - host.length - 1))
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) || !goodEscapes(user)) return false
  const v6 = /^\[[0-9A-Fa-f:.]+(?:%25[^\]]*)?\](?::\d*)?$/
  if (host.startsWith('[')) return v6.test(host)
  if (!/^[^:]*(?::\d*)?$/.test(host)) return false
  return !/[ \\^`{|}[\]]/.test(host) && goodEscapes(host) && !/%(?!25)[0-7]/.test(host)
}

function goodEscapes(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text)
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < ' ' || char === '\x7f')
}
