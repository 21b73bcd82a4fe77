import {flagHead, namedFlags} from '../src/cli/flag-help.ts'
import {type FlagSet, flagName} from '../src/cli/flags.ts'
import {globalFlags} from '../src/cli/global-flags.ts'
import type {CommandInfo} from './commands.ts'
import type {Surface} from './reference-surface.ts'

/** The README's table: each command of kubectl that kctl has with its flags, and what is not there yet. */
export function compatTable(commands: readonly CommandInfo[], surface: Surface): string {
  const own = new Map(commands.map((command) => [command.words.join(' '), command]))
  const known = Object.keys(surface.commands).filter((name) => name !== '')
  const missing = known.filter((name) => !own.has(name))
  const rows = [row('(every command)', globalFlags, surface.commands['']!)]
  for (const [name, {flagSet}] of own) {
    const reference = surface.commands[name]
    if (reference !== undefined) rows.push(row(`\`${name}\``, flagSet, reference))
  }
  const more = [...own.keys()].filter((name) => surface.commands[name] === undefined)
  return [
    `${known.length - missing.length} of the ${known.length} commands of kubectl ${surface.version}, subcommands counted.`,
    '',
    '| command | flags | not there yet | letter or default differs | only in kctl |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(more.length > 0 ? [`Only in kctl: ${more.map((name) => `\`${name}\``).join(', ')}.`, ''] : []),
    `Not there yet: ${missing.map((name) => `\`${name}\``).join(', ')}.`,
  ].join('\n')
}

function row(title: string, flagSet: FlagSet, reference: readonly string[]): string {
  const visible = namedFlags(flagSet).map(([name, flag]) => flagHead(name, flag))
  const accepted = new Set(Object.keys(flagSet).map((key) => `--${flagName(key)}`))
  const missing = reference.filter((head) => !accepted.has(nameOf(head)))
  const named = new Set(reference.map(nameOf))
  const extra = visible.filter((head) => !named.has(nameOf(head)))
  const differing = visible.filter(
    (head) => named.has(nameOf(head)) && !reference.includes(head) && !isPlace(head),
  )
  const list = (heads: readonly string[]): string => heads.map((head) => `\`${nameOf(head)}\``).join(' ')
  const count = `${reference.length - missing.length} of ${reference.length}`
  return `| ${title} | ${count} | ${list(missing)} | ${list(differing)} | ${list(extra)} |`
}

/** `--all` of `-A, --all=false`. */
function nameOf(head: string): string {
  return /--[\w-]+/.exec(head)![0]
}

/** Whether the default depends on who runs the command. */
function isPlace(head: string): boolean {
  return nameOf(head) === '--cache-dir'
}

/** The text with what stands between the markers `<!-- name:begin -->` and `<!-- name:end -->` replaced. Throws without them. */
export function replaceBetween(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`no ${begin} … ${end}`)
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`
}
