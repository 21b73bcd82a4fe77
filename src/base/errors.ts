/**
 * Errors are thrown where they arise and printed in one place, `main`.
 * The classes mirror what kubectl's `checkErr` (pkg/cmd/util/helpers.go) tells apart.
 */

/** The command line is wrong: `message`, then "See 'kctl X --help' for usage." Exit 1. */
export class UsageError extends Error {
  override name = 'UsageError'
  /** Shows the hint line that follows flag errors and kubectl's UsageErrorf. */
  readonly command: string | undefined
  constructor(message: string, command?: string) {
    super(message)
    this.command = command
  }
}

/** Ends the run with this code; what there was to say has been said. */
export class ExitError extends Error {
  override name = 'ExitError'
  readonly code: number
  constructor(code: number, message = '') {
    super(message)
    this.code = code
  }
}

/** Several failures of one command: one line each, without the `error: ` prefix (kubectl's MultipleErrors). */
export class AggregateFailure extends Error {
  override name = 'AggregateFailure'
  readonly errors: readonly Error[]
  constructor(errors: readonly Error[]) {
    super(aggregateText(errors))
    this.errors = errors
  }
}

/** Each text once, groups inside groups taken apart (apimachinery's aggregate.Error). */
function aggregateText(errors: readonly Error[]): string {
  const leaves = (error: Error): string[] =>
    error instanceof AggregateFailure ? error.errors.flatMap(leaves) : [error.message]
  const texts = [...new Set(errors.flatMap(leaves))]
  return texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`
}

/** The reader of stdout or stderr closed it; ends silently as a Go program does under SIGPIPE. */
export class BrokenPipeError extends Error {
  override name = 'BrokenPipeError'
}

/** Extra lines for people: `main` prints them after kubectl's own, and only where stderr is a terminal. */
export function withHint<E extends Error>(error: E, hint: string): E {
  return Object.assign(error, {hint})
}

/** Extra lines for everybody: `main` prints them after kubectl's own, of several errors at the end. */
export function withNote<E extends Error>(error: E, note: string): E {
  return Object.assign(error, {note})
}

/** Another exit code than the 1 of most errors. */
export function withExitCode<E extends Error>(error: E, exitCode: number): E {
  return Object.assign(error, {exitCode})
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What was thrown, as an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
