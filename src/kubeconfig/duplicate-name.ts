import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {decodeBase64} from '../base/go-base64.ts'
import {formatJSON, sortKeys} from '../yaml/json.ts'
import type {Field, NamedList, Struct} from './schema.ts'

const mapTypes: Readonly<Record<string, string>> = {
  NamedCluster: 'Cluster',
  NamedAuthInfo: 'AuthInfo',
  NamedContext: 'Context',
}

/**
 * Throws for the first name that occurs twice in a list of a kubeconfig, in the order and with the texts of
 * api/v1/conversion.go. kubectl prints the whole list after it, in Go's `%v` notation; tokens, passwords and keys are
 * left out of it here.
 */
export function refuseDuplicateNames(struct: Struct, source: JsonObject): void {
  for (const {json, type} of struct.fields) {
    const value = source[json] ?? null
    if (type === 'extensions') refuseExtensions(itemsOf(value))
    else if (typeof type === 'object' && 'named' in type) refuseNamed(type.named, itemsOf(value))
    else if (typeof type === 'object' && 'struct' in type && isObject(value)) {
      refuseDuplicateNames(type.struct, value)
    }
  }
}

function refuseNamed({entry, key, struct}: NamedList, items: readonly JsonObject[]): void {
  const names = new Set<string>()
  for (const item of items) {
    refuseDuplicateNames(struct, objectOf(item[key]))
    const name = nameOf(item)
    if (names.has(name)) {
      const shown = items.map((other) => `{${nameOf(other)} ${goStruct(struct, objectOf(other[key]))}}`)
      throw duplicateName(entry, `*api.${mapTypes[entry]}`, name, shown)
    }
    names.add(name)
  }
}

/** An extension without a value is none, so another may have its name. */
function refuseExtensions(items: readonly JsonObject[]): void {
  const names = new Set<string>()
  for (const item of items) {
    const name = nameOf(item)
    if (names.has(name)) throw duplicateName('NamedExtension', 'runtime.Object', name, items.map(goExtension))
    if ((item['extension'] ?? null) !== null) names.add(name)
  }
}

function duplicateName(entry: string, type: string, name: string, shown: readonly string[]): Error {
  return new Error(
    `error converting *[]${entry} into *map[string]${type}: duplicate name "${name}" in list: [${shown.join(' ')}]`,
  )
}

function itemsOf(value: JsonValue): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function nameOf(item: JsonObject): string {
  return textOf(item['name'])
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function goStruct(struct: Struct, source: JsonObject): string {
  return `{${struct.fields.map((field) => goValue(field, source[field.json] ?? null)).join(' ')}}`
}

function goValue({json, type}: Field, value: JsonValue): string {
  const isSecret = value !== null && value !== '' && secrets.has(json)
  switch (type) {
    case 'string':
      return isSecret ? 'REDACTED' : textOf(value)
    case 'bool':
      return String(value === true)
    case 'bytes':
      return isSecret ? '[REDACTED]' : goBytes(decodeBase64(textOf(value)))
    case 'strings':
      return goStrings(value)
    case 'stringListMap': {
      const map = objectOf(value)
      const entries = sortKeys(Object.keys(map)).map((key) => `${key}:${goStrings(map[key] ?? null)}`)
      return `map[${entries.join(' ')}]`
    }
    case 'extensions':
      return `[${itemsOf(value).map(goExtension).join(' ')}]`
    default:
      // Go prints where it lies in memory.
      return value === null ? '<nil>' : '...'
  }
}

const secrets = new Set(['token', 'password', 'client-key-data'])

function goExtension(item: JsonObject): string {
  const value = item['extension'] ?? null
  return `{${nameOf(item)} {${goBytes(value === null ? [] : Buffer.from(formatJSON(value)))} <nil>}}`
}

function goStrings(value: JsonValue): string {
  return `[${(Array.isArray(value) ? value : []).map(textOf).join(' ')}]`
}

function goBytes(bytes: Iterable<number>): string {
  return `[${[...bytes].join(' ')}]`
}
