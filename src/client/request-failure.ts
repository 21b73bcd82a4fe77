import {readFile} from 'node:fs/promises'
import type {Logger} from '../base/logger.ts'
import {TimeoutError} from './cancellation.ts'
import {ConfigurationError} from './configuration-error.ts'
import {DialError} from './connection/dial.ts'
import {goErrorText} from './go-error.ts'
import {urlErrorPrefix} from './round-trip.ts'
import {ConnectionError} from './status.ts'
import {WireError} from './connection/wire.ts'

interface Failed {
  readonly method: string
  readonly url: string
  readonly host: string
  /** The run's: what it ends with is nobody's failure. */
  readonly signal: AbortSignal
  readonly platform: NodeJS.Platform
}

/**
 * The error for a request that got no answer, in net/http's words. With a different failure of an
 * earlier attempt client-go adds that one, and kubectl then prints the whole text.
 */
export async function requestFailure(error: unknown, previous: unknown, request: Failed): Promise<unknown> {
  if (request.signal.aborted) return request.signal.reason
  if (error instanceof ConfigurationError) return error
  const detail = await detailOf(error, request.platform)
  const message = `${urlErrorPrefix(request.method, request.url)}: ${detail}`
  const earlier = previous === undefined ? detail : await detailOf(previous, request.platform)
  if (earlier !== detail) {
    return new ConnectionError(`${message} - error from a previous attempt: ${earlier}`, request.host)
  }
  return new ConnectionError(message, request.host, detail.includes('connection refused'), detail)
}

/** The error for an upgrade that got no answer: what gorilla/websocket gives, which knows of no request. */
export async function upgradeFailure(
  error: unknown,
  {signal, platform}: Pick<Failed, 'signal' | 'platform'>,
): Promise<unknown> {
  if (signal.aborted) return signal.reason
  if (error instanceof ConfigurationError) return error
  const detail = (await detailOf(error, platform)).replace(
    /^net\/http: HTTP\/1\.x transport connection broken: /,
    '',
  )
  return new Error(detail === 'EOF' ? 'unexpected EOF' : detail, {cause: error})
}

async function detailOf(error: unknown, platform: NodeJS.Platform): Promise<string> {
  if (error instanceof TimeoutError) {
    const where = error.connecting ? ' while waiting for connection' : ''
    return `net/http: request canceled${where} (Client.Timeout exceeded while awaiting headers)`
  }
  const {name, message} = error as Error
  if (name === 'AbortError') return 'context canceled'
  if (!(error instanceof Error)) return String(error)
  if (!(error instanceof DialError || error instanceof WireError || error.cause !== undefined)) return message
  return goErrorText(error, platform === 'linux' ? await nameServer() : '')
}

/** Go's resolver names the server it asked. */
async function nameServer(): Promise<string> {
  const text = await readFile('/etc/resolv.conf', 'utf8').catch(() => '')
  const address = /^nameserver\s+(\S+)/m.exec(text)?.[1]
  if (address === undefined) return '127.0.0.1:53'
  return address.includes(':') ? `[${address}]:53` : `${address}:53`
}

/**
 * The error for an answer that broke off: for one read as a whole client-go's sentence, with a line in
 * the log; for a stream the cause alone.
 */
export async function bodyFailure(
  error: unknown,
  whole: boolean,
  request: {host: string; logger: Logger; signal: AbortSignal},
): Promise<unknown> {
  if (request.signal.aborted) return request.signal.reason
  const text = error instanceof TimeoutError ? error.message : await bodyText(error)
  if (!whole) return new ConnectionError(text, request.host)
  if (text.startsWith('stream error:')) {
    return new ConnectionError(
      `stream error when reading response body, may be caused by closed connection. Please retry. Original error: ${text}`,
      request.host,
    )
  }
  request.logger.error('request.go:1198', 'Unexpected error when reading response body', new Error(text))
  return new ConnectionError(
    `unexpected error when reading response body. Please retry. Original error: ${text}`,
    request.host,
  )
}

async function bodyText(error: unknown): Promise<string> {
  const code = (error as {code?: string}).code ?? ''
  if (code === 'Z_BUF_ERROR') return 'unexpected EOF'
  if (code === 'Z_DATA_ERROR')
    return /incorrect header/.test((error as Error).message)
      ? 'gzip: invalid header'
      : 'gzip: invalid checksum'
  return goErrorText(error)
}
