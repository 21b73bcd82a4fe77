import type {Info} from './info.ts'

/** Infos that came together, and what failed on the way to others. */
export interface Batch {
  readonly infos: readonly Info[]
  readonly failures: readonly Error[]
  /** Set where a kind was not known that the rest of the input may define: reads the same once more. */
  readonly again?: () => Promise<Batch>
}

/** Where infos come from: names, lists or manifests (cli-runtime's Visitor). */
export interface Source {
  /** Throws when the source itself fails; what it gave before stays valid. */
  batches(): AsyncIterable<Batch>
}

/** Objects named on the command line, not read yet. */
export function namedSource(infos: readonly Info[]): Source {
  return {
    async *batches() {
      yield {infos, failures: []}
    },
  }
}
