import {type JsonObject, type JsonValue, isObject} from './json.ts'

/** What Go's decoder makes of a JSON value: two values differ in type as they would there. */
export type JsonType = 'nil' | 'bool' | 'int64' | 'float64' | 'string' | 'slice' | 'map'

/** The value's type as apimachinery's JSON decoder sees it: whole numbers are int64, others float64. */
export function jsonType(value: JsonValue | undefined): JsonType {
  if (value === null || value === undefined) return 'nil'
  if (Array.isArray(value)) return 'slice'
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'bigint':
      return 'int64'
    case 'number':
      return Number.isSafeInteger(value) ? 'int64' : 'float64'
    case 'string':
      return 'string'
    default:
      return 'map'
  }
}

/** Whether two JSON values are the same, key order aside (Go's reflect.DeepEqual on decoded JSON). */
export function jsonEqual(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false
    return left.every((item, index) => jsonEqual(item, right[index]))
  }
  if (!isObject(left) || !isObject(right)) return false
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every((key) => Object.hasOwn(right, key) && jsonEqual(left[key], right[key]))
}

/** An independent copy. Its objects have no prototype, so that a key such as `__proto__` is like any other. */
export function jsonClone<T extends JsonValue>(value: T): T {
  return clone(value) as T
}

function clone(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(clone)
  if (!isObject(value)) return value
  const copy = emptyObject()
  for (const key of Object.keys(value)) {
    const field = value[key]
    if (field !== undefined) copy[key] = clone(field)
  }
  return copy
}

/** An object without a prototype, see `jsonClone`. */
export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject
}
