import type {CommandNode} from './command-tree.ts'
import {FlagIndex} from './parse.ts'
import {globalFlags} from './global-flags.ts'

/** The command that a command line means, and the words that are left for it. */
export interface FoundCommand {
  /** From the root to the command, both included. */
  readonly path: readonly CommandNode[]
  readonly argv: readonly string[]
}

/**
 * Descends from the root as long as words name commands, flags in between skipped by cobra's guess at
 * which of them take a value (cobra v1.10.2 command.go, Find). Loads a command only where a flag before
 * its subcommand makes its flags matter.
 */
export async function findCommand(root: CommandNode, argv: readonly string[]): Promise<FoundCommand> {
  let path: readonly CommandNode[] = [root]
  let words = argv
  for (;;) {
    const node = path.at(-1)!
    if (node.children === undefined || words.length === 0) return {path, argv: words}
    const first = words[0]!
    const at = first === '' || first.startsWith('-') ? await nextWord(node, words) : 0
    const child = at < 0 ? undefined : childNamed(node, words[at]!)
    if (child === undefined) return {path, argv: words}
    words = words.toSpliced(at, 1)
    path = [...(node.aliasOf ?? path), child]
  }
}

/** The node's subcommand of this name or alias. */
export function childNamed(node: CommandNode, name: string): CommandNode | undefined {
  return node.children?.find((child) => child.name === name || child.aliases?.includes(name))
}

/** The words that are neither flags nor, by cobra's guess, values of flags; up to `--`. */
export async function bareWords(node: CommandNode, argv: readonly string[]): Promise<string[]> {
  const index = await flagsOf(node)
  const words: string[] = []
  for (let at = nextBare(index, argv, 0); at >= 0; at = nextBare(index, argv, at + 1)) words.push(argv[at]!)
  return words
}

async function nextWord(node: CommandNode, argv: readonly string[]): Promise<number> {
  return nextBare(await flagsOf(node), argv, 0)
}

async function flagsOf(node: CommandNode): Promise<FlagIndex> {
  return new FlagIndex(...(node.load === undefined ? [] : [(await node.load()).default.flagSet]), globalFlags)
}

function nextBare(index: FlagIndex, argv: readonly string[], from: number): number {
  for (let at = from; at < argv.length; at++) {
    const word = argv[at]!
    if (word === '--') return -1
    if (word.startsWith('-')) {
      if (takesNext(index, word)) at++
    } else if (word !== '') return at
  }
  return -1
}

function takesNext(index: FlagIndex, word: string): boolean {
  if (word.includes('=')) return false
  if (word.startsWith('--')) return index.named(word.slice(2))?.flag.noOptDefault === undefined
  return word.length === 2 && index.lettered(word[1]!)?.flag.noOptDefault === undefined
}
