import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {parseGroupVersion} from '../api/schema.ts'
import {goQuote} from '../base/go-quote.ts'
import {parseYAML} from '../yaml/yaml-reader.ts'
import {decodeBase64} from '../base/go-base64.ts'
import {type Extensions, type KubeConfig, newConfig} from './config.ts'
import {refuseDuplicateNames} from './duplicate-name.ts'
import {configStruct, type Field, type NamedList, type Struct} from './schema.ts'

/**
 * Reads the text of a kubeconfig file (clientcmd's Load). Unknown fields are dropped, as kubectl drops
 * them. Throws with Go's texts: YAML errors, a wrong kind or version, a value of the wrong type, a
 * name that occurs twice.
 */
export function decodeConfig(text: string): KubeConfig {
  const document = parseYAML(text)
  if (document === null) return newConfig()
  checkKind(document)
  const config = newConfig()
  decodeStruct(configStruct, document, config, [])
  refuseDuplicateNames(configStruct, document)
  for (const user of config.users.values()) {
    // Plugins written for the old APIs could not say it; v1 requires it.
    const exec = user.exec
    if (exec !== null && exec.interactiveMode === '' && oldExecVersion.test(exec.apiVersion)) {
      exec.interactiveMode = 'IfAvailable'
    }
  }
  return config
}

const oldExecVersion = /^client\.authentication\.k8s\.io\/v1(alpha|beta)1$/

function checkKind(document: JsonValue): asserts document is JsonObject {
  if (!isObject(document)) {
    throw new Error(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonType(document)} into Go value of type ` +
        'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
    )
  }
  for (const key of ['apiVersion', 'kind']) {
    const value = document[key] ?? ''
    if (typeof value === 'string') continue
    throw new Error(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonType(value)} into Go struct field .${key} of type string`,
    )
  }
  const version = (document['apiVersion'] as string | null | undefined) || 'v1'
  const kind = (document['kind'] as string | null | undefined) || 'Config'
  parseGroupVersion(version)
  if (kind !== 'Config' || version !== 'v1') {
    throw new Error(
      `no kind ${goQuote(kind)} is registered for version ${goQuote(version)} in scheme "pkg/runtime/scheme.go:111"`,
    )
  }
}

/** Fills `target`. Goes through the keys in sorted order, so the first error is the one Go reports. */
function decodeStruct(struct: Struct, source: JsonObject, target: object, path: readonly string[]): void {
  const byName = new Map(struct.fields.map((field) => [field.json, field]))
  for (const key of Object.keys(source).sort()) {
    const field = byName.get(key)
    const value = source[key]
    if (field === undefined || value === null || value === undefined) continue
    Reflect.set(target, field.prop, decodeField(struct, field, value, [...path, key]))
  }
}

function decodeField(struct: Struct, field: Field, value: JsonValue, path: readonly string[]): unknown {
  const {type} = field
  const mismatch = (what: JsonValue, goType: string) => typeError(what, struct.name, path, goType)
  const text = (item: JsonValue, goType = 'string'): string => {
    if (item === null) return ''
    if (typeof item !== 'string') throw mismatch(item, goType)
    return item
  }
  const list = (item: JsonValue, goType: string): JsonValue[] => {
    if (item === null) return []
    if (!Array.isArray(item)) throw mismatch(item, goType)
    return item
  }
  const entries = (item: JsonValue, goType: string): [string, JsonValue][] => {
    if (!isObject(item)) throw mismatch(item, goType)
    return Object.keys(item)
      .sort()
      .map((key) => [key, item[key] ?? null])
  }
  switch (type) {
    case 'string':
      return text(value, field.goType)
    case 'bool':
      if (typeof value !== 'boolean') throw mismatch(value, 'bool')
      return value
    case 'bytes':
      return decodeBase64(text(value, '[]uint8'))
    case 'strings':
      return list(value, '[]string').map((item) => text(item))
    case 'stringMap':
      return new Map(entries(value, 'map[string]string').map(([key, item]) => [key, text(item)]))
    case 'stringListMap':
      return new Map(
        entries(value, 'map[string][]string').map(([key, items]) => [
          key,
          list(items, '[]string').map((item) => text(item)),
        ]),
      )
    case 'extensions':
      return decodeExtensions(list(value, '[]v1.NamedExtension'), struct.name, path)
    default:
      if ('named' in type)
        return decodeNamed(type.named, list(value, `[]v1.${type.named.entry}`), struct.name, path)
      if ('listOf' in type) {
        return list(value, `[]v1.${type.listOf.name}`).map((item) =>
          decodeNested(type.listOf, item, struct.name, path),
        )
      }
      return decodeNested(type.struct, value, struct.name, path)
  }
}

function decodeNested(struct: Struct, value: JsonValue, parent: string, path: readonly string[]): object {
  const target = struct.make()
  if (value === null) return target
  if (!isObject(value)) throw typeError(value, parent, path, `v1.${struct.name}`)
  decodeStruct(struct, value, target, path)
  return target
}

function decodeNamed(
  list: NamedList,
  items: readonly JsonValue[],
  parent: string,
  path: readonly string[],
): Map<string, object> {
  const {entry, key, struct} = list
  const decoded = items.map((item): [string, object] => {
    const holder: {name: string; value: object} = {name: '', value: struct.make()}
    const fields = [
      {json: 'name', prop: 'name', type: 'string', omitEmpty: false},
      {json: key, prop: 'value', type: {struct, pointer: false}, omitEmpty: false},
    ] as const
    if (item !== null && !isObject(item)) throw typeError(item, parent, path, `v1.${entry}`)
    if (item !== null) decodeStruct({name: entry, fields, make: () => holder}, item, holder, path)
    return [holder.name, holder.value]
  })
  return new Map(decoded)
}

function decodeExtensions(items: readonly JsonValue[], parent: string, path: readonly string[]): Extensions {
  const result: Extensions = new Map()
  for (const item of items) {
    if (item !== null && !isObject(item)) throw typeError(item, parent, path, 'v1.NamedExtension')
    const name = item?.['name'] ?? ''
    if (typeof name !== 'string') throw typeError(name, 'NamedExtension', [...path, 'name'], 'string')
    result.set(name, item?.['extension'] ?? null)
  }
  return result
}

/** encoding/json's UnmarshalTypeError. */
function typeError(value: JsonValue, struct: string, path: readonly string[], goType: string): Error {
  return new Error(
    `json: cannot unmarshal ${jsonType(value)} into Go struct field ${struct}.${path.join('.')} of type ${goType}`,
  )
}

function jsonType(value: JsonValue): string {
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'object':
      return 'object'
    default:
      return 'number'
  }
}
