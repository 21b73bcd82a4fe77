import {DialError} from './connection/dial.ts'
import {WireError} from './connection/wire.ts'

/** How often client-go tries again. */
export const maxRetries = 10

/** What came of one attempt: an answer's status and Retry-After, or a failure. */
export type Outcome =
  | {readonly status: number; readonly retryAfter: string | undefined}
  | {readonly error: unknown}

/**
 * Seconds to wait before the next attempt, undefined when there is none (client-go's rest/with_retry.go):
 * 429 and 5xx with a whole number in Retry-After for every method; a connection that was reset or ended
 * for GET only, since a write may have been done, and never for a stream.
 */
export function retryDelay(method: string, stream: boolean, outcome: Outcome): number | undefined {
  if ('error' in outcome) return method === 'GET' && !stream && isDropped(outcome.error) ? 1 : undefined
  if (outcome.status !== 429 && outcome.status < 500) return undefined
  const {retryAfter} = outcome
  if (retryAfter === undefined || !/^[+-]?\d+$/.test(retryAfter)) return undefined
  return Math.max(0, Number(retryAfter))
}

/** Whether the peer went away: EOF, a reset, or a lost HTTP/2 connection. */
function isDropped(error: unknown): boolean {
  if (!(error instanceof WireError) && !(error instanceof DialError)) return false
  const cause = error.cause as {code?: string; message?: string} | string
  const text = typeof cause === 'string' ? cause : `${cause.code ?? ''} ${cause.message ?? ''}`
  return /ECONNRESET|connection reset|^ ?(?:unexpected )?EOF$|before secure TLS|client connection lost|broken pipe|EPIPE/.test(
    text,
  )
}
