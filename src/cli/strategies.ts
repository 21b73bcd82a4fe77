import type {DryRun} from '../api/dry-run.ts'
import type {FieldValidation} from '../api/field-validation.ts'
import type {Host} from '../base/host.ts'
import {Logger} from '../base/logger.ts'
import {readGoBool} from '../base/go-bool.ts'
import {goQuote} from '../base/go-quote.ts'

/**
 * Reads `--dry-run` (cmdutil.GetDryRunStrategy). The forms without a value and with a boolean are old;
 * stderr says what to write instead. Throws for anything else.
 */
export function dryRunStrategy(text: string, host: Host): DryRun {
  if (text === 'client' || text === 'server' || text === 'none') return text
  const old =
    text === 'unchanged' ? '--dry-run is deprecated' : `--dry-run=${text} is deprecated (boolean value)`
  const warn = (line: number, instead: DryRun): DryRun => {
    const logger = new Logger(0, host.io.errOut, () => host.now())
    logger.warning(`helpers.go:${line}`, `${old} and can be replaced with --dry-run=${instead}.`)
    return instead
  }
  if (text === 'unchanged') return warn(714, 'client')
  const value = readGoBool(text)
  if (value !== undefined) return value ? warn(728, 'client') : warn(731, 'none')
  throw new Error(`Invalid dry-run value (${text}). Must be "none", "server", or "client".`)
}

/** Reads `--validate` (cmdutil.GetValidationDirective). Throws for anything it does not know. */
export function fieldValidation(text: string): FieldValidation {
  if (text === 'strict' || readGoBool(text) === true) return 'Strict'
  if (text === 'warn') return 'Warn'
  if (text === 'ignore' || readGoBool(text) === false) return 'Ignore'
  throw new Error(
    `invalid - validate option ${goQuote(text)}; must be one of: strict (or true), warn, ignore (or false)`,
  )
}
