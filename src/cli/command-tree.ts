import type {FlagTable} from './flag.ts'
import type {CommandClass} from './base-command.ts'

/** What is known of a command before its file is loaded; generated from the classes. */
export interface CommandEntry {
  /** The words after the program's name: `rollout status`. */
  readonly path: string
  readonly summary: string
  readonly aliases: readonly string[]
  readonly hidden: boolean
  /** Flags that take no value, for finding a subcommand behind the flags of its parent. */
  readonly valueless: readonly string[]
  load(): Promise<{readonly default: CommandClass}>
}

/** A command with its place. */
export interface CommandNode {
  readonly name: string
  readonly path: string
  readonly entry: CommandEntry | undefined
  readonly parent: CommandNode | undefined
  readonly children: readonly CommandNode[]
}

/** What a command line names. */
export interface Found {
  readonly node: CommandNode
  /** The words that remain for the command: its flags and arguments in their order. */
  readonly argv: readonly string[]
}

/** Builds the tree of commands below the root. */
export function commandTree(entries: readonly CommandEntry[]): CommandNode {
  const make = (path: string, parent: CommandNode | undefined): CommandNode => {
    const children: CommandNode[] = []
    const name = path.split(' ').at(-1)!
    const node = {name, path, entry: entries.find((entry) => entry.path === path), parent, children}
    const prefix = path === '' ? '' : `${path} `
    for (const entry of entries) {
      const isChild = entry.path.startsWith(prefix) && entry.path !== path
      if (isChild && !entry.path.slice(prefix.length).includes(' ')) children.push(make(entry.path, node))
    }
    return node
  }
  return make('', undefined)
}

/**
 * The command that the words name, as cobra finds it (Command.Find): flags may stand anywhere, also before the
 * command's name; the deepest command whose names lead the remaining words wins.
 */
export function findCommand(root: CommandNode, argv: readonly string[], globals: FlagTable): Found {
  let node = root
  let rest = [...argv]
  for (;;) {
    const takesValue = valueTaker(node, globals)
    const word = plainWords(rest, takesValue)[0]
    const child = node.children.find(({name, entry}) => name === word || entry?.aliases.includes(word ?? ''))
    if (word === undefined || child === undefined) return {node, argv: rest}
    rest = without(rest, word, takesValue)
    node = child
  }
}

/** The words that are neither flags nor values of flags (cobra's stripFlags). */
export function plainWords(argv: readonly string[], takesValue: (flag: string) => boolean): string[] {
  const words: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!
    if (word === '--') break
    if (takesValue(word)) {
      // A flag that lacks its value ends the search.
      if (i + 1 >= argv.length) break
      i++
    } else if (word !== '' && !word.startsWith('-')) {
      words.push(word)
    }
  }
  return words
}

/** The words without the first plain mention of one (cobra's argsMinusFirstX). */
function without(argv: readonly string[], name: string, takesValue: (flag: string) => boolean): string[] {
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!
    if (word === '--') break
    if (takesValue(word)) i++
    else if (word === name) return argv.toSpliced(i, 1)
  }
  return [...argv]
}

/** Tells whether a word is a flag whose value is the next word, as far as cobra knows while it looks. */
export function valueTaker(node: CommandNode, globals: FlagTable): (word: string) => boolean {
  const valueless = new Set(['--help', '-h', ...(node.entry?.valueless ?? [])])
  for (const [key, {withoutValue, shorthand}] of Object.entries(globals)) {
    if (withoutValue === undefined) continue
    valueless.add(`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
    if (shorthand !== undefined) valueless.add(`-${shorthand}`)
  }
  return (word) => {
    if (!word.startsWith('-') || word.includes('=') || valueless.has(word)) return false
    return word.startsWith('--') ? word.length > 2 : word.length === 2
  }
}
