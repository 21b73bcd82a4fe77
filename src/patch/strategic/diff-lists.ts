import {formatGo} from '../../api/go-format.ts'
import type {JsonObject, JsonValue} from '../../api/json.ts'
import {emptyObject, jsonEqual} from '../../api/json-compare.ts'
import {asMap, itemType, mergeValue, sameItem, sortScalars, sortedByField, withoutRepeats} from './lists.ts'
import {inOrderOf} from './order.ts'
import {DIRECTIVE} from './words.ts'

/** What goes into a patch (apimachinery's DiffOptions); absent is false. */
export interface DiffOptions {
  /** Adds `$setElementOrder/x` lists. */
  readonly setElementOrder?: boolean
  readonly ignoreChanges?: boolean
  readonly ignoreDeletions?: boolean
  /** Adds `$retainKeys` to the object at hand. */
  readonly buildRetainKeys?: boolean
}

/** The three lists that a merging list field can leave in a patch; empty ones are left out. */
export interface ListDiff {
  readonly patch: JsonValue[]
  readonly deletions: JsonValue[]
  readonly order: JsonValue[]
}

/** Compares two items with the same merge key. */
export type DiffItems = (original: JsonObject, modified: JsonObject) => JsonObject

/** The difference of two lists with the `merge` strategy (apimachinery's diffLists). Throws for lists that cannot be merged. */
export function diffLists(
  original: JsonValue[],
  modified: JsonValue[],
  mergeKey: string,
  options: DiffOptions,
  diffItems: DiffItems,
): ListDiff {
  if (original.length === 0) return {patch: options.ignoreChanges ? [] : modified, deletions: [], order: []}
  const type = itemType(original, modified)
  if (type === 'map') return diffMapLists(original, modified, mergeKey, options, diffItems)
  const {added, deleted} = diffScalars(original, modified, options)
  const changed =
    (!options.ignoreDeletions && deleted.length > 0) ||
    (!options.ignoreChanges && !jsonEqual(original, modified))
  return {
    patch: inOrderOf(added, modified, mergeKey, type),
    deletions: deleted,
    order: options.setElementOrder && changed ? modified : [],
  }
}

function diffMapLists(
  original: JsonValue[],
  modified: JsonValue[],
  mergeKey: string,
  options: DiffOptions,
  diffItems: DiffItems,
): ListDiff {
  const {changed, deleted} = diffMaps(
    original as JsonObject[],
    modified as JsonObject[],
    mergeKey,
    options,
    diffItems,
  )
  const sorted = inOrderOf(changed, modified, mergeKey, 'map')
  const orderSame = hasSameOrder(original, modified, mergeKey)
  const patch = [...sorted, ...deleted]
  const matters =
    (!options.ignoreChanges && (patch.length > 0 || !orderSame)) ||
    (!options.ignoreDeletions && patch.length > 0)
  const order =
    options.setElementOrder && matters ? modified.map((item) => keyOnly(asMap(item), mergeKey)) : []
  return {patch, deletions: [], order}
}

function keyOnly(item: JsonObject, mergeKey: string): JsonObject {
  const result = emptyObject()
  result[mergeKey] = item[mergeKey] ?? null
  return result
}

function hasSameOrder(
  original: readonly JsonValue[],
  modified: readonly JsonValue[],
  mergeKey: string,
): boolean {
  return (
    original.length === modified.length &&
    modified.every((item, index) => sameItem(original[index]!, item, mergeKey))
  )
}

/** Walks both lists in the order of their merge keys (diffListsOfMaps). */
function diffMaps(
  original: readonly JsonObject[],
  modified: readonly JsonObject[],
  mergeKey: string,
  options: DiffOptions,
  diffItems: DiffItems,
): {changed: JsonValue[]; deleted: JsonValue[]} {
  const left = sortedByField(original, mergeKey)
  const right = sortedByField(modified, mergeKey)
  const changed: JsonValue[] = []
  const deleted: JsonValue[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const from = i < left.length ? mergeValue(left[i]!, mergeKey) : undefined
    const to = j < right.length ? mergeValue(right[j]!, mergeKey) : undefined
    const side = compare(i < left.length, j < right.length, formatGo(from), formatGo(to))
    if (side === 'both') {
      const patch = diffItems(left[i++]!, right[j++]!)
      if (Object.keys(patch).length > 0) {
        patch[mergeKey] = to
        changed.push(patch)
      }
    } else if (side === 'right') {
      if (!options.ignoreChanges) changed.push(right[j]!)
      j++
    } else {
      if (!options.ignoreDeletions) deleted.push(deletionOf(mergeKey, from))
      i++
    }
  }
  return {changed, deleted}
}

function compare(inLeft: boolean, inRight: boolean, left: string, right: string): 'both' | 'left' | 'right' {
  if (!inLeft) return 'right'
  if (!inRight) return 'left'
  return left === right ? 'both' : left > right ? 'right' : 'left'
}

function deletionOf(mergeKey: string, value: JsonValue | undefined): JsonObject {
  const item = emptyObject()
  item[mergeKey] = value
  item[DIRECTIVE] = 'delete'
  return item
}

/** What to add and what to delete; leaves `original` sorted, as kubectl does (diffListsOfScalars). */
function diffScalars(
  original: JsonValue[],
  modified: readonly JsonValue[],
  options: DiffOptions,
): {added: JsonValue[]; deleted: JsonValue[]} {
  const left = sortScalars(original)
  const right = sortScalars([...modified])
  const added: JsonValue[] = []
  const deleted: JsonValue[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const side = compare(i < left.length, j < right.length, formatGo(left[i]), formatGo(right[j]))
    if (side === 'right' && !options.ignoreChanges) added.push(right[j]!)
    if (side === 'left' && !options.ignoreDeletions) deleted.push(left[i]!)
    if (side !== 'right') i++
    if (side !== 'left') j++
  }
  return {added, deleted: withoutRepeats(deleted)}
}
