import {formatGo} from '../../api/go-format.ts'
import type {JsonObject, JsonValue} from '../../api/json.ts'
import {type JsonType, jsonType} from '../../api/json-compare.ts'
import {goSort} from '../../base/go-sort.ts'
import {LIST_OF_LISTS, badType, noMergeKey} from '../errors.ts'

/**
 * The type that all items of the lists have (sliceElementType). Throws for mixed lists, lists of
 * lists, and when there is no item at all.
 */
export function itemType(...lists: (readonly JsonValue[])[]): JsonType {
  let type: JsonType | undefined
  for (const item of lists.flat(1)) {
    const current = jsonType(item)
    if (type === undefined && current === 'slice') throw new Error(LIST_OF_LISTS)
    type ??= current
    if (type !== current)
      throw new Error(`list element types are not identical: ${formatGo(lists as JsonValue)}`)
  }
  if (type === undefined) throw new Error('no elements in any of the given slices')
  return type
}

/** The item as an object. Throws when it is none. */
export function asMap(item: JsonValue | undefined): JsonObject {
  if (jsonType(item) !== 'map') throw badType('map', item)
  return item as JsonObject
}

/** The value as a list. Throws when it is none. */
export function asList(value: JsonValue | undefined): JsonValue[] {
  if (!Array.isArray(value)) throw badType('slice', value)
  return value
}

/** The value of an item's merge key. Throws when the item has none. */
export function mergeValue(item: JsonObject, mergeKey: string): JsonValue | undefined {
  if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey)
  return item[mergeKey]
}

/** Whether two items are the same one: equal scalars, or objects with equal merge keys (mergeKeyValueEqual). */
export function sameItem(left: JsonValue, right: JsonValue, mergeKey: string): boolean {
  if (mergeKey === '') return left === right
  return mergeValue(asMap(left), mergeKey) === mergeValue(asMap(right), mergeKey)
}

/** Where the object with this merge key value is, -1 if nowhere. Throws when an item before it is no object. */
export function findByKey(list: readonly JsonValue[], key: string, value: JsonValue | undefined): number {
  return list.findIndex((item, index) => {
    if (jsonType(item) !== 'map') throw new Error(`value for key ${index} is not a map`)
    const map = item as JsonObject
    return Object.hasOwn(map, key) && map[key] === value
  })
}

/** The comparison kubectl sorts with: by printed form, and true for equal ones. */
function notAfter(left: string, right: string): boolean {
  return left <= right
}

/** Sorts scalars by their printed form, in place as kubectl does, which its callers can tell. */
export function sortScalars(list: JsonValue[]): JsonValue[] {
  return goSort(list, (left, right) => notAfter(formatGo(left), formatGo(right)))
}

/** A copy sorted by the printed form of one field (sortMapsBasedOnField). */
export function sortedByField(list: readonly JsonObject[], field: string): JsonObject[] {
  return goSort([...list], (left, right) => notAfter(formatGo(left[field]), formatGo(right[field])))
}

/** The scalars once each; where one is dropped the last takes its place (deduplicateScalars). */
export function withoutRepeats(list: readonly JsonValue[]): JsonValue[] {
  const result = [...list]
  for (let i = 0; i < result.length - 1; i++) {
    for (let j = i + 1; j < result.length; j++) {
      if (result[i] !== result[j]) continue
      const last = result.pop()!
      if (j < result.length) result[j] = last
      j--
    }
  }
  return result
}
