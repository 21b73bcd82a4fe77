import {isObject, type JsonObject, type JsonValue} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {parseQuantity} from '../../api/quantity.ts'
import {formatQuantity, quantityFormat} from '../../api/quantity-text.ts'
import {jsonKind, timeFault} from '../../resources/object-meta.ts'
import {sortKeys} from '../../yaml/json.ts'
import table from './pod-structs.json' with {type: 'json'}

/** The structs by name, and what types are underneath that are others by name only. */
const types: Readonly<Record<string, string | Readonly<Record<string, string>>>> = table

/** A field of a struct, for messages. */
interface Place {
  readonly struct: string
  readonly path: string
}

/**
 * The Pod as it comes out of Go's struct: known fields only, in their order, empty ones left out or written, quantities
 * in their canonical form. Throws what Go's JSON decoder says of a value of a wrong type.
 */
export function asPod(object: JsonObject): KubeObject {
  return toStruct('v1.Pod', object, '')
}

function toStruct(type: string, object: JsonObject, path: string): JsonObject {
  const fields = types[type] as Readonly<Record<string, string>>
  const struct = shortName(type)
  const read = new Map<string, JsonValue>()
  // In the order of the text, so that the first mistake is the one that Go reports.
  for (const key of sortKeys(Object.keys(object))) {
    if (!Object.hasOwn(fields, key)) continue
    const place = {struct, path: path === '' ? key : `${path}.${key}`}
    read.set(key, toValue(typeOf(fields[key]!), object[key] ?? null, place))
  }
  const result: JsonObject = {}
  for (const [key, field] of Object.entries(fields)) {
    const fieldType = typeOf(field)
    const value = read.get(key) ?? zero(fieldType)
    if (!isLeftOut(field, fieldType, value)) result[key] = value
  }
  return result
}

/** The Go type in a field's description. */
function typeOf(field: string): string {
  return field.split(',', 1)[0]!
}

function shortName(type: string): string {
  return type.slice(type.indexOf('.') + 1)
}

function zero(type: string): JsonValue {
  return toValue(type, null, {struct: '', path: ''})
}

function isLeftOut(field: string, type: string, value: JsonValue): boolean {
  if (field.includes(',omitzero')) return value === null
  return field.includes(',omitempty') && isEmpty(type, value)
}

/** What encoding/json calls empty; a struct never is, nor is what a pointer leads to. */
function isEmpty(type: string, value: JsonValue): boolean {
  if (type.startsWith('*')) return value === null
  const under = types[type] ?? type
  if (typeof under !== 'string') return false
  if (/^(?:\[\]|map\[)/.test(under)) return value === null || Object.keys(value).length === 0
  return value === '' || value === false || value === 0
}

/** The value as Go writes it after having read it into the type; null is the type's zero. */
function toValue(type: string, value: JsonValue, place: Place): JsonValue {
  if (type.startsWith('*')) return value === null ? null : toValue(type.slice(1), value, place)
  const special = specials[type]
  if (special !== undefined) return special(value)
  const under = types[type] ?? type
  if (typeof under !== 'string') {
    if (value !== null && !isObject(value)) throw mismatch(value, type, place)
    return toStruct(type, value ?? {}, place.path)
  }
  return toPlain(under, value, place, type)
}

function toPlain(under: string, value: JsonValue, place: Place, type: string): JsonValue {
  if (under.startsWith('[]')) {
    if (value === null) return null
    if (!Array.isArray(value)) throw mismatch(value, type, place)
    return value.map((item) => toValue(under.slice(2), item, place))
  }
  if (under.startsWith('map[')) {
    if (value === null) return null
    if (!isObject(value)) throw mismatch(value, type, place)
    const itemType = under.slice(under.indexOf(']') + 1)
    const keys = sortKeys(Object.keys(value))
    return Object.fromEntries(keys.map((key) => [key, toValue(itemType, value[key] ?? null, place)]))
  }
  switch (under) {
    case 'string':
      if (value !== null && typeof value !== 'string') throw mismatch(value, type, place)
      return value ?? ''
    case 'bool':
      if (value !== null && typeof value !== 'boolean') throw mismatch(value, type, place)
      return value ?? false
    default:
      return toInteger(under, value ?? 0, (shown) => mismatch(value, type, place, shown))
  }
}

function toInteger(type: string, value: JsonValue, wrong: (shown?: string) => Error): number | bigint {
  if (typeof value !== 'number' && typeof value !== 'bigint') throw wrong()
  const limit = type === 'int32' ? 2 ** 31 : 2 ** 63
  const fits = value >= -limit && value < limit && (typeof value === 'bigint' || Number.isInteger(value))
  if (!fits) throw wrong(`number ${value}`)
  return value
}

function mismatch(value: JsonValue, type: string, {struct, path}: Place, shown = jsonKind(value)): Error {
  return new Error(`json: cannot unmarshal ${shown} into Go struct field ${struct}.${path} of type ${type}`)
}

/** Types that read and write themselves. */
const specials: Readonly<Record<string, (value: JsonValue) => JsonValue>> = {
  'resource.Quantity': toQuantity,
  'v1.Time': toTime,
  'intstr.IntOrString': toIntOrString,
  'v1.FieldsV1': (value) => value,
}

function toQuantity(value: JsonValue): JsonValue {
  if (value === null) return '0'
  const text = typeof value === 'object' ? '' : String(value).trim()
  const quantity = parseQuantity(text)
  if (quantity !== undefined) return formatQuantity(quantity, quantityFormat(text))
  throw new Error(
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  )
}

function toTime(value: JsonValue): JsonValue {
  if (value === null) return null
  if (typeof value !== 'string') {
    throw new Error(`json: cannot unmarshal ${jsonKind(value)} into Go value of type string`)
  }
  const fault = timeFault(value)
  if (fault !== undefined) throw new Error(fault)
  return value
}

function toIntOrString(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value
  return toInteger(
    'int32',
    value ?? 0,
    (shown = jsonKind(value)) => new Error(`json: cannot unmarshal ${shown} into Go value of type int32`),
  )
}
