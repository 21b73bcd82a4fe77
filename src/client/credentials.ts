import type {Host} from '../base/host.ts'
import type {Logger} from '../base/logger.ts'
import type {Impersonation, RestConfig} from '../kubeconfig/rest-config.ts'
import type {ClientCertificate} from './transport.ts'
import type {WireRequest} from './wire.ts'

/** Says who the user is on each request. */
export interface Credentials {
  /** The Authorization header for the next attempt, undefined for none. Throws when it cannot be had. */
  authorization(): Promise<string | undefined>
  /** The certificate for new connections instead of the config's. */
  certificate?(): ClientCertificate | undefined
  /** The server answered 401: gives whether there are new credentials to try. */
  rejected?(): Promise<boolean>
}

export interface CredentialOptions {
  readonly host: Host
  readonly logger: Logger
  /** The proxy that plugins are told of. */
  readonly proxyUrl?: string | undefined
  /** Closes connections made with a certificate that was replaced. */
  readonly certificateChanged: () => void
  /** Writes an auth provider's new tokens into the kubeconfig. */
  readonly persistAuthProvider?: ((config: Readonly<Record<string, string>>) => Promise<void>) | undefined
}

/**
 * The credentials of a config: a token, a token file, basic, or what a plugin gives, in client-go's
 * order (a plugin counts only when nothing else does). Throws client-go's texts for contradictions.
 */
export async function credentialsOf(config: RestConfig, options: CredentialOptions): Promise<Credentials> {
  const {tls, exec, authProvider} = config
  const hasToken = Boolean(config.bearerToken || config.bearerTokenFile)
  const hasBasic = Boolean(config.username)
  const hasCertificate = Boolean(
    (tls.certData?.length || tls.certFile) && (tls.keyData?.length || tls.keyFile),
  )
  if (exec !== undefined && authProvider !== undefined) {
    throw new Error('execProvider and authProvider cannot be used in combination')
  }
  let credentials: Credentials | undefined
  if (exec !== undefined) {
    const {ExecCredentials} = await import('./exec-credential.ts')
    const plugin = new ExecCredentials(config, exec, options)
    if (!hasToken && !hasBasic && !hasCertificate) credentials = plugin
  } else if (authProvider !== undefined) {
    const {authProviderCredentials} = await import('./auth-provider.ts')
    credentials = authProviderCredentials(authProvider, options)
  }
  if (hasBasic && hasToken) throw new Error('username/password or bearer token may be set, but not both')
  if (config.bearerTokenFile) {
    const {TokenFile} = await import('./token-file.ts')
    return TokenFile.open(config.bearerTokenFile, config.bearerToken, options)
  }
  if (hasToken) return {authorization: async () => `Bearer ${config.bearerToken}`}
  if (hasBasic)
    return {authorization: async () => basicAuthorization(config.username!, config.password ?? '')}
  return credentials ?? {authorization: async () => undefined}
}

/** RFC 7617. */
export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** The headers of `--as` and its companions (client-go's impersonatingRoundTripper). */
export function impersonationHeaders(impersonate: Impersonation | undefined): WireRequest['headers'] {
  if (impersonate === undefined) return {}
  const {userName, uid, groups = [], extra = {}} = impersonate
  if (!userName && !uid && groups.length === 0 && Object.keys(extra).length === 0) return {}
  const headers: Record<string, string | readonly string[]> = {'Impersonate-User': userName}
  if (uid) headers['Impersonate-Uid'] = uid
  if (groups.length > 0) headers['Impersonate-Group'] = groups
  for (const [key, values] of Object.entries(extra))
    headers[`Impersonate-Extra-${escapeHeaderKey(key)}`] = values
  return headers
}

/** Percent-escapes what may not stand in a header's name. */
function escapeHeaderKey(key: string): string {
  const bytes = [...Buffer.from(key, 'utf8')]
  return bytes
    .map((byte) => {
      const char = String.fromCharCode(byte)
      return /[!#$&'*+.^_`|~0-9A-Za-z-]/.test(char)
        ? char
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}
