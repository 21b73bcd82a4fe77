import type {FieldValidation} from '../../api/field-validation.ts'
import type {DryRun} from '../../api/dry-run.ts'
import type {PrintFlags} from '../../printers/print-flags.ts'

/** What the commands that open an editor were told. */
export interface EditOptions {
  /** TYPE NAME…, TYPE/NAME…; none for `create --edit`. */
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  /** Only with `create --edit`. */
  readonly selector: string
  readonly subresource: string
  readonly outputPatch: boolean
  /** Undefined for the platform's own. */
  readonly windowsLineEndings: boolean | undefined
  /** Ignore, Warn or Strict. */
  readonly fieldValidation: FieldValidation
  readonly fieldManager: string
  /** Keep the edited object in its last-applied annotation. */
  readonly saveConfig: boolean
  /** Only with `create --edit`. */
  readonly dryRun: DryRun
  readonly print: PrintFlags
  /** The command line to note on the objects (`--record`), undefined for none. */
  readonly changeCause: string | undefined
}
