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
  return typeof value === 'number' ? formatGoNumber(value) : String(value)
}

/** `%v` of an int64 or float64: shortest form, for a float an exponent below 1e-4 and from 1e6 on. */
function formatGoNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  const magnitude = Math.abs(value)
  if (magnitude >= 1e-4 && magnitude < 1e6) return String(value)
  const [digits, exponent] = value.toExponential().split('e') as [string, string]
  const sign = exponent.startsWith('-') ? '-' : '+'
  return `${digits}e${sign}${exponent.slice(1).padStart(2, '0')}`
}
