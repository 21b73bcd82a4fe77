/**
 * Records the surface of the reference kubectl (names of commands and flags, as its help shows them) in
 * docs/reference-surface.json. Run it when the reference changes:
 *   node scripts/reference-surface.ts .cache/cluster/bin/kubectl
 */
import {execFileSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import path from 'node:path'

/** Commands by their words, each with its flags as help heads them (`-A, --all-namespaces=false`); '' holds the global flags. */
export interface Surface {
  readonly version: string
  readonly commands: Readonly<Record<string, readonly string[]>>
}

const heading = /^(?:.*Commands.*|Subcommands provided by plugins):$/

function help(kubectl: string, words: readonly string[]): string {
  const args = words[0] === 'options' ? words : [...words, '--help']
  return execFileSync(kubectl, args, {encoding: 'utf8', env: {PATH: '/nowhere', HOME: '~'}})
}

function subcommands(text: string): string[] {
  const names: string[] = []
  let isList = false
  for (const line of text.split('\n')) {
    if (heading.test(line)) isList = true
    else if (!line.startsWith('  ')) isList = false
    else if (isList) names.push(line.trim().split(/\s/, 1)[0]!)
  }
  return names
}

function flags(text: string): string[] {
  return [...text.matchAll(/^ {4}((?:-\w, )?--[\w-]+=.*):$/gm)].map(([, head]) => head!)
}

function walk(kubectl: string, words: readonly string[], into: Record<string, readonly string[]>): void {
  const text = help(kubectl, words)
  if (words.length > 0) into[words.join(' ')] = flags(text)
  for (const name of subcommands(text)) walk(kubectl, [...words, name], into)
}

const kubectl = path.resolve(process.argv[2] ?? '.cache/cluster/bin/kubectl')
const version = execFileSync(kubectl, ['version', '--client'], {encoding: 'utf8'}).match(/v[\d.]+/)![0]
const commands: Record<string, readonly string[]> = {'': flags(help(kubectl, ['options']))}
walk(kubectl, [], commands)
commands['options'] ??= []
commands['help'] ??= []
const surface: Surface = {
  version,
  commands: Object.fromEntries(Object.entries(commands).toSorted(([a], [b]) => (a < b ? -1 : 1))),
}
writeFileSync(
  path.resolve(import.meta.dirname, '../docs/reference-surface.json'),
  `${JSON.stringify(surface, undefined, 1)}\n`,
)
