import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {commandOrder} from '../src/cli/command-groups.ts'
import type {FlagSet} from '../src/cli/flags.ts'

export const root = path.resolve(import.meta.dirname, '..')

/** A command of kctl as data: what its class says about itself. */
export interface CommandInfo {
  /** `create deployment` as a list. */
  readonly words: readonly string[]
  readonly summary: string
  readonly description: string
  readonly usage: string
  readonly examples: readonly string[]
  /** Other names of the last word. */
  readonly aliases: readonly string[]
  readonly hidden: boolean
  readonly flagSet: FlagSet
}

/** What oclif found: its manifest of all classes in src/commands, and the same for our generators. */
export interface Commands {
  readonly manifest: object
  readonly commands: readonly CommandInfo[]
}

interface Manifest {
  readonly commands: Readonly<Record<string, ManifestEntry>>
  readonly version: string
}

interface ManifestEntry {
  readonly id: string
  readonly summary?: string
  readonly description?: string
  readonly usage?: string | readonly string[]
  readonly examples?: readonly unknown[]
  aliases: string[]
  readonly hidden?: boolean
  readonly flagSet?: FlagSet
}

/** Lets oclif load all commands. In kubectl's order on the first level, by name below. Throws what oclif says. */
export function loadCommands(): Commands {
  const {commands: entries, version} = oclifManifest()
  const commands = Object.values(entries)
    .map(commandInfo)
    .toSorted((a, b) => compareWords(a.words, b.words))
  // oclif takes an alias for a whole command line, ours stand for the last word.
  for (const entry of Object.values(entries)) {
    entry.aliases = entry.aliases.map((alias) => entry.id.replace(/[^:]+$/, alias))
  }
  const sorted = Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {manifest: {commands: Object.fromEntries(sorted), version}, commands}
}

/** What `oclif manifest` makes of src/commands. It always writes oclif.manifest.json; what was there is put back. */
function oclifManifest(): Manifest {
  const file = path.join(root, 'oclif.manifest.json')
  const before = existsSync(file) ? readFileSync(file) : undefined
  const oclif = path.join(root, 'node_modules/oclif/bin/run.js')
  const {status, stderr} = spawnSync(process.execPath, [oclif, 'manifest'], {cwd: root, encoding: 'utf8'})
  if (status !== 0) throw new Error(`oclif manifest: ${stderr}`)
  const made = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  if (before !== undefined) writeFileSync(file, before)
  return made
}

function commandInfo(entry: ManifestEntry): CommandInfo {
  const words = entry.id.split(':')
  const {summary = '', usage} = entry
  return {
    words,
    summary,
    description: entry.description ?? summary,
    usage: (typeof usage === 'string' ? usage : usage?.[0]) ?? words.join(' '),
    examples: (entry.examples ?? []).map(String),
    aliases: entry.aliases,
    hidden: entry.hidden === true,
    flagSet: entry.flagSet ?? {},
  }
}

function compareWords(a: readonly string[], b: readonly string[]): number {
  return commandOrder(a[0]!) - commandOrder(b[0]!) || (a.join(' ') < b.join(' ') ? -1 : 1)
}
