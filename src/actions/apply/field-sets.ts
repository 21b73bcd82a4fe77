import {type JsonObject, type JsonValue, isObject} from '../../api/json.ts'
import {emptyObject} from '../../api/json-compare.ts'

/**
 * The `fieldsV1` of managed fields: a tree of path elements, where a leaf, or a node with `.` in it,
 * is a path that is owned (structured-merge-diff's fieldpath.Set as JSON).
 */
type FieldSet = JsonObject

const SELF = '.'

/** Whether the set has this path. */
export function hasPath(set: JsonValue | undefined, path: readonly string[]): boolean {
  let node = set
  for (const element of path) {
    if (!isObject(node) || !Object.hasOwn(node, element)) return false
    node = node[element]
  }
  return isObject(node) && isOwned(node)
}

/** The paths of both sets. */
export function uniteFields(left: JsonValue | undefined, right: JsonValue | undefined): FieldSet {
  const [one, other] = [asSet(left), asSet(right)]
  const result = emptyObject()
  const elements = new Set([...Object.keys(one), ...Object.keys(other)])
  elements.delete(SELF)
  for (const element of elements) result[element] = uniteNodes(one[element], other[element])
  return result
}

/** Whether every path of `part` is in the set, or a path below it. */
export function coversFields(set: JsonValue | undefined, part: JsonValue | undefined): boolean {
  const whole = asSet(set)
  return Object.entries(asSet(part)).every(
    ([element, below]) =>
      element === SELF || (Object.hasOwn(whole, element) && coversFields(whole[element], below)),
  )
}

function uniteNodes(left: JsonValue | undefined, right: JsonValue | undefined): FieldSet {
  const owned = (isObject(left) && isOwned(left)) || (isObject(right) && isOwned(right))
  const below = uniteFields(left, right)
  // A leaf is owned by being there; a node with something below it has to say so.
  if (owned && Object.keys(below).length > 0) below[SELF] = {}
  return below
}

function isOwned(node: JsonObject): boolean {
  return Object.keys(node).length === 0 || Object.hasOwn(node, SELF)
}

function asSet(value: JsonValue | undefined): FieldSet {
  return isObject(value) ? value : {}
}
