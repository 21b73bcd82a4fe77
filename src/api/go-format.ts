import {formatGoFloat} from '../base/go-float.ts'
import {type JsonValue, isObject} from './json.ts'

/**
 * The value as Go's `fmt` prints decoded JSON with `%v`: `map[a:1 b:[x y]]`, `<nil>`.
 * Messages of kubectl and of apimachinery contain such texts.
 */
export function formatGo(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(formatGo).join(' ')}]`
  if (isObject(value)) {
    const keys = Object.keys(value).toSorted()
    return `map[${keys.map((key) => `${key}:${formatGo(value[key])}`).join(' ')}]`
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return formatGoFloat(value)
  return String(value)
}
