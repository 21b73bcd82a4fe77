import type {FieldValidation} from '../../api/field-validation.ts'
import type {DryRun} from '../../api/dry-run.ts'
import type {PrintFlags} from '../../printers/print-flags.ts'
import {checkRawPath} from '../../resources/raw-request.ts'

/** What `replace` was told, flags by their names. */
export interface ReplaceOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly force: boolean
  /** As typed: background, foreground, orphan or a boolean. */
  readonly cascade: string
  /** Seconds; negative for the object's own. */
  readonly gracePeriod: number
  /** Milliseconds to wait for the deletion, 0 for the default. */
  readonly timeout: number
  readonly wait: boolean
  readonly raw: string
  readonly subresource: string
  readonly saveConfig: boolean
  readonly dryRun: DryRun
  /** Ignore, Warn or Strict. */
  readonly fieldValidation: FieldValidation
  readonly fieldManager: string
  readonly print: PrintFlags
}

/** Flags that miss or do not go together (ReplaceOptions.Validate). Throws the first that is wrong. */
export function validateReplace(options: ReplaceOptions): void {
  const {force, gracePeriod, timeout, dryRun} = options
  if (gracePeriod >= 0 && !force) throw new Error('--grace-period must have --force specified')
  if (timeout !== 0 && !force) throw new Error('--timeout must have --force specified')
  if (force && dryRun !== 'none') throw new Error('--dry-run can not be used when --force is set')
  if (options.raw !== '') validateRaw(options)
}

function validateRaw({filenames, recursive, print, raw}: ReplaceOptions): void {
  if (filenames.length !== 1) throw new Error('--raw can only use a single local file or stdin')
  if (/^https?:\/\//.test(filenames[0]!)) throw new Error('--raw cannot read from a url')
  if (recursive) throw new Error('--raw and --recursive are mutually exclusive')
  if (print.output !== '') throw new Error('--raw and --output are mutually exclusive')
  checkRawPath(raw)
}
