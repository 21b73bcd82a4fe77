import {goQuote} from '../base/go-quote.ts'
import type {Credentials} from './auth/credentials.ts'
import {impersonationHeaders} from './auth/impersonation.ts'
import type {Impersonation} from '../kubeconfig/rest-config.ts'
import {parseOrigin, type ServerURL} from './server-url.ts'
import type {Trace} from './trace.ts'
import type {Transport} from './connection/transport.ts'
import type {WireRequest, WireResponse} from './connection/wire.ts'

const maxRedirects = 10

/** What one attempt is made with. */
export interface RoundTripper {
  readonly transport: Transport
  readonly credentials: Credentials
  readonly impersonate: Impersonation | undefined
  readonly trace: Trace | undefined
  /** Sent to this server too, but kept out of the log, as kubectl's own wrapper does. */
  readonly quietHeaders: WireRequest['headers']
}

/** One request before credentials are added: target relative to the server. */
export interface OutgoingRequest extends WireRequest {
  readonly signal: AbortSignal
}

/**
 * Makes one attempt: adds who the user is, sends, follows redirects. A redirect to another server goes
 * out without credentials, impersonation and client certificate. Throws what the transport throws, and
 * net/http's text after ten redirects.
 */
export async function roundTrip(tripper: RoundTripper, request: OutgoingRequest): Promise<WireResponse> {
  let {transport} = tripper
  let current: OutgoingRequest = request
  let trusted = true
  for (let hops = 0; ; hops++) {
    const secret = trusted ? await identity(tripper) : {}
    const quiet = trusted ? tripper.quietHeaders : {}
    const response = await exchange(
      transport,
      tripper.trace,
      {...current, headers: {...current.headers, ...secret}},
      quiet,
    )
    const location = response.headers['location']
    const method = redirectMethod(response.status, current.method)
    if (method === undefined || location === undefined) return response
    if (hops >= maxRedirects) throw new Error('stopped after 10 redirects')
    await drain(response)
    const next = new URL(location, `${transport.server.origin}${current.target}`)
    const server = parseOrigin(next.href)
    trusted = sameOrigin(server, tripper.transport.server)
    if (trusted) transport = tripper.transport
    else if (!sameOrigin(server, transport.server)) transport = transport.anonymous(server)
    const {body, ...bare} = current
    const keepsBody = method === current.method && body !== undefined
    current = {
      ...bare,
      ...(keepsBody ? {body} : {}),
      method,
      target: `${next.pathname}${next.search}`,
      authority: server.authority,
    }
  }
}

/** The headers that say who the user is. Throws when the credentials cannot be had. */
export async function identity({
  credentials,
  impersonate,
}: Pick<RoundTripper, 'credentials' | 'impersonate'>): Promise<WireRequest['headers']> {
  const authorization = await credentials.authorization()
  return {
    ...(authorization === undefined ? {} : {Authorization: authorization}),
    ...impersonationHeaders(impersonate),
  }
}

function sameOrigin(a: ServerURL, b: ServerURL): boolean {
  return a.tls === b.tls && a.hostname.toLowerCase() === b.hostname.toLowerCase() && a.port === b.port
}

async function exchange(
  transport: Transport,
  trace: Trace | undefined,
  request: OutgoingRequest,
  quiet: WireRequest['headers'],
): Promise<WireResponse> {
  const finished = trace?.start(
    request.method,
    `${transport.server.origin}${request.target}`,
    request.headers,
  )
  let response: WireResponse | undefined
  try {
    response = await transport.pool.exchange(
      await forwarded(transport, {...request, headers: {...request.headers, ...quiet}}),
    )
    return response
  } finally {
    finished?.(response)
  }
}

/** What a proxy that is asked for `http` addresses wants: the whole URL, and to know who asks. */
async function forwarded(transport: Transport, request: OutgoingRequest): Promise<OutgoingRequest> {
  const proxy = transport.server.tls ? undefined : await transport.forwardProxy()
  if (proxy === undefined) return request
  const {proxyAuthorization} = await import('./connection/proxy-tunnel.ts')
  const authorization = proxyAuthorization(proxy)
  return {
    ...request,
    target: `${transport.server.origin}${request.target}`,
    headers: {
      ...request.headers,
      ...(authorization === undefined ? {} : {'Proxy-Authorization': authorization}),
    },
  }
}

/** The method to follow a redirect with (net/http's redirectBehavior), undefined for no redirect. */
function redirectMethod(status: number, method: string): string | undefined {
  if (status === 307 || status === 308) return method
  if (status !== 301 && status !== 302 && status !== 303) return undefined
  return method === 'GET' || method === 'HEAD' ? method : 'GET'
}

/** Reads what is left of an answer so that its connection can be used again. */
export async function drain(response: WireResponse): Promise<void> {
  try {
    let read = 0
    for await (const chunk of response.body) {
      read += chunk.length
      // Bigger than anything worth reading: a new connection is cheaper.
      if (read > 64 << 10) break
    }
  } catch {
    // The answer is not wanted, so neither is the reason why it broke.
  }
}

/** `Get "https://…"`: how net/http starts an error about a request. */
export function urlErrorPrefix(method: string, url: string): string {
  return `${method.charAt(0)}${method.slice(1).toLowerCase()} ${goQuote(url)}`
}
