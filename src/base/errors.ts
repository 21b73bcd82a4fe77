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
    super(errors.length === 1 ? errors[0]!.message : `[${errors.map((e) => e.message).join(', ')}]`)
    this.errors = errors
  }
}

/** The reader of stdout or stderr closed it; ends silently as a Go program does under SIGPIPE. */
export class BrokenPipeError extends Error {
  override name = 'BrokenPipeError'
}

/** Extra lines for people, printed on stderr after kubectl's own first line. */
export function withHint<E extends Error>(error: E, hint: string): E {
  return Object.assign(error, {hint})
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What was thrown, as an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
