import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {errorCode, FileError} from '../base/go-file-error.ts'
import type {Logger} from '../base/logger.ts'
import {holdsCertificate, readPEM, seemsCertificate} from '../base/pem.ts'
import type {ConfigFlags} from './config-flags.ts'
import type {RestConfig} from './rest-config.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Where a pod finds its credentials. */
export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

/** Whether this process runs in a pod with a service account token (inClusterClientConfig.Possible). */
export function inClusterPossible(env: Env, folder = serviceAccountFolder): boolean {
  if (!env['KUBERNETES_SERVICE_HOST'] || !env['KUBERNETES_SERVICE_PORT']) return false
  return statSync(join(folder, 'token'), {throwIfNoEntry: false})?.isFile() ?? false
}

/**
 * The pod's own way to its API server, with `--server`, `--token` and `--certificate-authority` laid
 * over it (rest.InClusterConfig). Throws a FileError for an unreadable token.
 */
export function inClusterConfig(
  env: Env,
  flags: ConfigFlags,
  logger: Pick<Logger, 'failure'>,
  folder = serviceAccountFolder,
): RestConfig {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? ''
  const tokenFile = join(folder, 'token')
  const token = readTokenFile(tokenFile)
  const own = ownAuthority(folder, logger)
  const caFile = flags.certificateAuthority || own
  const address = `${host.includes(':') ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT']}`
  return {
    host: flags.server || `https://${address}`,
    tls: {insecure: false, ...(caFile === undefined ? {} : {caFile})},
    ...(flags.token ? {bearerToken: flags.token} : {bearerToken: token, bearerTokenFile: tokenFile}),
    timeout: 0,
  }
}

/** The namespace that the pod lives in, `default` when nothing says. */
export function inClusterNamespace(env: Env, folder = serviceAccountFolder): string {
  if (env['POD_NAMESPACE']) return env['POD_NAMESPACE']
  try {
    return readFileSync(join(folder, 'namespace'), 'utf8').trim() || 'default'
  } catch {
    return 'default'
  }
}

/** A token file's content as it is. Throws a FileError. */
export function readTokenFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new FileError('open', file, error)
  }
}

/** The CA file, when it holds certificates (util/cert's NewPool); why not is logged, and the system's count then. */
function ownAuthority(folder: string, logger: Pick<Logger, 'failure'>): string | undefined {
  const file = join(folder, 'ca.crt')
  const fault = authorityFault(file)
  if (fault === undefined) return file
  logger.failure('config.go:565', `Expected to load root CA config from ${file}, but got err: ${fault}`)
  return undefined
}

function authorityFault(file: string): string | undefined {
  let pem: string
  try {
    pem = readFileSync(file, 'latin1')
  } catch (error) {
    return new FileError(errorCode(error) === 'EISDIR' ? 'read' : 'open', file, error).message
  }
  const certificates = readPEM(pem).filter(holdsCertificate)
  const inPool = `error creating pool from ${file}:`
  if (certificates.length === 0) return `${inPool} data does not contain any valid RSA or ECDSA certificates`
  return certificates.every(seemsCertificate) ? undefined : `${inPool} x509: malformed certificate`
}
