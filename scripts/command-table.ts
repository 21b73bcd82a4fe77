/**
 * The commands in src/commands as files and as classes, and src/command-table.ts, which is made from them:
 * what must be known of a command before it is loaded. `npm run build` writes it.
 */
import {readdirSync} from 'node:fs'
import path from 'node:path'
import {commandOrder} from '../src/cli/command-groups.ts'
import type {CommandClass} from '../src/cli/command-tree.ts'

export const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'src/commands')

/** A command as the scripts see it. */
export interface CommandSource {
  /** `create deployment` as a list. */
  readonly words: readonly string[]
  /** Relative to src. */
  readonly file: string
  readonly Class: CommandClass
}

/** All commands, in kubectl's order on the first level and by name below. Throws for a group without its own file. */
export async function commandSources(): Promise<CommandSource[]> {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.ts'))
  const sources = await Promise.all(files.map(load))
  return sources.toSorted((a, b) => compareWords(a.words, b.words))
}

async function load(file: string): Promise<CommandSource> {
  const module = (await import(path.join(folder, file))) as {default?: CommandClass}
  if (module.default === undefined) throw new Error(`src/commands/${file} has no default export`)
  return {words: file.slice(0, -'.ts'.length).split(path.sep), file: `commands/${file}`, Class: module.default}
}

function compareWords(a: readonly string[], b: readonly string[]): number {
  return commandOrder(a[0]!) - commandOrder(b[0]!) || (a.join(' ') < b.join(' ') ? -1 : 1)
}

/** The text of src/command-table.ts. */
export function commandTable(sources: readonly CommandSource[]): string {
  return `// Made by \`npm run build\` from src/commands; do not edit.
import type {CommandNode} from './cli/command-tree.ts'

export const commands: CommandNode = {
  name: 'kctl',
  summary: '',
  children: ${nodes(sources, [])},
}
`
}

function nodes(sources: readonly CommandSource[], above: readonly string[]): string {
  const own = sources.filter(
    ({words}) => words.length === above.length + 1 && above.every((word, at) => words[at] === word),
  )
  const indent = '  '.repeat(above.length * 2 + 2)
  return `[\n${own.map((source) => node(sources, source, indent)).join('')}${indent.slice(2)}]`
}

function node(sources: readonly CommandSource[], {words, file, Class}: CommandSource, indent: string): string {
  const {summary, aliases = [], hidden} = Class
  const hasChildren = sources.some((other) => other.words.length > words.length && words.every((word, at) => other.words[at] === word))
  const fields = [
    `name: ${quote(words.at(-1)!)},`,
    `summary: ${quote(summary ?? '')},`,
    ...(aliases.length > 0 ? [`aliases: [${aliases.map(quote).join(', ')}],`] : []),
    ...(hidden === true ? ['hidden: true,'] : []),
    `load: () => import('./${file}'),`,
    ...(hasChildren ? [`children: ${nodes(sources, words)},`] : []),
  ]
  return `${indent}{\n${fields.map((field) => `${indent}  ${field}\n`).join('')}${indent}},\n`
}

function quote(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`
}
