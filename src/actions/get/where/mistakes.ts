import {aggregate, newAggregate} from '../../../base/aggregate.ts'
import type {RowFilter} from './row-filter.ts'

/** What failed, and with it that types lack a column of `--where`: the user's mistake, and none of the server's. */
export function withMistakes(error: Error | undefined, filter: RowFilter | undefined): Error | undefined {
  const mistakes = filter?.mistakes ?? []
  if (error === undefined) return aggregate(mistakes)
  return mistakes.length === 0 ? error : newAggregate([error, ...mistakes])
}
