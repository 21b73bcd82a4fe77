import path from 'node:path'
import {Config} from '@oclif/core/config'
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

/** oclif's types hide the manifest of a plugin. */
interface LoadedPlugin {
  readonly manifest: {readonly commands: Readonly<Record<string, ManifestEntry>>; readonly version: string}
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

/** Lets oclif load all commands. In kubectl's order on the first level, by name below. */
export async function loadCommands(): Promise<Commands> {
  const config = await Config.load({
    root,
    devPlugins: false,
    userPlugins: false,
    ignoreManifest: true,
  } as never)
  const [plugin] = config.plugins.values() as Iterable<unknown> as Iterable<LoadedPlugin>
  if (plugin === undefined) throw new Error('oclif found no commands: see "oclif" in package.json')
  const entries = Object.values(plugin.manifest.commands)
  const commands = entries.map(commandInfo).toSorted((a, b) => compareWords(a.words, b.words))
  // oclif takes an alias for a whole command line, ours stand for the last word.
  for (const entry of entries) entry.aliases = entry.aliases.map((alias) => entry.id.replace(/[^:]+$/, alias))
  return {manifest: sortedManifest(plugin.manifest.commands, plugin.manifest.version), commands}
}

function sortedManifest(commands: object, version: string): object {
  const sorted = Object.entries(commands).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {commands: Object.fromEntries(sorted), version}
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
