import type {Host} from '../base/host.ts'
import {ExitError} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {CommandNode} from './command-tree.ts'
import {bareWords, findCommand} from './find-command.ts'

/** Finds the command that the words mean and runs it. Throws what it throws. */
export async function runCommandLine(root: CommandNode, argv: readonly string[], host: Host): Promise<void> {
  const found = await findCommand(root, argv)
  const node = found.path.at(-1)!
  if (node.load === undefined) return runRoot(root, found.argv, host)
  const {default: Class} = await node.load()
  const context = {bin: 'kctl', host, root, path: found.path} as const
  await new Class([...found.argv], context).start()
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
  if (argv[0]?.startsWith('-')) {
    // kubectl says this when it looks for a plugin.
    host.io.errOut.write(`Error: flags cannot be placed before plugin name: ${argv[0]}\n`)
    throw new ExitError(1)
  }
  const {didYouMean} = await import('./suggestions.ts')
  throw new Error(`unknown command ${goQuote(word)} for ${goQuote(root.name)}${didYouMean(root, word)}`)
}
