import type {JsonValue} from '../api/json.ts'
import {goQuote} from '../base/go-quote.ts'
import {sortKeys} from '../yaml/json.ts'
import {type NumberTyping, isMap, scalarText} from './value.ts'

/** Decoded JSON as Go's `%#v` prints it, Go syntax: `map[string]interface {}{"a":1}`. */
export function formatGoSyntax(value: JsonValue | undefined, numbers: NumberTyping = 'int64'): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (typeof value === 'string') return goQuote(value)
  if (Array.isArray(value)) {
    return `[]interface {}{${value.map((item) => formatGoSyntax(item, numbers)).join(', ')}}`
  }
  if (!isMap(value)) return scalarText(value, numbers)
  const fields = sortKeys(Object.keys(value)).map(
    (key) => `${goQuote(key)}:${formatGoSyntax(value[key], numbers)}`,
  )
  return `map[string]interface {}{${fields.join(', ')}}`
}
