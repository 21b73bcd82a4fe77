import {BlockList, isIP} from 'node:net'
import {type ServerURL, splitAuthority} from '../server-url.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The proxy that the environment names for a server, undefined for a direct connection: `HTTPS_PROXY`
 * or `HTTP_PROXY`, upper case first, unless the server is this machine or `NO_PROXY` lists it. The rules
 * are those of golang.org/x/net/http/httpproxy. Throws its refusal of `HTTP_PROXY` under CGI.
 */
export function proxyFromEnv(
  server: Pick<ServerURL, 'tls' | 'hostname' | 'port'>,
  env: Env,
): string | undefined {
  const value = server.tls ? anyOf(env, 'HTTPS_PROXY', 'https_proxy') : anyOf(env, 'HTTP_PROXY', 'http_proxy')
  if (value === '') return undefined
  if (!server.tls && env['REQUEST_METHOD']) {
    throw new Error('refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy')
  }
  if (isThisMachine(server.hostname)) return undefined
  if (isExcepted(server.hostname.toLowerCase(), server.port, anyOf(env, 'NO_PROXY', 'no_proxy')))
    return undefined
  return /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^/]/.test(value) ? value : `http://${value}`
}

function anyOf(env: Env, ...names: string[]): string {
  return names.map((name) => env[name] ?? '').find((value) => value !== '') ?? ''
}

function isThisMachine(hostname: string): boolean {
  if (hostname === 'localhost') return true
  return isIP(hostname) === 4
    ? hostname.startsWith('127.')
    : contains('::1', 128, hostname) || contains('::ffff:127.0.0.0', 104, hostname)
}

/** Whether `NO_PROXY` lists the host: `*`, an address, a network, a domain, each perhaps with a port. */
function isExcepted(hostname: string, port: number, list: string): boolean {
  const entries = list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
  if (entries.includes('*')) return true
  return entries.some((entry) => matches(entry, hostname, port))
}

function matches(entry: string, hostname: string, port: number): boolean {
  const network = /^(.*)\/(\d{1,3})$/.exec(entry)
  if (network !== null && isIP(network[1]!) !== 0) return contains(network[1]!, Number(network[2]), hostname)
  const {hostname: name, port: wantedPort} =
    isIP(entry) === 0 ? splitAuthority(entry) : {hostname: entry, port: undefined}
  if (name === '' || (wantedPort !== undefined && wantedPort !== port)) return false
  if (isIP(name) !== 0) return contains(name, isIP(name) === 4 ? 32 : 128, hostname)
  if (isIP(hostname) !== 0) return false
  const domain = name.startsWith('*.') ? name.slice(1) : name
  if (domain.startsWith('.')) return hostname.endsWith(domain)
  return hostname === domain || hostname.endsWith(`.${domain}`)
}

function contains(network: string, bits: number, address: string): boolean {
  const family = isIP(network)
  const itsFamily = isIP(address)
  if (itsFamily === 0 || bits > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(address, itsFamily === 4 ? 'ipv4' : 'ipv6')
}
