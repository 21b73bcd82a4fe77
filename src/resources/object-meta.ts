import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'

/**
 * Checks that a manifest's metadata has the types of ObjectMeta, so that nothing is silently dropped
 * later (cli-runtime's metadataValidatingDecoder). The sentences are those of Go's JSON decoder.
 */
type Check = (value: JsonValue, field: string, struct: string) => string | undefined

const text: Check = (value, field, struct) =>
  typeof value === 'string' ? undefined : mismatch(value, field, struct, 'string')

const uid: Check = (value, field, struct) =>
  typeof value === 'string' ? undefined : mismatch(value, field, struct, 'types.UID')

const flag: Check = (value, field, struct) =>
  typeof value === 'boolean' ? undefined : mismatch(value, field, struct, 'bool')

const beyondInt64 = 2 ** 63

const integer: Check = (value, field, struct) => {
  if (typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value as number) < beyondInt64)) {
    return undefined
  }
  const shown = typeof value === 'number' ? `number ${value}` : undefined
  return mismatch(value, field, struct, 'int64', shown)
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
  return faultOf(object)?.replace(/(?<=^json: cannot unmarshal number )\S+/, (number) =>
    json === undefined ? number : spelledIn(json, number),
  )
}

/** The number as the text spells it. */
function spelledIn(json: string, number: string): string {
  const spellings = json.match(/-?\d[\d.eE+-]*/g) ?? []
  return spellings.find((spelling) => Number(spelling) === Number(number)) ?? number
}

function faultOf(object: JsonObject): string | undefined {
  const {apiVersion, metadata} = object
  if (apiVersion !== undefined && apiVersion !== null && typeof apiVersion !== 'string') {
    return mismatch(apiVersion, 'TypeMeta.apiVersion', 'metadataOnlyObject', 'string')
  }
  if (metadata === undefined || metadata === null) return undefined
  if (!isObject(metadata)) return mismatch(metadata, 'metadata', 'metadataOnlyObject', 'v1.ObjectMeta')
  return checkFields(metadata, objectMeta, 'metadata', 'ObjectMeta')
}

function checkFields(
  object: JsonObject,
  fields: Readonly<Record<string, Check>>,
  path: string,
  struct: string,
): string | undefined {
  return first(Object.entries(object), ([key, value]) => {
    if (value === undefined || value === null || !Object.hasOwn(fields, key)) return undefined
    return fields[key]!(value, `${path}.${key}`, struct)
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
