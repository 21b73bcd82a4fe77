import {BrokenPipeError, UsageError} from './base/errors.ts'
import type {Host} from './base/host.ts'
import {runCommand} from './cli/run-command.ts'
import {commands} from './commands/table.ts'

/** As a shell shows a program that SIGPIPE ended. */
const brokenPipeStatus = 141

/**
 * One invocation: runs the command that `argv` (without the program's name) asks for and gives the exit code.
 * The only place that turns errors into text and exit codes (kubectl's checkErr).
 */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  try {
    await runCommand(commands, argv, host)
    return 0
  } catch (error) {
    try {
      return await report(error, host)
    } catch (whileReporting) {
      if (whileReporting instanceof BrokenPipeError) return brokenPipeStatus
      throw whileReporting
    }
  }
}

async function report(error: unknown, host: Host): Promise<number> {
  if (error instanceof BrokenPipeError) return brokenPipeStatus
  const {errOut} = host.io
  if (error instanceof UsageError && error.command !== undefined) {
    errOut.write(`error: ${error.message}\nSee '${error.command} -h' for help and examples\n`)
    return 1
  }
  const {errorText} = await import('./client/error-text.ts')
  const {text, exitCode} = errorText(error)
  errOut.write(text)
  const hint = error instanceof Error ? (error as Error & {hint?: string}).hint : undefined
  if (hint !== undefined) errOut.write(`${hint}\n`)
  return exitCode
}
