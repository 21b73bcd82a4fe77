import type {Host} from '../base/host.ts'
import {Logger} from '../base/logger.ts'
import {goQuote} from '../base/go-quote.ts'

export type DryRunStrategy = 'none' | 'client' | 'server'

const yes = ['1', 't', 'T', 'TRUE', 'true', 'True']
const no = ['0', 'f', 'F', 'FALSE', 'false', 'False']

/**
 * Reads `--dry-run` (cmdutil.GetDryRunStrategy). The forms without a value and with a boolean are old;
 * stderr says what to write instead. Throws for anything else.
 */
export function dryRunStrategy(text: string, host: Host): DryRunStrategy {
  if (text === 'client' || text === 'server' || text === 'none') return text
  const old =
    text === 'unchanged' ? '--dry-run is deprecated' : `--dry-run=${text} is deprecated (boolean value)`
  const warn = (line: number, instead: DryRunStrategy): DryRunStrategy => {
    const logger = new Logger(0, host.io.errOut, () => host.now())
    logger.warning(`helpers.go:${line}`, `${old} and can be replaced with --dry-run=${instead}.`)
    return instead
  }
  if (text === 'unchanged') return warn(714, 'client')
  if (yes.includes(text)) return warn(728, 'client')
  if (no.includes(text)) return warn(731, 'none')
  throw new Error(`Invalid dry-run value (${text}). Must be "none", "server", or "client".`)
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

/** Reads `--validate` (cmdutil.GetValidationDirective). Throws for anything it does not know. */
export function fieldValidation(text: string): FieldValidation {
  if (text === 'strict' || yes.includes(text)) return 'Strict'
  if (text === 'warn') return 'Warn'
  if (text === 'ignore' || no.includes(text)) return 'Ignore'
  throw new Error(
    `invalid - validate option ${goQuote(text)}; must be one of: strict (or true), warn, ignore (or false)`,
  )
}
