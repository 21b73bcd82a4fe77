import {goQuote} from '../base/go-quote.ts'
import {
  type AuthInfo,
  type Cluster,
  type Context,
  type KubeConfig,
  newAuthInfo,
  newCluster,
  newContext,
} from './config.ts'
import type {ConfigFlags} from './config-flags.ts'
import {UnknownStanzaError} from './errors.ts'

/** The stanzas that a run uses: the kubeconfig's, with the flags laid over them. */
export interface Chosen {
  readonly context: Context
  readonly clusterName: string
  readonly cluster: Cluster
  readonly userName: string
  readonly user: AuthInfo
  /** Why a stanza that a flag names could not be had, in the order in which kubectl reports it. */
  readonly missing: readonly Error[]
}

/**
 * Picks context, cluster and user and lays the flags over them (DirectClientConfig's getContext,
 * getCluster and getAuthInfo). A stanza that a flag names and that does not exist is empty, without
 * the flags' values, and listed in `missing`.
 */
export function choose(config: KubeConfig, flags: ConfigFlags, defaultServer: string): Chosen {
  const wanted = contextOf(config, flags)
  const context = wanted ?? newContext()
  const userName = flags.user || context.user
  const clusterName = flags.cluster || context.cluster
  const user = userOf(config, flags, userName)
  const cluster = clusterOf(config, flags, clusterName, defaultServer)
  const missing: Error[] = []
  const miss = (stanza: UnknownStanzaError['stanza'], name: string, called: string = stanza): void => {
    missing.push(new UnknownStanzaError(stanza, name, `${called} ${goQuote(name)} does not exist`))
  }
  if (user === undefined) miss('user', userName, 'auth info')
  if (wanted === undefined) miss('context', flags.context ?? '')
  if (cluster === undefined) miss('cluster', clusterName)
  return {
    context,
    clusterName,
    cluster: cluster ?? newCluster(),
    userName,
    user: user ?? newAuthInfo(),
    missing,
  }
}

function contextOf(config: KubeConfig, flags: ConfigFlags): Context | undefined {
  const found = config.contexts.get(flags.context || config.currentContext)
  if (found === undefined && flags.context) return undefined
  const base = found ?? newContext()
  return {
    ...base,
    cluster: flags.cluster || base.cluster,
    user: flags.user || base.user,
    namespace: flags.namespace || base.namespace,
  }
}

function userOf(config: KubeConfig, flags: ConfigFlags, name: string): AuthInfo | undefined {
  const found = config.users.get(name)
  if (found === undefined && flags.user) return undefined
  const base = found ?? newAuthInfo()
  const user: AuthInfo = {
    ...base,
    clientCertificate: flags.clientCertificate || base.clientCertificate,
    clientKey: flags.clientKey || base.clientKey,
    token: flags.token || base.token,
    username: flags.username || base.username,
    password: flags.password || base.password,
    impersonate: flags.as || base.impersonate,
    impersonateUID: flags.asUid || base.impersonateUID,
    impersonateGroups: flags.asGroup?.length ? [...flags.asGroup] : base.impersonateGroups,
    impersonateUserExtra: new Map([...base.impersonateUserExtra, ...userExtra(flags.asUserExtra ?? [])]),
  }
  // A file from a flag wins over data in the kubeconfig, which would win over a file beside it.
  if (flags.clientKey) user.clientKeyData = new Uint8Array(0)
  if (flags.clientCertificate) user.clientCertificateData = new Uint8Array(0)
  return user
}

/** `key=value` pairs, several values for one key; what has no `=` is passed over, as kubectl does. */
function userExtra(pairs: readonly string[]): Map<string, string[]> {
  const extra = new Map<string, string[]>()
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 0) continue
    const key = pair.slice(0, at)
    extra.set(key, [...(extra.get(key) ?? []), pair.slice(at + 1)])
  }
  return extra
}

function clusterOf(
  config: KubeConfig,
  flags: ConfigFlags,
  name: string,
  defaultServer: string,
): Cluster | undefined {
  const found = config.clusters.get(name)
  if (found === undefined && flags.cluster) return undefined
  const base = found ?? newCluster()
  const cluster: Cluster = {
    ...base,
    server: flags.server || base.server || defaultServer,
    proxyURL: flags.proxyUrl || base.proxyURL,
    disableCompression: flags.disableCompression || base.disableCompression,
  }
  // The two ways to trust a server exclude each other, so a flag for one clears the other.
  if (flags.insecureSkipTlsVerify || flags.certificateAuthority) {
    cluster.insecureSkipTLSVerify = flags.insecureSkipTlsVerify ?? false
    cluster.certificateAuthority = flags.certificateAuthority ?? ''
    cluster.certificateAuthorityData = new Uint8Array(0)
  }
  // The kubeconfig's name belongs to the kubeconfig's server.
  if (flags.tlsServerName || flags.server) cluster.tlsServerName = flags.tlsServerName ?? ''
  return cluster
}
