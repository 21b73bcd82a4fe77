import type {Host} from './base/host.ts'
import {AggregateFailure, BrokenPipeError, ExitError, UsageError} from './base/errors.ts'
import {runCommandLine} from './cli/dispatch.ts'
import {statusOf, TerminatedError} from './cli/signals.ts'
import {commands} from './command-table.ts'

/**
 * Runs one command line and gives the exit code. The only place that turns what was thrown into text
 * and codes; nothing is thrown from here.
 */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  try {
    await runCommandLine(commands, argv, host)
    return 0
  } catch (error) {
    const {aborted, reason} = host.signal
    if (aborted && reason instanceof TerminatedError && !(error instanceof ExitError)) {
      return statusOf(reason.signal)
    }
    return report(error, host)
  }
}

/** What a Go program that dies of SIGPIPE gives to the shell. */
const brokenPipe = 141

async function report(error: unknown, host: Host): Promise<number> {
  if (error instanceof BrokenPipeError) return brokenPipe
  if (error instanceof ExitError && error.message === '') return error.code
  const {errorText} = await import('./client/error-text.ts')
  const {text, exitCode} = errorText(error)
  try {
    const {errOut} = host.io
    errOut.write(errOut.isTerminal ? await forPeople(text, error) : forScripts(text, error))
  } catch {
    // Nobody reads stderr; the code has to do.
  }
  return exitCodeOf(error) ?? exitCode
}

/** Errors of some commands have codes of their own. */
function exitCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('exitCode' in error)) return undefined
  return typeof error.exitCode === 'number' ? error.exitCode : undefined
}

function usageOf(error: unknown): string {
  if (!(error instanceof UsageError) || error.command === undefined) return ''
  return `See '${error.command} -h' for help and examples\n`
}

function forScripts(text: string, error: unknown): string {
  return `${text}${usageOf(error)}${extraLines(error, 'note')}`
}

/** What scripts never see: hints, and text from servers made harmless. */
async function forPeople(text: string, error: unknown): Promise<string> {
  const {escapeControls} = await import('./base/terminal-text.ts')
  return escapeControls(`${forScripts(text, error)}${extraLines(error, 'hint')}`)
}

/** More of one kind than this tells nobody anything. */
const mostExtraLines = 10

/** Lines after kubectl's own, notes for everybody or hints for people; of several errors, those of each. */
function extraLines(error: unknown, kind: 'note' | 'hint'): string {
  const lines = [...new Set(extrasOf(error, kind))]
  const rest = lines.length - mostExtraLines
  const shown = rest > 0 ? [...lines.slice(0, mostExtraLines), `(and ${rest} more like these)`] : lines
  return shown.map((line) => `${line}\n`).join('')
}

function extrasOf(error: unknown, kind: 'note' | 'hint'): string[] {
  if (error instanceof AggregateFailure) return error.errors.flatMap((one) => extrasOf(one, kind))
  if (typeof error !== 'object' || error === null) return []
  const extra: unknown = (error as {note?: unknown; hint?: unknown})[kind]
  return typeof extra === 'string' ? [extra] : []
}
