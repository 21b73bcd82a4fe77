import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {textAt} from '../api/object.ts'
import {readJSONSpellings} from '../yaml/json-exact.ts'

/**
 * Checks that a manifest's metadata has the types of ObjectMeta, so that nothing is silently dropped
 * later (cli-runtime's metadataValidatingDecoder). The sentences are those of Go's JSON decoder.
 */
type Check = (value: JsonValue, field: string, struct: string, json?: string) => string | undefined

const text: Check = (value, field, struct) =>
  typeof value === 'string' ? undefined : mismatch(value, field, struct, 'string')

const uid: Check = (value, field, struct) =>
  typeof value === 'string' ? undefined : mismatch(value, field, struct, 'types.UID')

const flag: Check = (value, field, struct) =>
  typeof value === 'boolean' ? undefined : mismatch(value, field, struct, 'bool')

const beyondInt64 = 2 ** 63

/** Of a field of the metadata: `5.0` and `1e3` are integers in YAML, which is made into JSON, but not in JSON. */
const integer: Check = (value, field, struct, json) => {
  if (typeof value === 'bigint') return undefined
  if (typeof value !== 'number') return mismatch(value, field, struct, 'int64')
  const spelling = json === undefined ? String(value) : spelledIn(json, field)
  if (Number.isInteger(value) && Math.abs(value) < beyondInt64 && !/[.eE]/.test(spelling)) return undefined
  return mismatch(value, field, struct, 'int64', `number ${spelling}`)
}

/** The number in a field as the text spells it. */
function spelledIn(json: string, field: string): string {
  return textAt(readJSONSpellings(json) as JsonObject, ...field.split('.'))
}

const time: Check = (value) => {
  if (typeof value !== 'string') {
    return `json: cannot unmarshal ${jsonKind(value)} into Go value of type string`
  }
  return timeFault(value)
}

const texts: Check = (value, field, struct) => {
  if (!isObject(value)) return mismatch(value, field, struct, 'map[string]string')
  return first(Object.values(value), (item) => text(item, field, struct))
}

const strings: Check = (value, field, struct) => {
  if (!Array.isArray(value)) return mismatch(value, field, struct, '[]string')
  return first(value, (item) => text(item, field, struct))
}

function structs(type: string, fields: Readonly<Record<string, Check>>): Check {
  return (value, field, struct) => {
    if (!Array.isArray(value)) return mismatch(value, field, struct, `[]v1.${type}`)
    return first(value, (item) =>
      isObject(item) ? checkFields(item, fields, field, type) : mismatch(item, field, struct, `v1.${type}`),
    )
  }
}

const objectMeta: Readonly<Record<string, Check>> = {
  name: text,
  generateName: text,
  namespace: text,
  selfLink: text,
  uid,
  resourceVersion: text,
  generation: integer,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: integer,
  labels: texts,
  annotations: texts,
  finalizers: strings,
  ownerReferences: structs('OwnerReference', {
    apiVersion: text,
    kind: text,
    name: text,
    uid,
    controller: flag,
    blockOwnerDeletion: flag,
  }),
  managedFields: structs('ManagedFieldsEntry', {
    manager: text,
    operation: text,
    apiVersion: text,
    time,
    fieldsType: text,
    subresource: text,
  }),
}

/**
 * The first fault in the object's apiVersion, kind and metadata, undefined when there is none. `json` is the object's
 * text, where it was JSON.
 */
export function metadataFault(object: JsonObject, json?: string): string | undefined {
  const {apiVersion, metadata} = object
  if (apiVersion !== undefined && apiVersion !== null && typeof apiVersion !== 'string') {
    return mismatch(apiVersion, 'TypeMeta.apiVersion', 'metadataOnlyObject', 'string')
  }
  if (metadata === undefined || metadata === null) return undefined
  if (!isObject(metadata)) return mismatch(metadata, 'metadata', 'metadataOnlyObject', 'v1.ObjectMeta')
  return checkFields(metadata, objectMeta, 'metadata', 'ObjectMeta', json)
}

function checkFields(
  object: JsonObject,
  fields: Readonly<Record<string, Check>>,
  path: string,
  struct: string,
  json?: string,
): string | undefined {
  return first(Object.entries(object), ([key, value]) => {
    if (value === undefined || value === null || !Object.hasOwn(fields, key)) return undefined
    return fields[key]!(value, `${path}.${key}`, struct, json)
  })
}

function first<T>(
  items: readonly T[],
  check: (item: NonNullable<T>) => string | undefined,
): string | undefined {
  for (const item of items) {
    const fault = item === null || item === undefined ? undefined : check(item)
    if (fault !== undefined) return fault
  }
  return undefined
}

function mismatch(
  value: JsonValue,
  field: string,
  struct: string,
  type: string,
  shown = jsonKind(value),
): string {
  return `json: cannot unmarshal ${shown} into Go struct field ${struct}.${field} of type ${type}`
}

/** Go's name for the JSON type: object, array, string, number, bool. */
export function jsonKind(value: JsonValue): string {
  if (Array.isArray(value)) return 'array'
  if (isObject(value)) return 'object'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'string' ? 'string' : 'number'
}

const layout = '2006-01-02T15:04:05Z07:00'
const elements: readonly [pattern: RegExp, name: string][] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^\d{2}/, '01'],
  [/^-/, '-'],
  [/^\d{2}/, '02'],
  [/^T/, 'T'],
  [/^\d{1,2}/, '15'],
  [/^:/, ':'],
  [/^\d{2}/, '04'],
  [/^:/, ':'],
  [/^\d{2}(?:[.,]\d+)?/, '05'],
  [/^(?:Z|[+-]\d{2}:\d{2})/, 'Z07:00'],
]

/** What time.Parse(RFC3339) objects to. */
export function timeFault(value: string): string | undefined {
  let rest = value
  for (const [pattern, name] of elements) {
    const match = pattern.exec(rest)
    if (match === null) {
      return `parsing time ${JSON.stringify(value)} as "${layout}": cannot parse ${JSON.stringify(rest)} as "${name}"`
    }
    rest = rest.slice(match[0].length)
  }
  return rest === ''
    ? undefined
    : `parsing time ${JSON.stringify(value)}: extra text: ${JSON.stringify(rest)}`
}
