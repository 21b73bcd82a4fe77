import type {Host} from '../base/host.ts'
import type {PluginPolicy} from '../kuberc/preference.ts'
import type {CommandNode} from './command-tree.ts'

/** What the user's preferences say about a run. */
export interface Preset {
  /** Flags to read before the command line, `--output=wide`. */
  readonly flags: readonly string[]
  /** Which credential plugins may run; absent: all. */
  readonly pluginPolicy?: PluginPolicy
  /** The command's words as the user wrote them, where an alias added some. */
  readonly written?: readonly string[]
}

/** What a command instance gets in the place of oclif's Config, which takes longer to load than most commands run. */
export interface RunContext {
  /** oclif's name for the program. */
  readonly bin: 'kctl'
  readonly host: Host
  /** The root of all commands, for help. */
  readonly root: CommandNode
  /** From the root to the command that runs, both included. */
  readonly path: readonly CommandNode[]
  /** Absent without preferences. */
  readonly preset?: Preset | undefined
}

/** The command's path as people type it: `kctl create deployment`. */
export function commandPath(path: readonly CommandNode[]): string {
  return path.map((node) => node.name).join(' ')
}
