import {X509Certificate} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {dataOrFile} from '../client/connection/tls-options.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'
import {usedConfig} from './kubeconfig-hints.ts'
import type {Session} from './session.ts'

/** Who asked, and how the user was to be known; never the secret itself. */
export async function whoWasRefused(session: Session): Promise<string> {
  const method = await methodOf(await session.restConfig(), session.host.now())
  return `${whoAsked(session)} showed ${method}.`
}

function whoAsked(session: Session): string {
  const {loaded, chosen} = usedConfig(session)
  const context = session.flags.context || loaded.config.currentContext
  const from = context === '' ? '' : ` of the context "${context}"`
  if (chosen.userName === '') return `The user${from}`
  const file = chosen.user.origin === '' ? '' : ` (${chosen.user.origin})`
  return `The user "${chosen.userName}"${from}${file}`
}

async function methodOf(config: RestConfig, now: number): Promise<string> {
  if (config.exec !== undefined) return `what the program "${config.exec.command}" gave`
  if (config.authProvider !== undefined) return `what the auth provider "${config.authProvider.name}" gave`
  const methods: string[] = []
  const token = await tokenOf(config)
  if (token !== undefined) methods.push(`a token${tokenExpiry(token, now)}`)
  else if (config.username) methods.push('a user name and a password')
  const certificate = await dataOrFile(config.tls.certData, config.tls.certFile).catch(() => undefined)
  if (certificate !== undefined) methods.push(`a client certificate${certificateExpiry(certificate, now)}`)
  return methods.length > 0 ? methods.join(' and ') : 'nothing: no credentials are configured'
}

async function tokenOf({bearerToken, bearerTokenFile}: RestConfig): Promise<string | undefined> {
  if (bearerTokenFile === undefined) return bearerToken
  return (await readFile(bearerTokenFile, 'utf8').catch(() => undefined))?.trim() ?? bearerToken
}

const mayHaveExpired = ', which may have been revoked or have expired'

/** The `exp` of a JSON web token; other tokens keep their end to themselves. */
function tokenExpiry(token: string, now: number): string {
  const payload = token.split('.')[1]
  try {
    const {exp} = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as {exp?: unknown}
    if (typeof exp === 'number') return expiry(exp * 1000, now)
  } catch {
    // Not a JSON web token.
  }
  return mayHaveExpired
}

function certificateExpiry(pem: Uint8Array, now: number): string {
  try {
    return expiry(Date.parse(new X509Certificate(pem).validTo), now)
  } catch {
    return ' that cannot be read'
  }
}

function expiry(end: number, now: number): string {
  const time = new Date(end).toISOString().replace(/\.\d+Z$/, 'Z')
  if (end < now) return ` that expired at ${time}`
  return `, which has not expired (it ends at ${time}) but may have been revoked or be meant for another cluster`
}

/** Where the certificate authorities that were trusted come from. */
export async function whatIsTrusted(session: Session): Promise<string> {
  const {tls} = await session.restConfig()
  if (session.flags.certificateAuthority)
    return `Trusted was ${tls.caFile ?? ''}, of --certificate-authority.`
  const {chosen} = usedConfig(session)
  const cluster = `the cluster "${chosen.clusterName}" in ${chosen.cluster.origin}`
  if (tls.caData !== undefined) return `Trusted was the certificate-authority-data of ${cluster}.`
  if (tls.caFile !== undefined) return `Trusted was ${tls.caFile}, named by ${cluster}.`
  return "Trusted were the system's certificate authorities, as no other is configured; --certificate-authority names one."
}

/** Who wants the credential plugin that could not be run. */
export async function whoseProgram(session: Session): Promise<string | undefined> {
  const {exec} = await session.restConfig()
  const {chosen} = usedConfig(session)
  if (exec === undefined || chosen.userName === '') return undefined
  return `The program "${exec.command}" is to give the credentials of the user "${chosen.userName}" (${chosen.user.origin}).`
}
