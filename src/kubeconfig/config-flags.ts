import type {PluginPolicy} from '../kuberc/preference.ts'

/**
 * The global flags that choose and override a kubeconfig (cli-runtime's ConfigFlags). A flag that was
 * not given is undefined, which differs from one given empty.
 */
export interface ConfigFlags {
  readonly kubeconfig?: string
  readonly context?: string
  readonly cluster?: string
  readonly user?: string
  readonly namespace?: string
  readonly server?: string
  readonly token?: string
  readonly username?: string
  readonly password?: string
  readonly as?: string
  readonly asUid?: string
  readonly asGroup?: readonly string[]
  readonly asUserExtra?: readonly string[]
  readonly clientCertificate?: string
  readonly clientKey?: string
  readonly certificateAuthority?: string
  readonly insecureSkipTlsVerify?: boolean
  readonly tlsServerName?: string
  readonly disableCompression?: boolean
  readonly proxyUrl?: string
  /** As typed; parsed and checked where the REST config is built. */
  readonly requestTimeout?: string
  readonly cacheDir?: string
  /** `--match-server-version`. */
  readonly matchServerVersion?: boolean
  /** `--warnings-as-errors`. */
  readonly warningsAsErrors?: boolean
  /** Which credential plugins may run, by the user's preferences. */
  readonly pluginPolicy?: PluginPolicy
  /** `-v`. */
  readonly verbosity?: number
}
