import type {Host} from '../base/host.ts'
import {Logger} from '../base/logger.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'
import {Cancellation} from './cancellation.ts'
import {ConfigurationError} from './configuration-error.ts'
import type {Credentials} from './auth/credentials.ts'
import {credentialsOf} from './auth/open-credentials.ts'
import type {Request, Response, RESTClient, UpgradeRequest} from './request.ts'
import {decodedResponse} from './response.ts'
import {maxRetries, type Outcome, retryDelay} from './retry.ts'
import {drain, type OutgoingRequest, roundTrip, type RoundTripper} from './round-trip.ts'
import {encodeQuery, formatTimeout, type ServerURL, serverURL} from './server-url.ts'
import {Trace} from './trace.ts'
import {Transport} from './connection/transport.ts'
import type {Warning} from './warnings.ts'
import type {WebSocketConnection} from './connection/websocket.ts'
import type {WireRequest, WireResponse} from './connection/wire.ts'

export interface ClientOptions {
  readonly host: Host
  /** See `userAgent` in user-agent.ts. */
  readonly userAgent: string
  /** Where `-v` goes; nothing is logged but errors when absent. */
  readonly logger?: Logger
  /** Is told of each warning of the server; a WarningWriter's `handle`. */
  readonly warnings?: (warning: Warning) => void
  /** Sent with every request and kept out of the log; see command-headers.ts. */
  readonly commandHeaders?: Readonly<Record<string, string>>
  /** Requests in flight at most; 64 when absent. */
  readonly maxInFlight?: number
  /** Writes an auth provider's new tokens into the kubeconfig. */
  readonly persistAuthProvider?: (config: Readonly<Record<string, string>>) => Promise<void>
}

/**
 * Sends requests to the config's server as its user. Nothing is read or connected before the first
 * request, whose error is that of a config which makes no sense. Throws for a host that is no address.
 */
export function newRESTClient(config: RestConfig, options: ClientOptions): RESTClient {
  return new HTTPClient(config, options)
}

class HTTPClient implements RESTClient {
  readonly host: string
  private readonly config: RestConfig
  private readonly options: ClientOptions
  private readonly server: ServerURL
  private readonly transport: Transport
  private readonly logger: Logger
  private readonly trace: Trace | undefined
  private credentials: Promise<Credentials> | undefined
  private settled: Credentials | undefined

  constructor(config: RestConfig, options: ClientOptions) {
    this.config = config
    this.options = options
    this.server = serverURL(config)
    this.host = `${this.server.origin}${this.server.prefix}`
    this.logger = options.logger ?? new Logger(0, options.host.io.errOut, () => options.host.now())
    this.trace = this.logger.enabled(6) ? new Trace(this.logger) : undefined
    this.transport = new Transport({
      config,
      server: this.server,
      host: options.host,
      maxInFlight: options.maxInFlight ?? 64,
      observer: this.trace?.dialing,
      certificate: () => this.settled?.certificate?.(),
    })
  }

  async send(request: Request): Promise<Response> {
    const timeout = request.timeout || this.config.timeout
    const cancellation = new Cancellation(
      request.signal === undefined ? [this.options.host.signal] : [this.options.host.signal, request.signal],
      timeout,
    )
    const outgoing = this.outgoing(request, timeout, cancellation.signal)
    try {
      this.trace?.body('Request Body', request.path, textOf(request.body))
      const wire = await this.attempts(request, outgoing)
      return await this.receive(request, outgoing, wire, cancellation.end)
    } catch (error) {
      cancellation.end()
      throw error
    }
  }

  async openWebSocket({path, query = {}, protocol, signal}: UpgradeRequest): Promise<WebSocketConnection> {
    const own = this.options.host.signal
    const encoded = encodeQuery(query)
    const target = `${this.server.prefix}${path}${encoded === '' ? '' : `?${encoded}`}`
    const {upgrade, UpgradeError} = await import('./upgrade.ts')
    const attempt = async (): Promise<WebSocketConnection> =>
      upgrade(await this.tripper({}), {
        target,
        protocol,
        userAgent: this.options.userAgent,
        signal: signal === undefined ? own : AbortSignal.any([own, signal]),
      })
    try {
      return await attempt().catch(async (error: unknown) => {
        const refused = error instanceof UpgradeError && error.status === 401
        if (refused && (await this.settled?.rejected?.())) return attempt()
        throw error
      })
    } catch (error) {
      if (error instanceof UpgradeError) throw error
      const {upgradeFailure} = await import('./request-failure.ts')
      throw await upgradeFailure(error, {
        signal: this.options.host.signal,
        platform: this.options.host.platform,
      })
    }
  }

  async prepare(): Promise<void> {
    await this.transport.prepare()
    await this.openCredentials()
  }

  warm(): void {
    const {exec, authProvider} = this.config
    // A plugin may have to be asked for the certificate first; a trace tells of connections in their order.
    if (exec !== undefined || authProvider !== undefined || this.trace !== undefined) return
    if (this.server.fault !== undefined) return
    this.transport.pool.warm(this.options.host.signal)
  }

  close(): void {
    this.transport.pool.close()
  }

  /** Tries until there is an answer to keep, or a failure to report. */
  private async attempts(request: Request, outgoing: OutgoingRequest): Promise<WireResponse> {
    let previous: unknown
    let refreshed = false
    for (let attempt = 1; ; attempt++) {
      let wire: WireResponse | undefined
      let outcome: Outcome
      try {
        wire = await this.attempt(outgoing)
        outcome = {status: wire.status, retryAfter: wire.headers['retry-after']}
      } catch (error) {
        outcome = {error}
      }
      if (wire?.status === 401 && !refreshed && this.settled?.rejected !== undefined) {
        refreshed = true
        if (await this.settled.rejected()) {
          await drain(wire)
          continue
        }
      }
      const delay =
        attempt > maxRetries ? undefined : retryDelay(request.method, request.stream ?? false, outcome)
      if (delay === undefined || outgoing.signal.aborted) {
        if (wire !== undefined) return wire
        throw await this.failure(outgoing, (outcome as {error: unknown}).error, previous)
      }
      if (wire !== undefined) await drain(wire)
      previous = 'error' in outcome ? outcome.error : previous
      this.logger.info(4, 'with_retry.go:234', 'Got a Retry-After response', {
        delay: `${delay}s`,
        attempt,
        url: `${this.server.origin}${outgoing.target}`,
      })
      await this.pause(outgoing, delay, previous)
    }
  }

  private async attempt(outgoing: OutgoingRequest): Promise<WireResponse> {
    if (this.server.fault !== undefined) throw new Error(this.server.fault)
    const zipped = !this.config.disableCompression && outgoing.method !== 'HEAD'
    return roundTrip(await this.tripper(zipped ? {'Accept-Encoding': 'gzip'} : {}), outgoing)
  }

  /** What any attempt is made with; `more` joins the headers that the log does not show. */
  private async tripper(more: WireRequest['headers']): Promise<RoundTripper> {
    const credentials = (this.settled ??= await this.openCredentials())
    const {transport, trace, config} = this
    const quietHeaders = {...this.options.commandHeaders, ...more}
    return {transport, trace, credentials, quietHeaders, impersonate: config.impersonate}
  }

  private openCredentials(): Promise<Credentials> {
    const {host, persistAuthProvider} = this.options
    this.credentials ??= credentialsOf(this.config, {
      host,
      logger: this.logger,
      persistAuthProvider,
      proxyUrl: this.config.proxyUrl,
      certificateChanged: () => this.transport.pool.close(),
    }).catch((error: unknown) => {
      throw new ConfigurationError(error)
    })
    return this.credentials
  }

  private async pause(outgoing: OutgoingRequest, seconds: number, previous: unknown): Promise<void> {
    const {sleep} = await import('../base/sleep.ts')
    await sleep(seconds * 1000, outgoing.signal).catch(async () => {
      throw await this.failure(outgoing, outgoing.signal.reason, previous)
    })
  }

  private outgoing(request: Request, timeout: number, signal: AbortSignal): OutgoingRequest {
    const query = encodeQuery({...(timeout > 0 ? {timeout: formatTimeout(timeout)} : {}), ...request.query})
    return {
      method: request.method,
      target: `${this.server.prefix}${request.path}${query === '' ? '' : `?${query}`}`,
      authority: this.server.authority,
      headers: this.headers(request),
      ...(request.body === undefined
        ? {}
        : {body: typeof request.body === 'string' ? Buffer.from(request.body) : request.body}),
      signal,
    }
  }

  private headers(request: Request): Record<string, string> {
    const headers: Record<string, string> = {
      Accept: 'application/json, */*',
      'User-Agent': this.options.userAgent,
    }
    if (request.body !== undefined) headers['Content-Type'] = request.contentType ?? 'application/json'
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      headers[name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())] = value
    }
    return headers
  }

  /** Turns an answer into what the caller gets: a response, or a StatusError. */
  private async receive(
    request: Request,
    outgoing: OutgoingRequest,
    wire: WireResponse,
    done: () => void,
  ): Promise<Response> {
    const warning = wire.headers['warning']
    if (warning !== undefined && this.options.warnings !== undefined) {
      const {parseWarnings} = await import('./warning-header.ts')
      parseWarnings(warning).forEach(this.options.warnings)
    }
    const response = decodedResponse(wire, {
      failed: async (error, whole) => {
        const {bodyFailure} = await import('./request-failure.ts')
        return bodyFailure(error, whole && !request.stream, {
          host: this.server.authority,
          logger: this.logger,
          signal: this.options.host.signal,
        })
      },
      done,
      text: (text) => this.trace?.body('Response Body', request.path, text),
    })
    if (wire.status >= 200 && wire.status <= 206) return response
    const {resourceOfPath, statusErrorOf} = await import('./status-body.ts')
    const error = statusErrorOf({
      method: outgoing.method,
      code: wire.status,
      contentType: wire.headers['content-type'],
      retryAfter: wire.headers['retry-after'],
      body: await response.text(),
      resource: request.anonymousPath ? undefined : resourceOfPath(request.path),
    })
    error.path = request.path
    throw error
  }

  private async failure(outgoing: OutgoingRequest, error: unknown, previous: unknown): Promise<unknown> {
    const {requestFailure} = await import('./request-failure.ts')
    return requestFailure(error, previous, {
      method: outgoing.method,
      url: `${this.server.origin}${outgoing.target}`,
      host: this.server.authority,
      signal: this.options.host.signal,
      platform: this.options.host.platform,
    })
  }
}

function textOf(body: Request['body']): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}
