import type {CommandClass} from './base-command.ts'
import type {CommandNode} from './command-tree.ts'
import {type FlagSpec, type FlagTable, flagName} from './flag.ts'
import {globalFlags} from './global-flags.ts'

/** Where the commands stand in the list of all commands; the rest are under "Other Commands". */
const groups: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['Basic Commands (Beginner):', ['create', 'expose', 'run', 'set']],
  ['Basic Commands (Intermediate):', ['explain', 'get', 'edit', 'delete']],
  ['Deploy Commands:', ['rollout', 'scale', 'autoscale']],
  ['Cluster Management Commands:', ['certificate', 'cluster-info', 'top', 'cordon', 'uncordon', 'drain', 'taint']],
  [
    'Troubleshooting and Debugging Commands:',
    ['describe', 'logs', 'attach', 'exec', 'port-forward', 'proxy', 'cp', 'auth', 'debug', 'events'],
  ],
  ['Advanced Commands:', ['diff', 'apply', 'patch', 'replace', 'wait', 'kustomize']],
  ['Settings Commands:', ['label', 'annotate', 'completion']],
]

/** The help of the program without a command, in the layout of kubectl's. */
export function rootHelp(root: CommandNode, program: string): string {
  return `${program} works with Kubernetes clusters as kubectl does, faster and kinder.\n${rootUsage(root, program)}`
}

/** The part of the root's help after the description. */
export function rootUsage(root: CommandNode, program: string): string {
  const visible = root.children.filter(({name, entry}) => entry?.hidden !== true && name !== 'options')
  const grouped = new Set(groups.flatMap(([, names]) => names))
  const sections = [
    ...groups.map(([title, names]) => [title, names.flatMap((name) => visible.filter((node) => node.name === name))] as const),
    ['Other Commands:', visible.filter(({name}) => !grouped.has(name))] as const,
  ]
  const text = sections
    .filter(([, nodes]) => nodes.length > 0)
    .map(([title, nodes]) => `${title}\n${commandLines(nodes, visible)}`)
    .join('\n\n')
  return `\n${text}\n\nUsage:\n  ${program} [flags] [options]\n\nUse "${program} <command> --help" for more information about a given command.\n${optionsHint(program)}`
}

/** The help of one command, in the layout of kubectl's. */
export function commandHelp(node: CommandNode, cls: CommandClass, program: string): string {
  const sections = [cls.description ?? cls.summary ?? '']
  if (cls.aliases.length > 0) sections.push(`Aliases:\n${[node.name, ...cls.aliases].join(', ')}`)
  if (cls.samples.length > 0) {
    const samples = cls.samples.map(({about, line}) => `  # ${about}\n  ${line.replace(/^|(?<=\n)/g, `${program} `)}`)
    sections.push(`Examples:\n${samples.join('\n  \n')}`)
  }
  const children = node.children.filter(({entry}) => entry?.hidden !== true)
  if (children.length > 0) sections.push(`Available Commands:\n${commandLines(children, children)}`)
  const options = flagLines(cls.flagSet)
  if (options !== '') sections.push(`Options:\n${options}`)
  const usage = `${parentPath(node, program)} ${cls.usageLine}${/\[options\]/.test(cls.usageLine) ? '' : ' [options]'}`
  sections.push(`Usage:\n  ${usage}`)
  const more =
    children.length > 0 ? `Use "${program} ${node.path} <command> --help" for more information about a given command.\n` : ''
  return `${sections.join('\n\n')}\n\n${more}${optionsHint(program)}`
}

/** The global flags, as `kctl options` lists them. */
export function optionsHelp(): string {
  return `The following options can be passed to any command:\n\n${flagLines(globalFlags)}\n`
}

function parentPath(node: CommandNode, program: string): string {
  const parents = node.path.split(' ').slice(0, -1)
  return [program, ...parents].join(' ')
}

function optionsHint(program: string): string {
  return `Use "${program} options" for a list of global command-line options (applies to all commands).\n`
}

function commandLines(nodes: readonly CommandNode[], siblings: readonly CommandNode[]): string {
  const width = Math.max(11, ...siblings.map(({name}) => name.length))
  return nodes.map(({name, entry}) => `  ${name.padEnd(width)}   ${entry?.summary ?? ''}`).join('\n')
}

/** Flags by name, as kubectl's help prints them; '' when there is none to show. */
export function flagLines(flagSet: FlagTable): string {
  return Object.entries(flagSet)
    .filter(([, spec]) => spec.hidden !== true)
    .map(([key, spec]) => [flagName(key), spec] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, spec]) => flagLine(name, spec))
    .join('\n\n')
}

function flagLine(name: string, {shorthand, type, shown, usage}: FlagSpec<unknown>): string {
  const value = type === 'string' ? `'${shown}'` : shown
  return `    ${shorthand === undefined ? '' : `-${shorthand}, `}--${name}=${value}:\n\t${usage}`
}
