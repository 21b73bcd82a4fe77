import type {JsonObject, JsonValue} from '../api/json.ts'
import {isObject} from '../api/json.ts'

/** A number that is not of the data: written in the template, counted, or a byte of a string. */
export class GoNumber {
  readonly type: 'int' | 'int64' | 'float64' | 'uint8'
  readonly value: number | bigint

  constructor(type: GoNumber['type'], value: number | bigint) {
    this.type = type
    this.value = value
  }
}

/** A complex128. */
export class Complex {
  readonly real: number
  readonly imaginary: number

  constructor(real: number, imaginary: number) {
    this.real = real
    this.imaginary = imaginary
  }
}

/**
 * What an expression gives. null is a nil interface, as the data holds it; undefined is Go's invalid
 * reflect.Value, that of a field that is not there.
 */
export type Value = JsonValue | GoNumber | Complex | undefined

/** What kinds of values the comparison functions tell apart. */
export type BasicKind = 'bool' | 'int' | 'uint' | 'float' | 'complex' | 'string' | 'other'

export function isMap(value: Value): value is JsonObject {
  return isObject(value) && !(value instanceof GoNumber) && !(value instanceof Complex)
}

const least = -(2 ** 63)
const limit = 2 ** 63

/**
 * Whether a number of the data is an int64. kubectl writes the object as JSON and reads it again, so that
 * any whole number within bounds is one.
 */
function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= least && value < limit
}

/** A value's Go type; '' for nil. */
export function goType(value: Value): string {
  if (value instanceof GoNumber) return value.type
  if (value instanceof Complex) return 'complex128'
  if (Array.isArray(value)) return '[]interface {}'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'bigint':
      return 'int64'
    case 'number':
      return isInt64(value) ? 'int64' : 'float64'
    case 'object':
      return value === null ? '' : 'map[string]interface {}'
    default:
      return ''
  }
}

/** The kind for comparisons, `other` for nil, maps and lists. */
export function basicKind(value: Value): BasicKind {
  switch (goType(value)) {
    case 'string':
      return 'string'
    case 'bool':
      return 'bool'
    case 'int':
    case 'int64':
      return 'int'
    case 'uint8':
      return 'uint'
    case 'float64':
      return 'float'
    case 'complex128':
      return 'complex'
    default:
      return 'other'
  }
}

/** The integer that the value is, undefined for any other value. */
export function asInteger(value: Value): number | bigint | undefined {
  const kind = basicKind(value)
  return kind === 'int' || kind === 'uint' ? numeric(value) : undefined
}

/** The number without its type; NaN for what is none. */
export function numeric(value: Value): number | bigint {
  if (value instanceof GoNumber) return value.value
  return typeof value === 'number' || typeof value === 'bigint' ? value : Number.NaN
}

/** What `if`, `and`, `not` make of a value (text/template's IsTrue). */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null) return false
  if (value instanceof Complex) return value.real !== 0 || value.imaginary !== 0
  if (Array.isArray(value)) return value.length > 0
  if (value instanceof GoNumber || typeof value !== 'object') return isTrueScalar(value)
  for (const key in value) if (value[key] !== undefined) return true
  return false
}

function isTrueScalar(value: string | number | bigint | boolean | GoNumber): boolean {
  const plain = value instanceof GoNumber ? value.value : value
  return typeof plain === 'bigint' ? plain !== 0n : Boolean(plain) || Number.isNaN(plain)
}

/** The value inside an interface: nil becomes the invalid value. */
export function unbox(value: Value): Value {
  return value === null ? undefined : value
}

/** The field of a map, undefined where there is none. */
export function entry(map: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** The keys of a map, fields without a value left out. */
export function keysOf(map: JsonObject): string[] {
  const keys = Object.keys(map)
  return keys.some((key) => map[key] === undefined) ? keys.filter((key) => map[key] !== undefined) : keys
}
