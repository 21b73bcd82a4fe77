import {parseGoDuration} from '../base/go-duration.ts'

/** Milliseconds of a `--request-timeout`: whole seconds, or a Go duration (clientcmd's ParseTimeout). */
export function parseTimeout(text: string): number {
  if (/^\+?\d+$/.test(text)) return Number(text) * 1000
  try {
    return parseGoDuration(text)
  } catch {
    throw new Error(
      'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    )
  }
}
