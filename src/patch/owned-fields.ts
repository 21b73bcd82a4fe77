import {type JsonObject, type JsonValue, isObject, setField} from '../api/json.ts'
import {formatJSON, parseJSON} from '../yaml/json.ts'

/**
 * The `fieldsV1` of managed fields: a tree of path elements, `f:NAME` for a field, `k:{…}` for a list item by its
 * keys, `v:…` for one by its value, `i:N` for one by its index, and `.` for the node itself. A node with
 * nothing in it is owned with all that it holds (structured-merge-diff's fieldpath.Set as JSON).
 */
export type FieldSet = JsonObject

const SELF = '.'

/**
 * The part of a value that one of the sets owns, undefined when none owns anything of it. List items that are
 * owned in part keep the fields that are their keys.
 */
export function ownedPart(value: JsonValue, sets: readonly FieldSet[]): JsonValue | undefined {
  if (sets.some(isLeaf)) return value
  if (Array.isArray(value)) return ownedItems(value, sets)
  if (!isObject(value)) return sets.length > 0 ? value : undefined
  const result: JsonObject = {}
  for (const [name, field = null] of Object.entries(value)) {
    const below = childrenAt(sets, `f:${name}`)
    const part = below.length > 0 ? ownedPart(field, below) : undefined
    if (part !== undefined) setField(result, name, part)
  }
  return Object.keys(result).length > 0 || sets.some(isOwnedItself) ? result : undefined
}

function ownedItems(items: readonly JsonValue[], sets: readonly FieldSet[]): JsonValue[] | undefined {
  const elements = new Set(sets.flatMap((set) => Object.keys(set)))
  const keys = [...elements].filter((element) => element.startsWith('k:'))
  const values = new Set([...elements].flatMap((element) => valueOf(element) ?? []))
  const result = items.flatMap((item, index) => {
    if (values.has(formatJSON(item)) || elements.has(`i:${index}`)) return [item]
    const key = keys.find((each) => hasKeys(item, keysOf(each)))
    if (key === undefined) return []
    const below = childrenAt(sets, key)
    const part = ownedPart(item, below)
    return part === undefined ? [] : [below.some(isOwned) ? part : withKeys(part, keysOf(key))]
  })
  return result.length > 0 || sets.some(isOwnedItself) ? result : undefined
}

/**
 * The part of a set that a configuration speaks of. For whoever sent that configuration without the rest, which
 * the server filled in for him.
 */
export function spokenOf(set: FieldSet, configuration: JsonValue): FieldSet {
  const result: FieldSet = {[SELF]: {}}
  for (const [element, below] of Object.entries(set)) {
    const value = valueAt(configuration, element)
    if (value === undefined || !isObject(below)) continue
    setField(result, element, isLeaf(below) ? below : spokenOf(below, value))
  }
  return result
}

function valueAt(configuration: JsonValue, element: string): JsonValue | undefined {
  const name = element.slice(2)
  if (element.startsWith('f:')) {
    return isObject(configuration) && Object.hasOwn(configuration, name) ? configuration[name] : undefined
  }
  if (!Array.isArray(configuration)) return undefined
  if (element.startsWith('i:')) return configuration[Number(name)]
  if (element.startsWith('v:')) return configuration.find((item) => formatJSON(item) === valueOf(element))
  if (!element.startsWith('k:')) return undefined
  // A key that the configuration leaves out has its default.
  const keys = Object.entries(keysOf(element))
  return configuration.find(
    (item) =>
      isObject(item) && keys.every(([key, value]) => !Object.hasOwn(item, key) || item[key] === value),
  )
}

function childrenAt(sets: readonly FieldSet[], element: string): FieldSet[] {
  return sets.flatMap((set) => {
    const child = Object.hasOwn(set, element) ? set[element] : undefined
    return isObject(child) ? [child] : []
  })
}

function isLeaf(set: FieldSet): boolean {
  return Object.keys(set).length === 0
}

function isOwnedItself(set: FieldSet): boolean {
  return Object.hasOwn(set, SELF)
}

function isOwned(set: FieldSet): boolean {
  return isLeaf(set) || isOwnedItself(set)
}

/** The value that a `v:` element stands for, in one way of writing it; undefined for other elements. */
function valueOf(element: string): string | undefined {
  return element.startsWith('v:') ? formatJSON(parseJSON(element.slice(2))) : undefined
}

function keysOf(element: string): JsonObject {
  const keys = parseJSON(element.slice(2))
  return isObject(keys) ? keys : {}
}

function hasKeys(item: JsonValue, keys: JsonObject): boolean {
  return isObject(item) && Object.entries(keys).every(([key, value]) => item[key] === value)
}

function withKeys(part: JsonValue, keys: JsonObject): JsonValue {
  return isObject(part) ? {...keys, ...part} : part
}
