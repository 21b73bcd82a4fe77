import type {Info} from './info.ts'

/** Infos that came together, and in their places what failed on the way to others. */
export interface Batch {
  readonly items: readonly (Info | Error)[]
  /** They are the items of one List, or of one page of a list. */
  readonly isList: boolean
  /** Set where a kind was not known that the rest of the input may define: reads the same once more. */
  readonly again?: () => Promise<Batch>
}

/** Where infos come from: names, lists or manifests (cli-runtime's Visitor). */
export interface Source {
  /** Throws when the source itself fails; what it gave before stays valid. */
  batches(): AsyncIterable<Batch>
}

/** The infos of batches that could be read. */
export function infosOf(batches: readonly Batch[]): Info[] {
  return batches.flatMap(({items}) => items.flatMap((item) => (item instanceof Error ? [] : [item])))
}

/** A failure in place of infos. */
export function failedBatch(error: Error): Batch {
  return {items: [error], isList: false}
}

/** Objects named on the command line, not read yet. */
export function namedSource(infos: readonly Info[]): Source {
  return {
    async *batches() {
      yield {items: infos, isList: false}
    },
  }
}
