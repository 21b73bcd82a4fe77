import type {Host} from '../base/host.ts'
import {type CommandClass, type Invocation, BaseCommand} from './base-command.ts'
import {type CommandEntry, type CommandNode, commandTree, findCommand, plainWords, valueTaker} from './command-tree.ts'
import {ExitError, UsageError} from '../base/errors.ts'
import {type FlagTable, flagName} from './flag.ts'
import {globalFlags} from './global-flags.ts'
import {FlagIndex, type ParsedFlags, parseFlags} from './parse-flags.ts'

/** The name that the program gives itself. */
export const program = 'kctl'

/**
 * Runs the command that the words name (cobra's Command.ExecuteC and kubectl's plugin look-up before it).
 * Throws whatever the command throws, and usage errors with kubectl's texts.
 */
export async function runCommand(entries: readonly CommandEntry[], argv: readonly string[], host: Host): Promise<void> {
  const root = commandTree(entries)
  const {node, argv: rest} = findCommand(root, argv, globalFlags)
  if (node === root) return runRoot(root, rest, host)
  const commandPath = `${program} ${node.path}`
  const cls = (await node.entry!.load()).default
  const parsed = readFlags(rest, cls.flagSet, commandPath)
  for (const notice of parsed.notices) host.io.errOut.write(`${notice}\n`)
  if (parsed.help) {
    const {commandHelp} = await import('./help.ts')
    host.io.out.write(commandHelp(node, cls, program))
    return
  }
  requireFlags(cls.flagSet, parsed)
  await execute(cls, {host, commandPath, parsed, node})
}

async function execute(cls: CommandClass, invocation: Invocation): Promise<void> {
  // oclif's own run() would parse again, print errors and end the process; the class is used without it.
  const command = new cls([], config)
  command.invocation = invocation
  await command.run()
}

// What oclif's Command reads of its Config when it is made: nothing of it is used for running.
const config = {bin: program, debug: 0} as never

async function runRoot(root: CommandNode, rest: readonly string[], host: Host): Promise<void> {
  const [word] = plainWords(rest, valueTaker(root, globalFlags))
  if (word === undefined) {
    readFlags(rest, {}, program)
    const {rootHelp} = await import('./help.ts')
    host.io.out.write(rootHelp(root, program))
    return
  }
  if (word === 'help') return runHelp(root, rest, host)
  // A plugin would be looked for here, by the words before the first flag.
  if (rest[0]!.startsWith('-')) {
    host.io.errOut.write(`Error: flags cannot be placed before plugin name: ${rest[0]}\n`)
    throw new ExitError(1)
  }
  const {unknownCommandText} = await import('./suggestions.ts')
  throw new Error(unknownCommandText(word, root, program))
}

async function runHelp(root: CommandNode, rest: readonly string[], host: Host): Promise<void> {
  const {commandHelp, rootHelp, rootUsage} = await import('./help.ts')
  const words = plainWords(rest, valueTaker(root, globalFlags)).slice(1)
  const {node} = findCommand(root, words, globalFlags)
  if (words.length === 0) host.io.out.write(rootHelp(root, program))
  else if (node === root) {
    const topic = words.map((word) => `\`${word}\``).join(' ')
    host.io.errOut.write(`Unknown help topic [${topic}]\n${rootUsage(root, program)}`)
  } else host.io.out.write(commandHelp(node, (await node.entry!.load()).default, program))
}

function readFlags(argv: readonly string[], flagSet: FlagTable, commandPath: string): ParsedFlags {
  try {
    return parseFlags(argv, new FlagIndex(globalFlags, flagSet))
  } catch (error) {
    const hint =
      commandPath === `${program} options`
        ? `Run '${commandPath}' without flags.`
        : `See '${commandPath} --help' for usage.`
    throw new Error(`${(error as Error).message}\n${hint}`, {cause: error})
  }
}

/** cobra's ValidateRequiredFlags. */
function requireFlags(flagSet: FlagTable, {changed}: ParsedFlags): void {
  const missing = Object.entries(flagSet).filter(([key, {required}]) => required === true && !changed.has(key))
  if (missing.length === 0) return
  throw new Error(`required flag(s) ${missing.map(([key]) => `"${flagName(key)}"`).join(', ')} not set`)
}

/** A command that only holds subcommands: it shows its help, and fails. */
export abstract class GroupCommand extends BaseCommand {
  async run(): Promise<void> {
    const {host, parsed, commandPath, node} = this.invocation
    if (parsed.args.length > 0) {
      throw new UsageError(`unknown command ${JSON.stringify(parsed.args.join(' '))}`, commandPath)
    }
    const {commandHelp} = await import('./help.ts')
    host.io.errOut.write(commandHelp(node, this.constructor as CommandClass, program))
    throw new ExitError(1)
  }
}
