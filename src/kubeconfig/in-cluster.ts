import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {FileError} from '../base/go-file-error.ts'
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
export function inClusterConfig(env: Env, flags: ConfigFlags, folder = serviceAccountFolder): RestConfig {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? ''
  const tokenFile = join(folder, 'token')
  const caFile = flags.certificateAuthority || ownAuthority(folder)
  const address = `${host.includes(':') ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT']}`
  return {
    host: flags.server || `https://${address}`,
    tls: {insecure: false, ...(caFile === undefined ? {} : {caFile})},
    ...(flags.token
      ? {bearerToken: flags.token}
      : {bearerToken: readTokenFile(tokenFile), bearerTokenFile: tokenFile}),
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

/** The CA file, when it holds a certificate. */
function ownAuthority(folder: string): string | undefined {
  const file = join(folder, 'ca.crt')
  try {
    return readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----') ? file : undefined
  } catch {
    return undefined
  }
}
