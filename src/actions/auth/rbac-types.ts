import {isObject, type JsonObject, type JsonValue} from '../../api/json.ts'
import {jsonKind} from '../../resources/object-meta.ts'

/** A field of a Go struct; lists of texts and structs are all that RBAC has besides. */
interface Field {
  readonly name: string
  readonly type: 'string' | 'strings' | 'texts' | 'meta' | Struct | readonly [Struct]
  /** Written also when it is empty. */
  readonly always?: true
}

interface Struct {
  readonly name: string
  readonly fields: readonly Field[]
}

const selector: Struct = {
  name: 'LabelSelector',
  fields: [
    {name: 'matchLabels', type: 'texts'},
    {
      name: 'matchExpressions',
      type: [
        {
          name: 'LabelSelectorRequirement',
          fields: [
            {name: 'key', type: 'string', always: true},
            {name: 'operator', type: 'string', always: true},
            {name: 'values', type: 'strings'},
          ],
        },
      ],
    },
  ],
}

const rule: Struct = {
  name: 'PolicyRule',
  fields: [
    {name: 'verbs', type: 'strings', always: true},
    ...['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'].map((name): Field => ({
      name,
      type: 'strings',
    })),
  ],
}

const subject: Struct = {
  name: 'Subject',
  fields: [
    {name: 'kind', type: 'string', always: true},
    {name: 'apiGroup', type: 'string'},
    {name: 'name', type: 'string', always: true},
    {name: 'namespace', type: 'string'},
  ],
}

const roleRef: Struct = {
  name: 'RoleRef',
  fields: ['apiGroup', 'kind', 'name'].map((name) => ({name, type: 'string', always: true})),
}

const head: readonly Field[] = [
  {name: 'kind', type: 'string'},
  {name: 'apiVersion', type: 'string'},
  {name: 'metadata', type: 'meta', always: true},
]
const rules: Field = {name: 'rules', type: [rule], always: true}
const aggregation: Field = {
  name: 'aggregationRule',
  type: {name: 'AggregationRule', fields: [{name: 'clusterRoleSelectors', type: [selector]}]},
}
const binding: readonly Field[] = [
  ...head,
  {name: 'subjects', type: [subject]},
  {name: 'roleRef', type: roleRef, always: true},
]

const structs: Readonly<Record<string, Struct>> = {
  Role: {name: 'Role', fields: [...head, rules]},
  ClusterRole: {name: 'ClusterRole', fields: [...head, rules, aggregation]},
  RoleBinding: {name: 'RoleBinding', fields: binding},
  ClusterRoleBinding: {name: 'ClusterRoleBinding', fields: binding},
}

function structOf({kind}: JsonObject): Struct | undefined {
  return typeof kind === 'string' ? structs[kind] : undefined
}

/** Fields of ObjectMeta in the order of the struct. */
const metaFields = [
  ...['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation'],
  ...['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'labels', 'annotations'],
  ...['ownerReferences', 'finalizers', 'managedFields'],
]

/** What Go's JSON decoder says of an RBAC object with a value of a wrong type, undefined for nothing. */
export function rbacFault(object: JsonObject): string | undefined {
  const struct = structOf(object)
  return struct === undefined ? undefined : structFault(struct, object, '')
}

/** The object as Go writes the struct: known fields only, in their order, empty ones left out. */
export function encodeRBAC(object: JsonObject): JsonObject {
  return encodeStruct(structOf(object)!, object)
}

/** The same of a selector in an aggregation rule. */
export function encodeSelector(value: JsonObject): JsonObject {
  return encodeStruct(selector, value)
}

function structFault({name: struct, fields}: Struct, object: JsonObject, path: string): string | undefined {
  for (const {name, type} of fields) {
    const value = object[name]
    if (type === 'meta' || value === undefined || value === null) continue
    const fault = fieldFault(value, type, `${struct}.${path}${name}`, `${path}${name}.`)
    if (fault !== undefined) return fault
  }
  return undefined
}

function fieldFault(value: JsonValue, type: Field['type'], field: string, path: string): string | undefined {
  const mismatch = (wrong: JsonValue, goType: string): string =>
    `json: cannot unmarshal ${jsonKind(wrong)} into Go struct field ${field} of type ${goType}`
  const isText = (one: JsonValue | undefined): boolean => one === null || typeof one === 'string'
  if (type === 'string') return isText(value) ? undefined : mismatch(value, 'string')
  if (type === 'strings') {
    if (!Array.isArray(value)) return mismatch(value, '[]string')
    const wrong = value.find((one) => !isText(one))
    return wrong === undefined ? undefined : mismatch(wrong, 'string')
  }
  if (type === 'texts') {
    if (!isObject(value)) return mismatch(value, 'map[string]string')
    const wrong = Object.values(value).find((one) => !isText(one))
    return wrong === undefined ? undefined : mismatch(wrong, 'string')
  }
  if (type === 'meta') return undefined
  if (!isListType(type)) {
    return isObject(value) ? structFault(type, value, path) : mismatch(value, `v1.${type.name}`)
  }
  const [struct] = type
  if (!Array.isArray(value)) return mismatch(value, `[]v1.${struct.name}`)
  for (const item of value) {
    if (item === null) continue
    const fault = isObject(item) ? structFault(struct, item, path) : mismatch(item, `v1.${struct.name}`)
    if (fault !== undefined) return fault
  }
  return undefined
}

function isListType(type: Struct | readonly [Struct]): type is readonly [Struct] {
  return Array.isArray(type)
}

function encodeStruct({fields}: Struct, object: JsonObject): JsonObject {
  const encoded: JsonObject = {}
  for (const {name, type, always} of fields) {
    const value = encodeField(object[name], type)
    if (always || !isEmpty(value)) encoded[name] = value
  }
  return encoded
}

function encodeField(value: JsonValue = null, type: Field['type']): JsonValue {
  if (type === 'string') return value ?? ''
  if (type === 'meta') return encodeMeta(isObject(value) ? value : {})
  if (type === 'texts') return encodeMap(value)
  if (type === 'strings') return Array.isArray(value) ? value.map((one) => one ?? '') : null
  if (!isListType(type)) return value === null ? null : encodeStruct(type, value as JsonObject)
  const [struct] = type
  return Array.isArray(value) ? value.map((item) => encodeStruct(struct, (item ?? {}) as JsonObject)) : null
}

function encodeMeta(meta: JsonObject): JsonObject {
  const encoded: JsonObject = {}
  for (const name of metaFields) {
    const value = meta[name] ?? null
    const isMap = name === 'labels' || name === 'annotations'
    const written = isMap ? encodeMap(value) : value
    if (!isEmpty(written)) encoded[name] = written
  }
  return encoded
}

/** In the order in which Go writes keys; none for an empty map. */
function encodeMap(map: JsonValue): JsonObject | null {
  if (!isObject(map) || Object.keys(map).length === 0) return null
  return Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Go's omitempty; a struct behind a pointer is not empty. */
function isEmpty(value: JsonValue): boolean {
  if (value === null || value === '') return true
  return Array.isArray(value) && value.length === 0
}
