import type {CommandInfo} from './commands.ts'

/** The text of src/command-table.ts: what must be known of a command before it is loaded, as a tree. */
export function commandTable(commands: readonly CommandInfo[]): string {
  return `// Made by \`npm run build\` from src/commands; do not edit.
import type {CommandNode} from './cli/command-tree.ts'

export const commands: CommandNode = {
  name: 'kctl',
  summary: '',
  children: ${nodes(commands, [])},
}
`
}

function nodes(commands: readonly CommandInfo[], above: readonly string[]): string {
  const own = commands.filter(({words}) => words.length === above.length + 1 && isBelow(words, above))
  const indent = '  '.repeat(above.length * 2 + 2)
  return `[\n${own.map((command) => node(commands, command, indent)).join('')}${indent.slice(2)}]`
}

function isBelow(words: readonly string[], above: readonly string[]): boolean {
  return above.every((word, at) => words[at] === word)
}

function node(commands: readonly CommandInfo[], command: CommandInfo, indent: string): string {
  const {words, summary, aliases, hidden} = command
  const hasChildren = commands.some(
    (other) => other.words.length > words.length && isBelow(other.words, words),
  )
  const fields = [
    `name: ${quote(words.at(-1)!)},`,
    `summary: ${quote(summary)},`,
    ...(aliases.length > 0 ? [`aliases: [${aliases.map(quote).join(', ')}],`] : []),
    ...(hidden ? ['hidden: true,'] : []),
    `load: () => import('./commands/${words.join('/')}.ts'),`,
    ...(hasChildren ? [`children: ${nodes(commands, words)},`] : []),
  ]
  return `${indent}{\n${fields.map((field) => `${indent}  ${field}\n`).join('')}${indent}},\n`
}

function quote(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`
}
