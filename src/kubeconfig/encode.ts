import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {sortKeys} from '../yaml/json.ts'
import type {KubeConfig} from './config.ts'
import {configStruct, type Field, type Struct} from './schema.ts'

/** The config as the v1 object that kubectl prints and writes: fields in the order of the Go structs. */
export function encodeConfig(config: KubeConfig): JsonObject {
  return {kind: 'Config', apiVersion: 'v1', ...encodeStruct(configStruct, config)}
}

function encodeStruct(struct: Struct, source: object): JsonObject {
  const result: JsonObject = {}
  for (const field of struct.fields) {
    const value = encodeField(field, Reflect.get(source, field.prop))
    if (value !== undefined) result[field.json] = value
  }
  return result
}

/** Undefined for what is left out of the file. */
function encodeField({type, omitEmpty}: Field, value: unknown): JsonValue | undefined {
  if (omitEmpty && isZero(value)) return undefined
  if (value === null) return null
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Map) return encodeMap(type, value)
  if (typeof type === 'object' && 'struct' in type) {
    const object = encodeStruct(type.struct, value as object)
    return omitEmpty && !type.pointer && Object.keys(object).length === 0 ? undefined : object
  }
  if (typeof type === 'object' && 'listOf' in type) {
    return (value as object[]).map((item) => encodeStruct(type.listOf, item))
  }
  return value as JsonValue
}

function isZero(value: unknown): boolean {
  if (value instanceof Map) return value.size === 0
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0
  return value === '' || value === false || value === null
}

function encodeMap(type: Field['type'], map: ReadonlyMap<string, unknown>): JsonValue {
  const names = sortKeys([...map.keys()])
  if (type === 'extensions') {
    return names.map((name) => ({name, extension: sorted(map.get(name) as JsonValue)}))
  }
  if (typeof type === 'object' && 'named' in type) {
    const {key, struct} = type.named
    // Go prints a list that was never made as null.
    if (names.length === 0) return null
    return names.map((name) => ({name, [key]: encodeStruct(struct, map.get(name) as object)}))
  }
  return Object.fromEntries(names.map((name) => [name, map.get(name) as JsonValue]))
}

/** The value with all keys in order: reading YAML sorts them in Go. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(sortKeys(Object.keys(value)).map((key) => [key, sorted(value[key] ?? null)]))
}
