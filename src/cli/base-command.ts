/**
 * How to write a command:
 *
 *   const flagSet = {...filenameFlags('what they are for'), replicas: int('How many.', {default: 1})}
 *   export default class Scale extends BaseCommand {
 *     static override summary = 'One line for lists'
 *     static override description = 'What it does, in paragraphs.'
 *     static override usageLine = 'scale --replicas=COUNT (-f FILENAME | TYPE NAME)'   // cobra's Use, without the program
 *     static override samples = [{about: 'Three of them', line: 'scale --replicas=3 deployment/web'}]
 *     static override flagSet = flagSet
 *     async run(): Promise<void> {
 *       const {session, args, flags, changed} = await this.open(flagSet)
 *       const {scale} = await import('../actions/scale/index.ts')
 *       await scale(session, {args, replicas: flags.replicas})
 *     }
 *   }
 *
 * The file's place is the command's name: src/commands/rollout/status.ts is `rollout status`. Flags are declared once with
 * src/cli/flag.ts; sets that several commands share are in src/cli/flag-sets.ts. `this.usageError(text)` makes kubectl's
 * UsageErrorf. A command that only holds subcommands extends GroupCommand of src/cli/run-command.ts. After adding a file: `npm run build`.
 */
import {Command} from '@oclif/core/command'
import type {Host} from '../base/host.ts'
import {UsageError} from '../base/errors.ts'
import type {Session} from '../session/session.ts'
import type {CommandNode} from './command-tree.ts'
import type {FlagTable, FlagValues} from './flag.ts'
import {type GlobalFlags, configFlags} from './global-flags.ts'
import type {ParsedFlags} from './parse-flags.ts'

/** An example of the help text: a comment, and the command line without the program's name. */
export interface Sample {
  readonly about: string
  readonly line: string
}

/** What `main` gives a command. */
export interface Invocation {
  readonly host: Host
  /** `kctl rollout status`. */
  readonly commandPath: string
  readonly parsed: ParsedFlags
  readonly node: CommandNode
}

/** A command that has been told what was typed. */
export interface Opened<T extends FlagTable> {
  readonly session: Session
  readonly args: readonly string[]
  readonly flags: FlagValues<T>
  /** The global flags' values. */
  readonly globals: GlobalFlags
  /** The keys of flags that were given. */
  readonly changed: ReadonlySet<string>
  /** How many arguments stood before `--`, -1 without one. */
  readonly argsLenAtDash: number
}

/** A command file's default export. */
export interface CommandClass {
  new (argv: string[], config: never): BaseCommand
  readonly summary?: string | undefined
  readonly description?: string | undefined
  readonly aliases: string[]
  readonly hidden: boolean
  readonly usageLine: string
  readonly samples: readonly Sample[]
  readonly flagSet: FlagTable
}

/** The class of every command: declarations for the parser and the help, and `open` for `run`. */
export abstract class BaseCommand extends Command {
  /** cobra's Use line without the program's name. */
  static usageLine = ''
  static samples: readonly Sample[] = []
  static flagSet: FlagTable = {}
  /** Set by `main` before `run`. */
  invocation!: Invocation

  abstract override run(): Promise<void>

  /** What was typed, and a session made of it. */
  protected async open<T extends FlagTable>(flagSet: T): Promise<Opened<T>> {
    const {host, commandPath, parsed} = this.invocation
    const {newSession} = await import('../session/new-session.ts')
    const globals = parsed.values as unknown as GlobalFlags
    return {
      session: newSession(host, configFlags(globals, parsed.changed, flagSet), commandPath),
      args: parsed.args,
      flags: parsed.values as FlagValues<T>,
      globals,
      changed: parsed.changed,
      argsLenAtDash: parsed.argsLenAtDash,
    }
  }

  /** An error that is followed by kubectl's "See 'kctl X -h' for help and examples". */
  protected usageError(message: string): UsageError {
    return new UsageError(message, this.invocation.commandPath)
  }
}
