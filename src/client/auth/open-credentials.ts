import type {RestConfig} from '../../kubeconfig/rest-config.ts'
import {basicAuthorization, type CredentialOptions, type Credentials} from './credentials.ts'

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
