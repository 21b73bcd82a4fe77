/**
 * How to write a command
 * ----------------------
 *
 * A file `src/commands/get.ts` (or `create/deployment.ts` for `create deployment`) exports a class:
 *
 *     const flagSet = {
 *       ...filenameFlags('identifying the resource to get from a server'),
 *       ...selectorFlags,
 *       watch: flag.bool('Go on and show changes', {char: 'w'}),
 *       chunkSize: flag.int64('Objects per request, 0 for all', {default: 500}),
 *     }
 *
 *     export default class Get extends BaseCommand {
 *       static override summary = 'One line for the list of commands'
 *       static override description = 'What help says first. Paragraphs.'
 *       static override usage = 'get TYPE [NAME]'          // without "kctl"; "[options]" is added
 *       static override examples = ['# What it does\nkctl get pods']
 *       static override aliases = []                        // other names, the last word only: ['deploy']
 *       static override flagSet = flagSet
 *
 *       override async run(): Promise<void> {
 *         const {session, args, flags, changed} = await this.open(flagSet)
 *         const {get} = await import('../actions/get/index.ts')   // help never loads this
 *         await get(session, {...flags, args, …})
 *       }
 *     }
 *
 * `open` reads the command line by pflag's rules. Keys of a flag set are camelCase, flags are kebab-case
 * (`chunkSize` is `--chunk-size`); kinds are in flags.ts, sets that commands share in shared-flags.ts. It gives
 *   session        src/session/session.ts, made from the global flags
 *   args           what is not a flag; `argsLenAtDash` of them stood before `--` (-1 without one)
 *   flags          a value for every key, typed; defaults where nothing was given
 *   changed        the keys that the user gave (pflag's Changed)
 * `this.usageError(text)` makes kubectl's UsageErrorf ("See 'kctl get -h' for help and examples") to throw;
 * other mistakes are `throw new Error(text)`. `this.noArguments(args)` refuses arguments as kubectl does.
 * A command that only has subcommands extends GroupCommand (group-command.ts).
 * Names of flags that kubectl has keep kubectl's names, kinds, letters and defaults; texts are our own.
 * After adding or removing a file or a flag run `npm run build`: it renews the table, manifest and man pages.
 */
import {Command} from '@oclif/core/command'
import type {Config} from '@oclif/core/config'
import {allowsColor, isColorChoice} from '../base/color-choice.ts'
import {ExitError, messageOf, withExitCode} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {Host} from '../base/host.ts'
import type {Session} from '../session/session.ts'
import {newSession} from '../session/new-session.ts'
import {flagName, type FlagSet, type Values} from './flags.ts'
import {configFlags, globalFlagsIn, helpFlag} from './global-flags.ts'
import {FlagIndex, parseArguments, type ParsedArguments, type WrittenArguments} from './parse.ts'
import {commandPath, type RunContext} from './run-context.ts'

/** What a command works with. */
export interface Invocation<S extends FlagSet> {
  readonly session: Session
  readonly args: readonly string[]
  /** How many of the arguments stood before `--`, -1 without one. */
  readonly argsLenAtDash: number
  readonly flags: Values<S>
  /** Keys of the flags that were given. */
  readonly changed: ReadonlySet<keyof S>
  /** Arguments and all flags, global ones too, as the user wrote them; undefined where an alias has to complete them. */
  readonly written: WrittenArguments | undefined
}

/** The base of all commands: an oclif class whose command line is read by pflag's rules. */
export abstract class BaseCommand extends Command {
  /** The command's own flags; the global ones come by themselves. */
  static flagSet: FlagSet = {}

  protected readonly context: RunContext
  private session: Session | undefined

  /** oclif's Config is too slow to load for every run; commands need none of it. */
  constructor(argv: string[], context: RunContext) {
    super(argv, {...context, scopedEnvVarKeys: () => []} as unknown as Config)
    this.context = context
    this.parsed = true
  }

  /** Runs the command; throws what it throws. */
  async start(): Promise<void> {
    try {
      await this._run()
    } catch (error) {
      await this.explain(error)
      throw error
    }
    this.session?.finish()
  }

  /** People get hints; scripts get kubectl's bytes. */
  private async explain(error: unknown): Promise<void> {
    if (this.session === undefined || !this.session.io.errOut.isTerminal) return
    const {explainError} = await import('../session/explain-error.ts')
    await explainError(error, this.session)
  }

  /**
   * Reads the command line. Throws what is wrong with it as kubectl says it, and ends the run after
   * showing help when that was asked for.
   */
  protected async open<S extends FlagSet>(flagSet: S): Promise<Invocation<S>> {
    const {host, path, preset} = this.context
    const parsed = this.readCommandLine(flagSet)
    if (parsed.notes !== '') host.io.errOut.write(parsed.notes)
    if (parsed.given.get('help') === true) {
      await this.showHelp()
      throw new ExitError(0)
    }
    checkProfile(parsed.given.get('profile'))
    checkRequired(flagSet, parsed)
    const shown = await coloredHost(host, parsed.given.get('color'))
    const {pluginPolicy} = preset ?? {}
    const config = {...configFlags(parsed.given, flagSet), ...(pluginPolicy && {pluginPolicy})}
    this.session = newSession(shown, config, commandPath(path))
    return {
      session: this.session,
      args: parsed.args,
      argsLenAtDash: parsed.argsLenAtDash,
      flags: valuesOf(flagSet, parsed),
      changed: new Set(Object.keys(flagSet).filter((key) => parsed.given.has(key))),
      written: this.written(flagSet, parsed),
    }
  }

  /** kubectl's UsageErrorf: the mistake and where to find help. */
  protected usageError(message: string): Error {
    return new Error(`${message}\nSee '${commandPath(this.context.path)} -h' for help and examples`)
  }

  /** Refuses arguments (kubectl's usual sentence for it). Throws a usage error. */
  protected noArguments(args: readonly string[]): void {
    if (args.length > 0) throw this.usageError(`unexpected arguments: [${args.join(' ')}]`)
  }

  /** The only argument, or the only one before `--` (cmdutil's NameFromCommandArgs). Throws a usage error. */
  protected oneName(args: readonly string[], argsLenAtDash: number): string {
    const count = argsLenAtDash === -1 ? args.length : argsLenAtDash
    if (count !== 1) throw this.usageError(`exactly one NAME is required, got ${count}`)
    return args[0]!
  }

  /** Writes the command's help to stdout, or to stderr. */
  protected async showHelp(to: 'out' | 'errOut' = 'out'): Promise<void> {
    const {commandHelp} = await import('./help.ts')
    const out = this.context.host.io[to]
    out.write(await commandHelp(this.context.path, out.columns))
  }

  /** Shows the help, and gives the error to throw after it (helpErrorf of `kubectl config`). */
  protected async helpError(message: string): Promise<Error> {
    await this.showHelp()
    return new Error(message)
  }

  /** The line after a mistake in the flags. */
  protected flagErrorHint(): string {
    return `See '${commandPath(this.context.path)} --help' for usage.`
  }

  private written(flagSet: FlagSet, parsed: ParsedArguments): WrittenArguments | undefined {
    const {written} = this.context.preset ?? {}
    if (written === undefined) return parsed
    try {
      return parseArguments(this.flagIndex(flagSet), written)
    } catch {
      return undefined
    }
  }

  private flagIndex(flagSet: FlagSet): FlagIndex {
    return new FlagIndex(flagSet, globalFlagsIn(this.context.host.env), helpFlag)
  }

  private readCommandLine(flagSet: FlagSet): ParsedArguments {
    try {
      return parseArguments(this.flagIndex(flagSet), this.argv, this.context.preset?.flags)
    } catch (error) {
      throw new Error(`${messageOf(error)}\n${this.flagErrorHint()}`)
    }
  }

  /** oclif would read its own configuration here. */
  protected override async init(): Promise<void> {}

  /** oclif would set exit codes here; `main` does. */
  protected override async catch(error: Error): Promise<void> {
    throw error
  }
}

function valuesOf<S extends FlagSet>(flagSet: S, {given}: ParsedArguments): Values<S> {
  const values: Record<string, unknown> = {}
  for (const key in flagSet) values[key] = given.has(key) ? given.get(key) : flagSet[key]!.default
  return values as Values<S>
}

/** cobra's ValidateRequiredFlags: all that miss, by name. */
function checkRequired(flagSet: FlagSet, {given}: ParsedArguments): void {
  const missing = Object.keys(flagSet).filter((key) => flagSet[key]!.required === true && !given.has(key))
  if (missing.length === 0) return
  throw new Error(
    `required flag(s) ${missing
      .map((key) => `"${flagName(key)}"`)
      .toSorted()
      .join(', ')} not set`,
  )
}

/**
 * The host with colours on its stdout where they are wanted: only then is anything loaded for it. `never` is told to the
 * programs that kctl starts as well. Throws for another value of `--color`.
 */
async function coloredHost(host: Host, choice: unknown = 'auto'): Promise<Host> {
  if (!isColorChoice(choice)) {
    throw new Error(
      `invalid argument ${goQuote(String(choice))} for "--color": must be one of auto, always, never`,
    )
  }
  if (choice === 'never') return {...host, env: {...host.env, NO_COLOR: '1'}}
  if (choice === 'auto' && !allowsColor(host.io.out, host.env)) return host
  const {withColors} = await import('../printers/colors/index.ts')
  return {...host, io: {...host.io, out: withColors(host.io.out)}}
}

const profiles = ['none', 'cpu', 'heap', 'goroutine', 'threadcreate', 'block', 'mutex', 'trace']

/** kubectl's initProfiling; profiles of a Go program cannot be had, so the known names do nothing. */
function checkProfile(name: unknown): void {
  if (typeof name === 'string' && !profiles.includes(name)) {
    // Also with diff, whose other errors end with 2: kubectl looks before the command runs.
    throw withExitCode(new Error(`unknown profile '${name}'`), 1)
  }
}

/** The values of the flags that were given, for commands that tell "not given" from "given empty". */
export function given<T extends object>(flags: T, changed: ReadonlySet<string>): Partial<T> {
  return Object.fromEntries(Object.entries(flags).filter(([key]) => changed.has(key))) as Partial<T>
}
