import {goCodePoint} from '../base/go-quote.ts'
import type {ConfigFlags} from './config-flags.ts'
import {ContextNotFoundError, throwInvalid, UnknownStanzaError} from './errors.ts'
import {inClusterConfig, inClusterNamespace, inClusterPossible, readTokenFile} from './in-cluster.ts'
import type {LoadedConfig} from './load.ts'
import {choose, type Chosen} from './overrides.ts'
import type {ExecConfig, Impersonation, RestConfig, TlsConfig} from './rest-config.ts'
import {parseTimeout} from './timeout.ts'
import {clusterErrors, userErrors} from './validation.ts'

/** Asks for a user name and a password where nothing else identifies the user. */
export type AskCredentials = () => Promise<{username: string; password: string}>

/** Cluster extensions under this name go to the exec plugin. */
const execExtension = 'client.authentication.k8s.io/exec'

/**
 * How to reach the API server (DeferredLoadingClientConfig.ClientConfig with kubectl's overrides).
 * `ask` is called for an https server that no credentials are known for; without it the config stays
 * anonymous. Throws what is wrong with the kubeconfig or the flags, in kubectl's words.
 */
export async function restConfig(
  loaded: LoadedConfig,
  flags: ConfigFlags,
  ask?: AskCredentials,
): Promise<RestConfig> {
  const {env, logger} = loaded.source
  const config = await directConfig(loaded, flags, ask)
  if (!inClusterPossible(env) || !isDefault(config, defaultServer(env))) return config
  logger.text(4, 'merged_client_builder.go:122', 'Using in-cluster configuration')
  return inClusterConfig(env, flags, logger)
}

/**
 * The namespace to work in, and whether `-n` named it (DeferredLoadingClientConfig.Namespace).
 * Throws when the kubeconfig cannot be used.
 */
export function namespaceOf(
  loaded: LoadedConfig,
  flags: ConfigFlags,
): {namespace: string; explicit: boolean} {
  if (flags.namespace) return {namespace: flags.namespace, explicit: true}
  const {env, logger} = loaded.source
  const chosen = choose(loaded.config, flags, defaultServer(env))
  confirmUsable(loaded, flags, chosen)
  if (chosen.context.namespace === '' && inClusterPossible(env)) {
    logger.text(4, 'merged_client_builder.go:165', 'Using in-cluster namespace')
    return {namespace: inClusterNamespace(env), explicit: false}
  }
  return {namespace: chosen.context.namespace || 'default', explicit: false}
}

/** The name of the user whose credentials are used, '' when the kubeconfig has none. */
export function userNameOf(loaded: LoadedConfig, flags: ConfigFlags): string {
  return choose(loaded.config, flags, '').userName
}

/** Where kubectl goes when nothing names a server. */
function defaultServer(env: LoadedConfig['source']['env']): string {
  return env['KUBERNETES_MASTER'] || 'http://localhost:8080'
}

async function directConfig(
  loaded: LoadedConfig,
  flags: ConfigFlags,
  ask: AskCredentials | undefined,
): Promise<RestConfig> {
  const chosen = choose(loaded.config, flags, defaultServer(loaded.source.env))
  if (chosen.missing.length > 0) throw chosen.missing[0]!
  confirmUsable(loaded, flags, chosen)
  const {cluster, user} = chosen
  const timeout = flags.requestTimeout ? parseTimeout(flags.requestTimeout) : 0
  const impersonate = impersonation(chosen)
  const base: RestConfig = {
    host: withoutQuery(cluster.server),
    tls: {insecure: false},
    timeout,
    ...(cluster.proxyURL === '' ? {} : {proxyUrl: cluster.proxyURL}),
    ...(cluster.disableCompression ? {disableCompression: true} : {}),
    ...(impersonate === undefined ? {} : {impersonate}),
  }
  // Credentials never go over an unencrypted connection.
  if (!/^https:\/\/[^/]/i.test(base.host)) return base
  const credentials = withPolicy(await userCredentials(chosen, ask), flags)
  return {
    ...base,
    ...credentials,
    tls: tlsOf(chosen, user.clientCertificate !== '' || user.clientCertificateData.length > 0),
  }
}

/** Collects everything that is wrong with the stanzas in use. */
function confirmUsable(loaded: LoadedConfig, flags: ConfigFlags, chosen: Chosen): void {
  const {config, source} = loaded
  const name = flags.context || config.currentContext
  const errors: Error[] = []
  if (name !== '' && !config.contexts.has(name)) errors.push(new ContextNotFoundError(name))
  errors.push(...userErrors(chosen.userName, chosen.user, source.cwd))
  const known = chosen.clusterName === '' || config.clusters.has(chosen.clusterName)
  for (const error of clusterErrors(chosen.clusterName, chosen.cluster, source.cwd)) {
    errors.push(known ? error : new UnknownStanzaError('cluster', chosen.clusterName, error.message))
  }
  throwInvalid(errors)
}

type Credentials = Pick<
  RestConfig,
  'bearerToken' | 'bearerTokenFile' | 'username' | 'password' | 'exec' | 'authProvider'
>

/** Who the user is (getUserIdentificationPartialConfig). */
async function userCredentials(chosen: Chosen, ask: AskCredentials | undefined): Promise<Credentials> {
  const {user} = chosen
  const token = user.token || (user.tokenFile === '' ? '' : readTokenFile(user.tokenFile))
  const credentials: Credentials = {
    ...(token === '' ? {} : {bearerToken: token}),
    ...(user.tokenFile === '' ? {} : {bearerTokenFile: user.tokenFile}),
    ...(user.username === '' && user.password === ''
      ? {}
      : {username: user.username, password: user.password}),
    ...(user.authProvider === null
      ? {}
      : {
          authProvider: {
            name: user.authProvider.name,
            config: Object.fromEntries(user.authProvider.config ?? []),
          },
        }),
    ...(user.exec === null ? {} : {exec: execConfig(chosen, user.exec)}),
  }
  const known =
    user.username !== '' ||
    user.clientCertificate !== '' ||
    user.clientCertificateData.length > 0 ||
    token !== '' ||
    user.authProvider !== null ||
    user.exec !== null
  if (known || ask === undefined) return credentials
  const answer = await ask()
  // What the kubeconfig has wins over what was typed.
  return {...answer, ...credentials}
}

function withPolicy(credentials: Credentials, {pluginPolicy}: ConfigFlags): Credentials {
  const {exec} = credentials
  return exec === undefined || pluginPolicy === undefined
    ? credentials
    : {...credentials, exec: {...exec, pluginPolicy}}
}

function execConfig({cluster}: Chosen, exec: NonNullable<Chosen['user']['exec']>): ExecConfig {
  const extension = cluster.extensions.get(execExtension)
  return {
    apiVersion: exec.apiVersion,
    command: exec.command,
    args: exec.args ?? [],
    env: exec.env ?? [],
    ...(exec.installHint === '' ? {} : {installHint: withoutControls(exec.installHint)}),
    provideClusterInfo: exec.provideClusterInfo,
    interactiveMode: exec.interactiveMode,
    ...(extension === undefined ? {} : {clusterConfig: extension}),
  }
}

/** Writes control characters as `U+001B`, so that a hint cannot move the terminal (cleanANSIEscapeCodes). */
function withoutControls(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\t\n\v\f\r]/gu, goCodePoint)
}

function impersonation({user}: Chosen): Impersonation | undefined {
  if (user.impersonate === '') return undefined
  return {
    userName: user.impersonate,
    ...(user.impersonateUID === '' ? {} : {uid: user.impersonateUID}),
    ...(user.impersonateGroups.length === 0 ? {} : {groups: user.impersonateGroups}),
    ...(user.impersonateUserExtra.size === 0 ? {} : {extra: Object.fromEntries(user.impersonateUserExtra)}),
  }
}

function tlsOf({cluster, user}: Chosen, withCertificate: boolean): TlsConfig {
  return {
    insecure: cluster.insecureSkipTLSVerify,
    ...(cluster.tlsServerName === '' ? {} : {serverName: cluster.tlsServerName}),
    ...fileOrData('ca', cluster.certificateAuthority, cluster.certificateAuthorityData),
    ...(withCertificate
      ? {
          ...fileOrData('cert', user.clientCertificate, user.clientCertificateData),
          ...fileOrData('key', user.clientKey, user.clientKeyData),
        }
      : {}),
  }
}

function fileOrData(what: 'ca' | 'cert' | 'key', file: string, data: Uint8Array): Partial<TlsConfig> {
  return {
    ...(file === '' ? {} : {[`${what}File`]: file}),
    ...(data.length === 0 ? {} : {[`${what}Data`]: data}),
  }
}

/** A server with a path loses query and fragment, as client-go cuts them off. */
function withoutQuery(server: string): string {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^/?#]*\/[^?#]+)[?#]/.exec(server)
  return match?.[1] ?? server
}

/** Whether the kubeconfig and the flags said nothing: then a pod's own credentials are used. */
function isDefault(config: RestConfig, server: string): boolean {
  const {host, tls, timeout, ...rest} = config
  return (
    host === server &&
    timeout === 0 &&
    Object.keys(rest).length === 0 &&
    Object.keys(tls).length === 1 &&
    !tls.insecure
  )
}
