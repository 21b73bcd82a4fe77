import type {JsonValue} from '../api/json.ts'

/**
 * A kubeconfig in memory (clientcmd's api.Config): lists have become maps by name, and every field
 * is there, with Go's zero value when the file does not set it.
 */
export interface KubeConfig {
  preferences: Preferences
  clusters: Map<string, Cluster>
  users: Map<string, AuthInfo>
  contexts: Map<string, Context>
  currentContext: string
  extensions: Extensions
}

/** What other programs keep in a kubeconfig, by name; passed through untouched. */
export type Extensions = Map<string, JsonValue>

export interface Preferences {
  colors: boolean
  extensions: Extensions
}

/** Any stanza knows the file that it came from ('' for one made in memory). */
export interface Stanza {
  origin: string
  extensions: Extensions
}

export interface Cluster extends Stanza {
  server: string
  tlsServerName: string
  insecureSkipTLSVerify: boolean
  certificateAuthority: string
  certificateAuthorityData: Uint8Array
  proxyURL: string
  disableCompression: boolean
}

export interface AuthInfo extends Stanza {
  clientCertificate: string
  clientCertificateData: Uint8Array
  clientKey: string
  clientKeyData: Uint8Array
  token: string
  tokenFile: string
  impersonate: string
  impersonateUID: string
  impersonateGroups: string[]
  impersonateUserExtra: Map<string, string[]>
  username: string
  password: string
  authProvider: AuthProvider | null
  exec: ExecPlugin | null
}

export interface Context extends Stanza {
  cluster: string
  user: string
  namespace: string
}

export interface AuthProvider {
  name: string
  config: Map<string, string> | null
}

/** The `exec` stanza; lists that the file leaves out are null, as kubectl writes them back. */
export interface ExecPlugin {
  command: string
  args: string[] | null
  env: {name: string; value: string}[] | null
  apiVersion: string
  installHint: string
  provideClusterInfo: boolean
  interactiveMode: string
}

const noBytes = new Uint8Array(0)

/** An empty kubeconfig. */
export function newConfig(): KubeConfig {
  return {
    preferences: {colors: false, extensions: new Map()},
    clusters: new Map(),
    users: new Map(),
    contexts: new Map(),
    currentContext: '',
    extensions: new Map(),
  }
}

/** A cluster that says nothing. */
export function newCluster(): Cluster {
  return {
    origin: '',
    server: '',
    tlsServerName: '',
    insecureSkipTLSVerify: false,
    certificateAuthority: '',
    certificateAuthorityData: noBytes,
    proxyURL: '',
    disableCompression: false,
    extensions: new Map(),
  }
}

/** A user that says nothing. */
export function newAuthInfo(): AuthInfo {
  return {
    origin: '',
    clientCertificate: '',
    clientCertificateData: noBytes,
    clientKey: '',
    clientKeyData: noBytes,
    token: '',
    tokenFile: '',
    impersonate: '',
    impersonateUID: '',
    impersonateGroups: [],
    impersonateUserExtra: new Map(),
    username: '',
    password: '',
    authProvider: null,
    exec: null,
    extensions: new Map(),
  }
}

/** A context that says nothing. */
export function newContext(): Context {
  return {origin: '', cluster: '', user: '', namespace: '', extensions: new Map()}
}

/** An `exec` stanza that says nothing. */
export function newExecPlugin(): ExecPlugin {
  return {
    command: '',
    args: null,
    env: null,
    apiVersion: '',
    installHint: '',
    provideClusterInfo: false,
    interactiveMode: '',
  }
}
