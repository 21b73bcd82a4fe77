import {flagHead, namedFlags} from '../src/cli/flag-help.ts'
import type {FlagSet} from '../src/cli/flags.ts'
import {globalFlags} from '../src/cli/global-flags.ts'
import type {CommandInfo} from './commands.ts'
import {differences, environment, exitStatus, files} from './man-texts.ts'

/** All man pages by file name: `kctl.1`, `kctl-create-deployment.1`, … */
export function manPages(commands: readonly CommandInfo[]): ReadonlyMap<string, string> {
  const visible = commands.filter(({hidden}) => !hidden)
  const pages = new Map([['kctl.1', rootPage(visible)]])
  for (const command of visible) pages.set(`${pageName(command.words)}.1`, commandPage(command, visible))
  return pages
}

function pageName(words: readonly string[]): string {
  return ['kctl', ...words].join('-')
}

function rootPage(commands: readonly CommandInfo[]): string {
  return [
    heading([]),
    section('NAME', text('kctl - control Kubernetes clusters, as kubectl does')),
    section('SYNOPSIS', text('kctl COMMAND [ARGUMENT...] [FLAG...]')),
    section(
      'DESCRIPTION',
      text(
        'kctl takes the commands and flags of kubectl, prints the same bytes for scripts and ends with the same exit codes. Each command has a page of its own.',
      ),
    ),
    section('COMMANDS', commandList(commands.filter(({words}) => words.length === 1))),
    section('OPTIONS', `${text('Every command takes these.')}${options(globalFlags)}`),
    section('EXIT STATUS', text(exitStatus)),
    section('ENVIRONMENT', definitions(environment)),
    section('FILES', definitions(files)),
    section('DELIBERATE DIFFERENCES FROM KUBECTL', text(differences)),
  ].join('')
}

function commandPage(command: CommandInfo, all: readonly CommandInfo[]): string {
  const {words, summary, description, usage, examples, flagSet, aliases} = command
  const below = all.filter(
    (other) => other.words.length === words.length + 1 && words.every((word, at) => other.words[at] === word),
  )
  const above = words.slice(0, -1)
  const related = [above, ...below.map((other) => other.words)].map(
    (other) => `\\fB${escape(pageName(other))}\\fR(1)`,
  )
  return [
    heading(words),
    section('NAME', text(`${pageName(words)} - ${summary}`)),
    section('SYNOPSIS', text(`kctl ${usage} [options]`)),
    section('DESCRIPTION', text(description)),
    aliases.length > 0 ? section('ALIASES', text(aliases.join(', '))) : '',
    below.length > 0 ? section('COMMANDS', commandList(below)) : '',
    section('OPTIONS', `${options(flagSet)}${text('The options of kctl(1) apply as well.')}`),
    examples.length > 0 ? section('EXAMPLES', examples.map(example).join('')) : '',
    section('SEE ALSO', `${related.join(',\n')}\n`),
  ].join('')
}

function heading(words: readonly string[]): string {
  return `.\\" Made by npm run build; do not edit.\n.TH "${pageName(words).toUpperCase()}" "1" "" "kctl" "kctl manual"\n.nh\n.ad l\n`
}

function section(title: string, body: string): string {
  return `.SH ${title}\n${body}`
}

/** Paragraphs; lists keep their lines. */
function text(content: string): string {
  return content
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `.PP\n${paragraph.split('\n').map(line).join('\n.br\n')}\n`)
    .join('')
}

function commandList(commands: readonly CommandInfo[]): string {
  return definitions(commands.map(({words, summary}) => [words.join(' '), summary]))
}

function definitions(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([term, meaning]) => `.TP\n\\fB${escape(term)}\\fR\n${line(meaning)}\n`).join('')
}

function options(flagSet: FlagSet): string {
  return definitions(namedFlags(flagSet).map(([name, flag]) => [flagHead(name, flag), flag.usage]))
}

function example(content: string): string {
  const lines = content.split('\n')
  const about = lines.filter((one) => one.startsWith('# ')).map((one) => one.slice(2))
  const code = lines.filter((one) => !one.startsWith('# '))
  return `.PP\n${about.map(line).join('\n')}\n.PP\n.RS\n.nf\n${code.map(line).join('\n')}\n.fi\n.RE\n`
}

/** A line of text that roff does not take for a request. */
function line(content: string): string {
  const escaped = escape(content.trimStart())
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped
}

function escape(content: string): string {
  return content
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', '\\(cq')
    .replaceAll('"', '\\(dq')
}
