import type {Host} from '../base/host.ts'
import {wordWrap} from '../base/word-wrap.ts'
import {commandGroups} from './command-groups.ts'
import type {CommandClass, CommandNode} from './command-tree.ts'
import {flagsHelp} from './flag-help.ts'
import type {FlagSet} from './flags.ts'
import {globalFlags, globalFlagsIn} from './global-flags.ts'
import {commandPath} from './run-context.ts'
import {wrapLimit} from './word-wrap.ts'

const overview = `kctl controls Kubernetes clusters. It takes kubectl's commands and flags.

 Find more information at: https://kubernetes.io/docs/reference/kubectl/`

/** The help of a command, laid out as kubectl's template does it. `columns` is the terminal's width, undefined for none. */
export async function commandHelp(
  path: readonly CommandNode[],
  columns: number | undefined,
): Promise<string> {
  const node = path.at(-1)!
  const Class = await classOf(node)
  const description = Class === undefined ? overview : (Class.description ?? node.summary)
  return wordWrap(description.trim(), wrapLimit(columns)) + (await usageOf(path, Class, columns))
}

/** Help without its first part, as kubectl shows it after a mistake (cobra's Usage). */
export async function commandUsage(
  path: readonly CommandNode[],
  columns: number | undefined,
): Promise<string> {
  return usageOf(path, await classOf(path.at(-1)!), columns)
}

/** What `kctl options` prints. */
export function globalOptions(host: Host, columns: number | undefined): string {
  const cacheDir = host.env['KUBECACHEDIR'] || `${host.home}/.kube/cache`
  const flags: FlagSet = {...globalFlagsIn(host.env), cacheDir: {...globalFlags.cacheDir, default: cacheDir}}
  return `The following options can be passed to any command:\n\n${flagsHelp(flags, wrapLimit(columns))}\n\n`
}

async function classOf(node: CommandNode): Promise<CommandClass | undefined> {
  return (await node.load?.())?.default
}

async function usageOf(
  path: readonly CommandNode[],
  Class: CommandClass | undefined,
  columns: number | undefined,
): Promise<string> {
  const node = path.at(-1)!
  const limit = wrapLimit(columns)
  const flagSet = Class?.flagSet ?? {}
  const examples = (Class?.examples ?? []).map((example) => indentLines(String(example), limit))
  const aliases = Class?.aliases ?? []
  const sections = [
    aliases.length > 0 ? `Aliases:\n${[node.name, ...aliases].join(', ')}` : '',
    examples.length > 0 ? `Examples:\n${examples.join('\n\n')}` : '',
    subcommands(path),
    Object.keys(flagSet).length > 0 ? `Options:\n${flagsHelp(flagSet, limit)}` : '',
    `Usage:\n${wordWrap(`  ${usageLine(path, Class)}`, limit)}`,
    hints(path),
  ]
  return `\n\n${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function indentLines(text: string, limit: number): string {
  return wordWrap(text.replaceAll(/^(?=.)/gm, '  '), limit)
}

function usageLine(path: readonly CommandNode[], Class: CommandClass | undefined): string {
  if (Class === undefined) return `${commandPath(path)} [flags] [options]`
  const {usage} = Class
  const own = Array.isArray(usage) ? usage[0] : usage
  if (path.at(-1)!.aliasOf !== undefined) {
    return `${commandPath(path)} ${own?.includes('[flags]') === true ? '[flags] ' : ''}[options]`
  }
  const line = own === undefined ? commandPath(path) : `${path[0]!.name} ${own}`
  return line.includes('[options]') ? line : `${line} [options]`
}

/** The commands below, in kubectl's groups for the root. */
function subcommands(path: readonly CommandNode[]): string {
  const nodes = (path.at(-1)!.children ?? []).filter(
    ({hidden, name}) => hidden !== true && name !== 'options',
  )
  if (nodes.length === 0) return ''
  const width = Math.max(...nodes.map(({name}) => name.length), 11)
  const list = (title: string, members: readonly CommandNode[]): string =>
    [title, ...members.map(({name, summary}) => `  ${name.padEnd(width)}   ${summary}`)].join('\n')
  if (path.length > 1) return list('Available Commands:', nodes)
  const grouped = new Set(commandGroups.flatMap(({names}) => names))
  const sections = commandGroups.map(({title, names}) => ({
    title,
    members: nodes.filter(({name}) => names.includes(name)),
  }))
  const others = nodes.filter(({name}) => !grouped.has(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return [...sections, {title: 'Other Commands:', members: others}]
    .filter(({members}) => members.length > 0)
    .map(({title, members}) => list(title, members))
    .join('\n\n')
}

function hints(path: readonly CommandNode[]): string {
  const root = path[0]!.name
  const more =
    path.at(-1)!.children === undefined
      ? ''
      : `Use "${commandPath(path)} <command> --help" for more information about a given command.\n`
  return `${more}Use "${root} options" for a list of global command-line options (applies to all commands).`
}
