import type {Socket} from 'node:net'
import type {Host} from '../../base/host.ts'
import type {RestConfig, TlsConfig} from '../../kubeconfig/rest-config.ts'
import {type DialObserver, type DialTimes, dialTCP, dialTLS} from './dial.ts'
import {ConnectionPool, type Dialed} from './pool.ts'
import type {ServerURL} from '../server-url.ts'
import {ConfigurationError} from '../configuration-error.ts'
import {loadTLS, type TlsMaterial} from './tls-options.ts'

/** A client certificate that is not in the config but comes from a credential plugin. */
export interface ClientCertificate {
  readonly cert: Uint8Array
  readonly key: Uint8Array
}

export interface TransportOptions {
  readonly config: Pick<RestConfig, 'tls' | 'proxyUrl'>
  readonly server: ServerURL
  readonly host: Pick<Host, 'env' | 'platform'>
  readonly maxInFlight: number
  readonly observer?: DialObserver | undefined
  /** Asked for each new connection; wins over the config's. */
  readonly certificate?: () => ClientCertificate | undefined
}

/** How requests get to one server: directly or through a proxy, over kept connections. */
export class Transport {
  readonly pool: ConnectionPool
  readonly server: ServerURL
  private readonly options: TransportOptions
  private material: Promise<TlsMaterial> | undefined
  private proxy: string | null | undefined

  constructor(options: TransportOptions) {
    this.options = options
    this.server = options.server
    this.pool = new ConnectionPool(
      (protocols, signal) => this.dial(protocols, signal, false),
      options.maxInFlight,
      this.server.tls,
    )
  }

  /**
   * The proxy that is asked for `http` addresses in full instead of being tunnelled through, undefined
   * for none. Throws what the environment's proxy settings make impossible.
   */
  async forwardProxy(): Promise<string | undefined> {
    if (this.server.tls) return undefined
    const proxy = await this.findProxy()
    return proxy !== undefined && /^https?:/i.test(proxy) ? proxy : undefined
  }

  /**
   * A connection to the server for one use that is not a kept request's, such as a WebSocket: through a proxy
   * as a tunnel, also to an `http` server. Throws a `DialError`, what the proxy says, or the signal's reason.
   */
  open(signal: AbortSignal): Promise<Dialed> {
    return this.dial(['http/1.1'], signal, true)
  }

  /** Reads what connections need. Throws a `ConfigurationError` for files that are missing or broken. */
  async prepare(): Promise<void> {
    if (this.server.tls) await this.tlsMaterial()
  }

  /** A transport to another server that shares nothing secret with this one. */
  anonymous(server: ServerURL): Transport {
    const {
      certData: _,
      certFile: __,
      keyData: ___,
      keyFile: ____,
      serverName: _____,
      ...tls
    }: TlsConfig = this.options.config.tls
    const {certificate: ______, ...options} = this.options
    return new Transport({...options, server, config: {...this.options.config, tls}})
  }

  private async dial(
    protocols: readonly string[],
    signal: AbortSignal | undefined,
    tunnelAlways: boolean,
  ): Promise<Dialed> {
    const times: DialTimes = {dnsLookup: 0, dial: 0, tlsHandshake: 0}
    const options = {signal, times, observer: this.options.observer}
    const proxy = await this.findProxy()
    if (proxy === undefined && !this.server.tls) return {socket: await dialTCP(this.server, options), times}
    const material = await this.tlsMaterial()
    let tunnel: Socket | undefined
    if (proxy !== undefined) {
      const {dialThrough} = await import('./proxy-tunnel.ts')
      tunnel = await dialThrough(proxy, this.server, material, {
        ...options,
        tunnel: this.server.tls || tunnelAlways,
      })
      if (!this.server.tls) return {socket: tunnel, times}
    }
    const socket = await dialTLS(this.server, material, protocols, {
      ...options,
      ...(tunnel === undefined ? {} : {tunnel}),
    })
    return {socket, times}
  }

  private async tlsMaterial(): Promise<TlsMaterial> {
    this.material ??= loadTLS(this.options.config.tls, this.options.host).catch((error: unknown) => {
      throw new ConfigurationError(error)
    })
    const certificate = this.options.certificate?.()
    return certificate === undefined ? this.material : {...(await this.material), ...certificate}
  }

  private async findProxy(): Promise<string | undefined> {
    if (this.proxy === undefined)
      this.proxy = (this.options.config.proxyUrl || (await this.envProxy())) ?? null
    return this.proxy ?? undefined
  }

  private async envProxy(): Promise<string | undefined> {
    const {env} = this.options.host
    if (!(env['HTTPS_PROXY'] || env['https_proxy'] || env['HTTP_PROXY'] || env['http_proxy']))
      return undefined
    const {proxyFromEnv} = await import('./proxy-env.ts')
    return proxyFromEnv(this.server, env)
  }
}
