import {formatGo} from '../../api/go-format.ts'
import type {JsonValue} from '../../api/json.ts'
import type {PrefixWriter} from './prefix-writer.ts'

/** Labels, with their colons, and values; undefined is an empty text. */
export type Rows = readonly (readonly [label: string, value: JsonValue | undefined])[]

/** Writes what kind of volume it is and its values, as Go prints them. */
export function rows(w: PrefixWriter, type: string, values: Rows): true {
  const lines = values.map(
    ([label, value]) => `    ${label}\t${value === undefined ? '' : formatGo(value)}\n`,
  )
  w.write(2, `Type:\t${type}\n${lines.join('')}`)
  return true
}
