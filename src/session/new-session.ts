import {allowsColor} from '../base/color-choice.ts'
import type {Host} from '../base/host.ts'
import type {IOStreams} from '../base/io.ts'
import {Logger} from '../base/logger.ts'
import type {RESTClient} from '../client/request.ts'
import type {WarningWriter} from '../client/warnings.ts'
import type {Discovery} from '../discovery/discovery.ts'
import type {RESTMapper} from '../discovery/mapping.ts'
import type {OpenAPIDocuments} from '../openapi/server-documents.ts'
import type {ConfigFlags} from '../kubeconfig/config-flags.ts'
import type {LoadedConfig} from '../kubeconfig/load.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'
import type {ResourceQuery} from '../resources/query.ts'
import type {Selection} from '../resources/selection.ts'
import type {Session} from './session.ts'

/**
 * The session of one run. Everything is made when first asked for and kept; modules are loaded then
 * too, so that a command pays only for what it uses.
 */
export function newSession(host: Host, flags: ConfigFlags, commandPath: string): Session {
  return new LazySession(host, flags, commandPath)
}

class LazySession implements Session {
  readonly host: Host
  readonly io: IOStreams
  readonly flags: ConfigFlags
  readonly commandPath: string
  /** Where `-v` goes. */
  readonly logger: Logger
  readonly discoveryClient: () => Promise<RESTClient> = once(() => this.open())
  readonly client = (): Promise<RESTClient> =>
    this.stdinInUse ? this.clientWithoutStdin() : this.discoveryClient()
  readonly discovery: () => Promise<Discovery> = once(() => this.newDiscovery())
  readonly mapper: () => Promise<RESTMapper> = once(() => this.newMapper())
  readonly openapi: () => Promise<OpenAPIDocuments> = once(() => this.newOpenAPI())
  readonly restConfig: () => Promise<RestConfig> = once(() => this.acceptedRestConfig())
  private readonly loaded: () => Promise<LoadedConfig> = once(() => this.load())
  private readonly clientWithoutStdin: () => Promise<RESTClient> = once(() => this.openWithoutStdin())
  private readonly opened: RESTClient[] = []
  /** One for all clients: a text is shown once and counts once. */
  private warnings: WarningWriter | undefined
  private stdinInUse = false

  constructor(host: Host, flags: ConfigFlags, commandPath: string) {
    this.host = host
    this.io = host.io
    this.flags = flags
    this.commandPath = commandPath
    this.logger = new Logger(flags.verbosity ?? 0, host.io.errOut, () => host.now())
  }

  async namespace(): Promise<{namespace: string; explicit: boolean}> {
    const {namespaceOf} = await import('../kubeconfig/client-config.ts')
    return namespaceOf(await this.loaded(), this.flags)
  }

  async namespaces(): Promise<readonly string[] | undefined> {
    const {namespace = ''} = this.flags
    // None of these can be in the name of one.
    if (!/[,*?!]/.test(namespace)) return undefined
    const {resolveNamespaces} = await import('../resources/namespaces.ts')
    return resolveNamespaces(namespace, this.client)
  }

  async select(query: ResourceQuery): Promise<Selection> {
    // A query that asks no server makes no client (Builder.getClient).
    if (query.filenames?.includes('-') && !query.local) this.stdinInUse = true
    if (!query.local) this.warmClient()
    const {select} = await import('../resources/builder.ts')
    const program = this.commandPath.split(' ', 1)[0]!
    const {host, logger, client, discoveryClient, mapper, discovery, openapi} = this
    return select({host, program, logger, client, discoveryClient, mapper, discovery, openapi}, query)
  }

  /** The handshake goes on while modules are loaded and the cache is read. */
  private warmClient(): void {
    this.client().then(
      (client) => client.warm?.(),
      () => {},
    )
  }

  private async load(): Promise<LoadedConfig> {
    const {loadConfig} = await import('../kubeconfig/load.ts')
    return loadConfig(this.host, this.flags, this.logger)
  }

  /** Throws where `--match-server-version` was given and the server is of another one. */
  private async acceptedRestConfig(): Promise<RestConfig> {
    const config = await this.newRestConfig()
    if (!this.flags.matchServerVersion) return config
    const {requireSameVersion} = await import('./match-version.ts')
    await requireSameVersion(await this.open(config), this.host, config.timeout)
    return config
  }

  private async newRestConfig(): Promise<RestConfig> {
    const {restConfig} = await import('../kubeconfig/client-config.ts')
    return restConfig(await this.loaded(), this.flags, async () => {
      const {askCredentials} = await import('../kubeconfig/ask-credentials.ts')
      return askCredentials(this.io)()
    })
  }

  private async open(config?: RestConfig): Promise<RESTClient> {
    const client = await this.clientFor(this.host, config)
    this.opened.push(client)
    return client
  }

  /**
   * The client for objects when manifests come from standard input: a plugin must not read those
   * (Builder.getClient). Discovery and OpenAPI keep their own, whose plugin may, as in kubectl.
   */
  private async openWithoutStdin(): Promise<RESTClient> {
    const config = await this.restConfig()
    const {exec} = config
    // Everywhere else the plugin would not get it anyway.
    if (exec === undefined || exec.interactiveMode === 'Never' || !this.io.in.isTerminal) {
      return this.discoveryClient()
    }
    return this.open({...config, exec: {...exec, stdinUsedBy: 'stdin resource manifest reader'}})
  }

  async lastClient(signal: AbortSignal): Promise<RESTClient> {
    return this.clientFor({...this.host, signal})
  }

  private async clientFor(host: Host, given?: RestConfig): Promise<RESTClient> {
    const [{sessionClient}, {WarningWriter}, config] = await Promise.all([
      import('./session-client.ts'),
      import('../client/warnings.ts'),
      given ?? this.restConfig(),
    ])
    const {commandPath, logger} = this
    const persistAuthProvider = (settings: Readonly<Record<string, string>>) => this.persist(settings)
    this.warnings ??= new WarningWriter(host.io.errOut, allowsColor(host.io.errOut, host.env))
    return sessionClient({host, commandPath, config, logger, persistAuthProvider, warnings: this.warnings})
  }

  finish(): void {
    for (const client of this.opened) client.close()
    const failure = this.flags.warningsAsErrors ? this.warnings?.failure : undefined
    if (failure !== undefined) throw failure
  }

  /** Keeps the tokens that an auth provider refreshed. */
  private async persist(settings: Readonly<Record<string, string>>): Promise<void> {
    const [{persistAuthProvider}, {userNameOf}] = await Promise.all([
      import('../kubeconfig/persist.ts'),
      import('../kubeconfig/client-config.ts'),
    ])
    const loaded = await this.loaded()
    await persistAuthProvider(loaded.source, userNameOf(loaded, this.flags), settings, {
      now: () => this.host.now(),
      warn: (message) => this.io.errOut.write(`warning: ${message}\n`),
    })
  }

  private async newDiscovery(): Promise<Discovery> {
    const {openDiscovery} = await import('../discovery/open.ts')
    const {timeout} = await this.restConfig()
    const {cacheDir} = this.flags
    const client = await this.discoveryClient()
    // What is wrong with the credentials shows also where the cache answers.
    await client.prepare?.()
    return openDiscovery({
      client,
      host: this.host,
      cacheDir,
      requestTimeout: timeout,
    })
  }

  private async newOpenAPI(): Promise<OpenAPIDocuments> {
    const [{OpenAPIDocuments}, {cacheOf}] = await Promise.all([
      import('../openapi/server-documents.ts'),
      import('../discovery/open.ts'),
    ])
    const client = await this.discoveryClient()
    const {timeout} = await this.restConfig()
    const cache = cacheOf({client, host: this.host, cacheDir: this.flags.cacheDir})
    return new OpenAPIDocuments({client, cache, requestTimeout: timeout})
  }

  private async newMapper(): Promise<RESTMapper> {
    const {DiscoveryRESTMapper} = await import('../discovery/rest-mapper.ts')
    return new DiscoveryRESTMapper(await this.discovery(), (message) => void this.warn(message))
  }

  async warn(message: string): Promise<void> {
    const {writeWarning} = await import('../client/warnings.ts')
    writeWarning(this.io.errOut, message, allowsColor(this.io.errOut, this.host.env))
  }
}

/** Calls the function once; failures are kept as well. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
