import type {JsonValue} from '../api/json.ts'

/** What encoding/json calls a value in its errors. */
export function goKind(value: JsonValue): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'bigint' ? 'number' : typeof value
}
