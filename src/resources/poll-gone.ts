import {sleep} from '../base/sleep.ts'
import {hasReason} from '../client/status.ts'
import type {Helper} from './helper.ts'

const interval = 1000

/**
 * Looks at once and then every second until the object is gone (wait.PollUntilContextTimeout). Throws
 * `context deadline exceeded` when it is still there after so many milliseconds, and what looking throws.
 */
export async function pollUntilGone(
  helper: Helper,
  {namespace, name}: {readonly namespace: string; readonly name: string},
  {timeout, signal}: {readonly timeout: number; readonly signal: AbortSignal},
): Promise<void> {
  const end = performance.now() + timeout
  for (;;) {
    try {
      await helper.get(namespace, name)
    } catch (error) {
      if (hasReason(error, 'NotFound')) return
      throw error
    }
    const left = end - performance.now()
    if (left > 0) await sleep(Math.min(interval, left), signal)
    if (performance.now() >= end) throw new Error('context deadline exceeded')
  }
}
