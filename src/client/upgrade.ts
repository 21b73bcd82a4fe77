import {createHash, randomBytes} from 'node:crypto'
import {goQuote} from '../base/go-quote.ts'
import {Http1Connection} from './connection/http1.ts'
import {identity, type RoundTripper} from './round-trip.ts'
import {WebSocketConnection} from './connection/websocket.ts'
import type {WireRequest, WireResponse} from './connection/wire.ts'

/** The longest refusal that is shown (client-go's websocket.RoundTripper). */
const refusalLimit = 64 << 10
/** RFC 6455 section 1.3. */
const acceptSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The server answered, but does not speak what it was asked to. */
export class UpgradeError extends Error {
  override name = 'UpgradeError'
  /** The answer's status; 101 when it is the handshake that is wrong. */
  readonly status: number
  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** What an upgrade is asked for with. */
export interface Upgrade {
  readonly target: string
  readonly userAgent: string
  readonly protocol: string
  readonly signal: AbortSignal
}

/**
 * Makes a connection of its own and turns it into a WebSocket (RFC 6455 section 4). Credentials, impersonation
 * and traces are those of any request; redirects are not followed, as kubectl does not.
 * Throws what dialing throws, a `WireError`, or an `UpgradeError`.
 */
export async function upgrade(tripper: RoundTripper, request: Upgrade): Promise<WebSocketConnection> {
  const {transport, trace, quietHeaders} = tripper
  const key = randomBytes(16).toString('base64')
  const shown = {'User-Agent': request.userAgent, ...(await identity(tripper))}
  const url = `${transport.server.origin}${request.target}`
  const finished = trace?.start('GET', url, {'Sec-Websocket-Protocol': request.protocol, ...shown})
  let response: WireResponse | undefined
  try {
    const {socket, times} = await transport.open(request.signal)
    const connection = new Http1Connection(socket)
    connection.reserve()
    const wire: WireRequest = {
      method: 'GET',
      target: request.target,
      authority: transport.server.authority,
      headers: {...shown, ...quietHeaders, ...handshake(key, request.protocol)},
      signal: request.signal,
    }
    response = {...(await connection.exchange(wire)), opened: times}
    try {
      await checkAnswer(response, key, request.protocol)
    } catch (error) {
      connection.destroy()
      throw error
    }
    return new WebSocketConnection(socket, response.body)
  } finally {
    finished?.(response)
  }
}

function handshake(key: string, protocol: string): WireRequest['headers'] {
  return {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': key,
    'Sec-WebSocket-Protocol': protocol,
  }
}

async function checkAnswer(
  {status, headers, body}: WireResponse,
  key: string,
  protocol: string,
): Promise<void> {
  if (status !== 101) throw new UpgradeError(await refusalOf(body), status)
  const accept = createHash('sha1').update(`${key}${acceptSuffix}`).digest('base64')
  const upgraded =
    headers['upgrade']?.toLowerCase() === 'websocket' &&
    /(^|[,\s])upgrade([,\s]|$)/i.test(headers['connection'] ?? '') &&
    headers['sec-websocket-accept'] === accept
  if (!upgraded) throw new UpgradeError('websocket: bad handshake', status)
  const agreed = headers['sec-websocket-protocol'] ?? ''
  if (agreed !== protocol) {
    throw new UpgradeError(
      `invalid protocol, expected one of ["${protocol}"], got ${goQuote(agreed)}`,
      status,
    )
  }
}

/** What the server refuses with, as kubectl reads it (spdy.upgradeErrorMessage). */
async function refusalOf(body: WireResponse['body']): Promise<string> {
  let text = ''
  try {
    const decoder = new TextDecoder()
    for await (const chunk of body) {
      text += decoder.decode(chunk, {stream: true})
      if (text.length >= refusalLimit) break
    }
  } catch {
    return 'unable to read error from server response'
  }
  return (messageIn(text) ?? text.slice(0, refusalLimit).trim()) || 'empty server response'
}

/** The `message` or `error` of JSON; undefined when there is neither. */
function messageIn(text: string): string | undefined {
  try {
    const status = JSON.parse(text) as {message?: unknown; error?: unknown} | null
    const texts = [status?.message, status?.error].map((one) => (typeof one === 'string' ? one.trim() : ''))
    return texts.find((one) => one !== '')
  } catch {
    return undefined
  }
}
