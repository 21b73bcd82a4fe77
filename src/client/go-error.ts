import {errorCode} from '../base/go-file-error.ts'
import {DialError} from './connection/dial.ts'
import {isDomainName} from './connection/domain-name.ts'
import {ProxyConnectError} from './connection/proxy-tunnel.ts'
import {joinHostPort} from './server-url.ts'
import {WireError} from './connection/wire.ts'

interface SystemError {
  readonly code?: string
  readonly address?: string
  readonly port?: number
  readonly message?: string
  readonly errors?: readonly SystemError[]
}

/** Go's words for the errno values that sockets meet (package syscall). */
const errnoText: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EPIPE: 'broken pipe',
}

/**
 * What Go's net, crypto/tls and net/http would call this failure: the text after `Get "URL": `, which
 * kubectl shows behind "Unable to connect to the server: ". `nameServer` is where names are looked up,
 * '' when unknown; `isProxy`: the other end is one. Errors whose message is Go's already give it back.
 */
export async function goErrorText(error: unknown, nameServer = '', isProxy = false): Promise<string> {
  if (error instanceof ProxyConnectError)
    return `proxyconnect tcp: ${await goErrorText(error.cause, nameServer, true)}`
  const cause = innermost(error)
  if (error instanceof DialError) {
    return error.phase === 'dial' ? dialText(error, cause, nameServer) : handshakeText(error, cause, isProxy)
  }
  if (error instanceof WireError && errnoText[cause.code ?? ''] !== undefined)
    return brokenText(error.path, cause)
  return (await alertOf(cause)) ?? cause.message ?? String(error)
}

function innermost(error: unknown): SystemError {
  let current = error as SystemError & {cause?: unknown}
  while (typeof current.cause === 'object' && current.cause !== null) current = current.cause
  return current.errors?.[0] ?? current
}

function brokenText(path: string, cause: SystemError): string {
  const call = cause.code === 'EPIPE' ? 'write' : 'read'
  return `${call} tcp ${path === '' ? '' : `${path}: `}${call}: ${errnoText[cause.code!]}`.replace(
    'tcp read',
    'tcp: read',
  )
}

const lookupFailures: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host',
  ENODATA: 'no such host',
  EAI_NODATA: 'no such host',
  EAI_NONAME: 'no such host',
  DNS_ENOTFOUND: 'no such host',
  EAI_AGAIN: 'server misbehaving',
}

function dialText(error: DialError, cause: SystemError, nameServer: string): string {
  const {hostname, port} = error.endpoint
  const code = cause.code ?? ''
  if (lookupFailures[code] !== undefined) {
    const where = nameServer === '' || !isDomainName(hostname) ? '' : ` on ${nameServer}`
    return `dial tcp: lookup ${hostname}${where}: ${lookupFailures[code]}`
  }
  // The runtimes may learn of a reset before they say that they were connected.
  if (code === 'ECONNRESET') return brokenText(error.path, cause)
  if (code === 'ERR_SOCKET_BAD_PORT') return `dial tcp: address ${port}: invalid port`
  const address = joinHostPort(cause.address ?? hostname, cause.port ?? port)
  return `dial tcp ${address}: ${errnoText[code] === undefined ? cause.message : `connect: ${errnoText[code]}`}`
}

async function handshakeText(error: DialError, cause: SystemError, isProxy: boolean): Promise<string> {
  if (errorCode(cause) === 'ECONNRESET' && !/TLS connection/i.test(cause.message ?? ''))
    return brokenText(error.path, cause)
  if (/before secure TLS connection|^EOF$/i.test(cause.message ?? '')) return 'EOF'
  const broken = await keyPairText(error)
  if (broken !== undefined) return broken
  const {certificateText} = await import('./connection/certificate-error.ts')
  const text = await certificateText(error, cause.code ?? '')
  if (text !== undefined) return `tls: failed to verify certificate: x509: ${text}`
  const alert = await alertOf(cause)
  if (alert === undefined) return cause.message ?? ''
  if (!alert.startsWith('tls: first record') || isProxy || error.tls?.tunneled) return alert
  const {speaksPlainHTTP} = await import('./connection/handshake-probe.ts')
  return (await speaksPlainHTTP(error.endpoint)) ? 'http: server gave HTTP response to HTTPS client' : alert
}

/** crypto/tls's complaint about the user's own certificate and key. */
async function keyPairText({tls}: DialError): Promise<string | undefined> {
  if (tls?.material.cert === undefined || tls.material.key === undefined) return undefined
  const {checkKeyPair} = await import('./connection/key-pair.ts')
  try {
    checkKeyPair({cert: tls.material.cert, key: tls.material.key})
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** An alert of the peer, or bytes that are not TLS at all, in crypto/tls's words. */
async function alertOf(cause: SystemError): Promise<string | undefined> {
  const code = cause.code ?? ''
  if (!/^ERR_|^EPROTO|SSL|TLS/i.test(code) && !/ssl|tls/i.test(cause.message ?? '')) return undefined
  const {alertText} = await import('./connection/tls-alert.ts')
  return alertText(`${code} ${cause.message ?? ''}`)
}
