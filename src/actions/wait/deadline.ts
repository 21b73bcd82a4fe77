import type {Info} from '../../resources/info.ts'

const week = 7 * 24 * 3600 * 1000
/** The longest that a timer of this platform takes. */
const longest = 2 ** 31 - 1

/** How long a wait may take. */
export interface Deadline {
  /** Look once, and do not wait. */
  readonly once: boolean
  /** Aborted when the time is over. */
  readonly over: AbortSignal
  /** Aborted when the time is over or the run is ended. */
  readonly signal: AbortSignal
}

/** The deadline of `--timeout`: milliseconds, 0 for one look, less for a week (wait.go's ToOptions). */
export function deadlineOf(timeout: number, run: AbortSignal): Deadline {
  const once = timeout === 0
  const over = once
    ? new AbortController().signal
    : AbortSignal.timeout(Math.min(timeout < 0 ? week : timeout, longest))
  return {once, over, signal: AbortSignal.any([over, run])}
}

/** kubectl's sentence, with what it waited for where that has a name. */
export function timedOut(info?: Info): Error {
  return new Error(
    `timed out waiting for the condition${info === undefined ? '' : ` on ${objectName(info)}`}`,
  )
}

/** The answer to a single look. */
export function notMet(info: Info): Error {
  return new Error(`condition not met for ${objectName(info)}`)
}

/** `pods/web` (cli-runtime's Info.ObjectName). */
export function objectName({mapping, name}: Info): string {
  return `${mapping.resource.resource}/${name}`
}
