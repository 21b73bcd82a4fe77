import {labelValueFaults} from '../../api/label-validation.ts'
import {goQuote} from '../../base/go-quote.ts'
import type {MapChanges} from '../../resources/pairs.ts'

/** Reads `KEY=VALUE` and `KEY-` (label.go's parseLabels). Throws the first that is wrong. */
export function parseLabels(pairs: readonly string[]): MapChanges {
  const set = new Map<string, string>()
  const remove: string[] = []
  for (const pair of pairs) {
    if (pair.includes('=')) {
      const [key, value, more] = pair.split('=')
      if (more !== undefined) throw new Error(`invalid label spec: ${pair}`)
      const faults = labelValueFaults(value!)
      if (faults.length > 0) throw new Error(`invalid label value: ${goQuote(pair)}: ${faults.join(';')}`)
      set.set(key!, value!)
    } else if (pair.endsWith('-')) remove.push(pair.slice(0, -1))
    else throw new Error(`unknown label spec: ${pair}`)
  }
  if (remove.some((key) => set.has(key))) {
    throw new Error('can not both modify and remove a label in the same command')
  }
  return {set, remove}
}
