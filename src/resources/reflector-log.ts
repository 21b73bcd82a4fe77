import {Logger} from '../base/logger.ts'
import type {Output} from '../base/io.ts'
import type {Trouble} from './follow.ts'

/**
 * Logs to `out` the errors after which an object is followed on, such as a list that is forbidden (client-go's
 * DefaultWatchErrorHandler). `now` gives milliseconds since the epoch; `type` is the Go type that kubectl
 * follows there.
 */
export function reflectorLog(out: Output, now: () => number, type = '*unstructured.Unstructured'): Trouble {
  const logger = new Logger(0, out, now)
  const values = {reflector: 'k8s.io/client-go@v0.37.2/tools/cache/reflector.go:343', type}
  return (error, verb) => {
    const text = verb === 'list' ? `failed to list ${type}: ${error.message}` : error.message
    logger.error('reflector.go:227', 'Failed to watch', text, values)
  }
}
