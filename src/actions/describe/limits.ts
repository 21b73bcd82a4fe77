import type {LimitRangeSpec} from '../../api/raw-models.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {compareText} from './selectors.ts'

/** The limits of a LimitRange, a line for each resource; kubectl's order of resources is random. */
export function writeLimits(w: PrefixWriter, spec: LimitRangeSpec | undefined, prefix: string): void {
  for (const {type = '', min, max, defaultRequest, default: limit, maxLimitRequestRatio} of spec?.limits ??
    []) {
    const columns = [min, max, defaultRequest, limit, maxLimitRequestRatio]
    const names = new Set(columns.flatMap((column) => Object.keys(column ?? {})))
    for (const name of [...names].toSorted(compareText)) {
      const values = columns.map((column) => column?.[name] ?? '-')
      w.write(0, `${prefix}${type}\t${name}\t${values.join('\t')}\n`)
    }
  }
}
