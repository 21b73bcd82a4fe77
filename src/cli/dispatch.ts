import type {Host} from '../base/host.ts'
import {BrokenPipeError, ExitError, messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {kubercDisabled} from '../kuberc/location.ts'
import type {CommandNode} from './command-tree.ts'
import {bareWords, findCommand} from './find-command.ts'
import {readKuberc} from './kuberc-file.ts'
import type {PreferredCommandLine} from './preferences.ts'

/** Finds the command that the words mean and runs it. Throws what it throws. */
export async function runCommandLine(root: CommandNode, argv: readonly string[], host: Host): Promise<void> {
  const preferred = await preferredCommandLine(root, argv, host)
  const found = await findCommand(preferred.root, preferred.argv)
  const node = found.path.at(-1)!
  if (node.name === 'help' && found.path.length === 2) refuseFlagsFirst(preferred.argv, host)
  if (node.load === undefined) return runRoot(preferred.root, found.argv, host)
  const {default: Class} = await node.load()
  const context = {bin: 'kctl', host, root, path: found.path, preset: preferred.preset} as const
  await new Class([...found.argv], context).start()
}

/** The command line as the user's preferences change it. Ends the run where they cannot be used. */
async function preferredCommandLine(
  root: CommandNode,
  argv: readonly string[],
  host: Host,
): Promise<Partial<PreferredCommandLine> & Pick<PreferredCommandLine, 'root' | 'argv'>> {
  if (kubercDisabled(host.env)) return {root: withoutKuberc(root), argv}
  try {
    const file = readKuberc(argv, host)
    if (file === undefined) return {root, argv}
    const {applyPreferences} = await import('./preferences.ts')
    return await applyPreferences(file, root, argv, host)
  } catch (error) {
    if (error instanceof BrokenPipeError) throw error
    host.io.errOut.write(`error occurred while applying preferences ${messageOf(error)}\n`)
    throw new ExitError(1)
  }
}

function withoutKuberc(root: CommandNode): CommandNode {
  const {children = []} = root
  return {...root, children: children.filter(({name}) => name !== 'kuberc')}
}

/** No command was named: an unknown word, or the overview. */
async function runRoot(root: CommandNode, argv: readonly string[], host: Host): Promise<void> {
  const [word] = await bareWords(root, argv)
  if (word !== undefined) await unknownCommand(root, word, argv, host)
  const {RootCommand} = await import('./root-command.ts')
  await new RootCommand([...argv], {bin: 'kctl', host, root, path: [root]}).start()
}

async function unknownCommand(
  root: CommandNode,
  word: string,
  argv: readonly string[],
  host: Host,
): Promise<never> {
  refuseFlagsFirst(argv, host)
  const {didYouMean} = await import('./suggestions.ts')
  throw new Error(`unknown command ${goQuote(word)} for ${goQuote(root.name)}${didYouMean(root, word)}`)
}

/**
 * What kubectl says when it looks for a plugin. Before it does so it adds no `help` to its commands, and looks for that
 * word as if no flag took a value (NewDefaultKubectlCommandWithArgs).
 */
function refuseFlagsFirst(argv: readonly string[], host: Host): void {
  const [first] = argv
  if (!first?.startsWith('-') || argv.find((word) => !word.startsWith('-')) === 'help') return
  host.io.errOut.write(`Error: flags cannot be placed before plugin name: ${first}\n`)
  throw new ExitError(1)
}
