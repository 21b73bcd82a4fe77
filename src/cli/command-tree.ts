import type {BaseCommand} from './base-command.ts'
import type {FlagSet} from './flags.ts'
import type {RunContext} from './run-context.ts'

/** A command class as the tree knows it. */
export interface CommandClass {
  new (argv: string[], context: RunContext): BaseCommand
  readonly flagSet: FlagSet
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly usage?: string | string[] | undefined
  readonly examples?: readonly unknown[]
  readonly aliases?: readonly string[]
  readonly hidden?: boolean
}

/** A command in the table that `npm run build` makes from src/commands. */
export interface CommandNode {
  readonly name: string
  /** One line for the lists of help. */
  readonly summary: string
  readonly aliases?: readonly string[]
  readonly hidden?: boolean
  /**
   * Of a name that the user's preferences give to a command: the path of that command. Its subcommands keep
   * theirs, as in kubectl, where a copied cobra command leaves its children with the original.
   */
  readonly aliasOf?: readonly CommandNode[] | undefined
  /** The class, imported when the command runs; the root has none. */
  readonly load?: () => Promise<{readonly default: CommandClass}>
  readonly children?: readonly CommandNode[]
}
