import {type JsonObject, type JsonValue, isObject} from '../api/json.ts'
import {formatGoFloat} from '../base/go-float.ts'

/** A number that is no field of the data: written in the template (int, float64), or a byte of a string (uint8). */
export class GoNumber {
  readonly type: 'int' | 'float64' | 'uint8'
  readonly value: number | bigint

  constructor(type: GoNumber['type'], value: number | bigint) {
    this.type = type
    this.value = value
  }
}

/** What an expression works on; undefined is Go's invalid reflect.Value, a nil that a range was started with. */
export type Value = JsonValue | GoNumber | undefined

/** How Go types the numbers of the data: integers as int64 (raw objects), or all as float64 (marshalled structs). */
export type NumberTyping = 'int64' | 'float64'

/** A value's Go type as its messages name it; '' for nil. */
export function goType(value: Value, numbers: NumberTyping): string {
  if (value instanceof GoNumber) return value.type
  if (Array.isArray(value)) return '[]interface {}'
  if (isObject(value)) return 'map[string]interface {}'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return numbers
  if (typeof value === 'number') return Number.isSafeInteger(value) ? numbers : 'float64'
  return ''
}

/** Whether the value is a map of the data. */
export function isMap(value: Value): value is JsonObject {
  return isObject(value) && !(value instanceof GoNumber)
}

/** A scalar as Go's `fmt` prints it with `%v`; nil and invalid are the caller's. */
export function scalarText(
  value: string | boolean | number | bigint | GoNumber,
  numbers: NumberTyping,
): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  const number = value instanceof GoNumber ? value.value : value
  return goType(value, numbers) === 'float64' ? formatGoFloat(Number(number)) : String(number)
}

/** The value as JSON, with the template's own numbers as plain ones. */
export function toJSONValue(value: Exclude<Value, undefined>): JsonValue {
  return value instanceof GoNumber ? value.value : value
}
