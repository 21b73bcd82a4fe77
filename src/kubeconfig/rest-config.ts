import type {PluginPolicy} from '../kuberc/preference.ts'

/** How to reach and authenticate to a cluster: what a kubeconfig and the flags come to (client-go's rest.Config). */
export interface RestConfig {
  /** `https://127.0.0.1:6443` or with a path prefix, as written by the user. */
  readonly host: string
  readonly tls: TlsConfig
  readonly bearerToken?: string
  /** Re-read while running, as client-go does. */
  readonly bearerTokenFile?: string
  readonly username?: string
  readonly password?: string
  readonly exec?: ExecConfig
  readonly authProvider?: {readonly name: string; readonly config: Readonly<Record<string, string>>}
  readonly impersonate?: Impersonation
  readonly proxyUrl?: string
  readonly disableCompression?: boolean
  /** Milliseconds per request, 0 for none. */
  readonly timeout: number
}

export interface TlsConfig {
  readonly insecure: boolean
  readonly serverName?: string
  /** PEM; data wins over files, which are read when first needed. */
  readonly caData?: Uint8Array
  readonly caFile?: string
  readonly certData?: Uint8Array
  readonly certFile?: string
  readonly keyData?: Uint8Array
  readonly keyFile?: string
}

export interface Impersonation {
  readonly userName: string
  readonly uid?: string
  readonly groups?: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

/** A credential plugin stanza (clientcmd api.ExecConfig). */
export interface ExecConfig {
  readonly apiVersion: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: readonly {readonly name: string; readonly value: string}[]
  readonly installHint?: string
  readonly provideClusterInfo: boolean
  readonly interactiveMode: string
  /** What else reads standard input, so that the plugin cannot have it (StdinUnavailableMessage). */
  readonly stdinUsedBy?: string
  /** Resolved against the kubeconfig's folder when `command` is a relative path. */
  readonly clusterConfig?: unknown
  /** Which plugins may run; absent: all. */
  readonly pluginPolicy?: PluginPolicy
}
