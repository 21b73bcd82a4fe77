import type {JsonObject, JsonValue} from '../../api/json.ts'
import type {JsonType} from '../../api/json-compare.ts'
import {jsonType} from '../../api/json-compare.ts'
import {goStableSort} from '../../base/go-stable-sort.ts'
import {BAD_SET_ORDER} from '../errors.ts'
import {asMap, findByKey, mergeValue, sameItem} from './lists.ts'
import {DIRECTIVE, SET_ORDER} from './words.ts'
import {formatGo} from '../../api/go-format.ts'

/** What a list of patches asks: items to keep or change, and items to delete. */
export function splitDeletions(list: readonly JsonValue[]): {
  kept: JsonValue[]
  deleted: JsonValue[]
} {
  const kept: JsonValue[] = []
  const deleted: JsonValue[] = []
  for (const item of list) (asMap(item)[DIRECTIVE] === 'delete' ? deleted : kept).push(item)
  return {kept, deleted}
}

/**
 * Puts the list into the order of another, deletions last (normalizeSliceOrder). Items that the
 * order does not name compare as smaller than everything, as in kubectl.
 */
export function inOrderOf(
  list: JsonValue[],
  order: readonly JsonValue[],
  mergeKey: string,
  type: JsonType,
): JsonValue[] {
  let kept = list
  let deleted: JsonValue[] = []
  if (type === 'map') {
    for (const item of [...list, ...order]) mergeValue(asMap(item), mergeKey)
    ;({kept, deleted} = splitDeletions(list))
  }
  const place = placeIn(order, mergeKey, type)
  goStableSort(kept, (left, right) => {
    const leftPlace = place(left)
    const rightPlace = leftPlace >= 0 ? place(right) : -1
    return rightPlace >= 0 ? leftPlace < rightPlace : true
  })
  return [...kept, ...deleted]
}

/** Finds the first place of an item, by merge key or by value; -1 for none (index). */
function placeIn(list: readonly JsonValue[], mergeKey: string, type: JsonType): (item: JsonValue) => number {
  const valueOf = (item: JsonValue): JsonValue | undefined => {
    if (type !== 'map') return item
    return jsonType(item) === 'map' ? ((item as JsonObject)[mergeKey] ?? null) : null
  }
  const places = new Map<JsonValue | undefined, number>()
  list.forEach((item, index) => {
    const value = valueOf(item)
    if (!places.has(value)) places.set(value, index)
  })
  return (item) => places.get(valueOf(item)) ?? -1
}

/** A list split by who knows its items, and the orders to bring them in. */
export interface Ordering {
  readonly patchItems: JsonValue[]
  readonly serverItems: JsonValue[]
  readonly patchOrder: readonly JsonValue[]
  readonly serverOrder: readonly JsonValue[]
  readonly mergeKey: string
  readonly type: JsonType
}

/** One list of both sides: each keeps its own order, interleaved by the server's (normalizeElementOrder). */
export function interleave(ordering: Ordering): JsonValue[] {
  const {patchOrder, serverOrder, mergeKey, type} = ordering
  const right = inOrderOf(ordering.patchItems, patchOrder, mergeKey, type)
  const left = inOrderOf(ordering.serverItems, serverOrder, mergeKey, type)
  const place = placeIn(serverOrder, mergeKey, type)
  const result: JsonValue[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i >= left.length) result.push(right[j++]!)
    else if (j >= right.length) result.push(left[i++]!)
    else if (isBefore(place(left[i]!), place(right[j]!))) result.push(left[i++]!)
    else result.push(right[j++]!)
  }
  return result
}

function isBefore(left: number, right: number): boolean {
  return left >= 0 && right >= 0 && left < right
}

/** Splits a list into the items that `by` has too and the others (partition…ByPresentInList). */
export function partitionBy(
  list: readonly JsonValue[],
  by: readonly JsonValue[],
  mergeKey: string,
): {patchItems: JsonValue[]; serverItems: JsonValue[]} {
  const patchItems: JsonValue[] = []
  const serverItems: JsonValue[] = []
  const known = mergeKey === '' ? new Set(by) : undefined
  for (const item of list) {
    const present = known?.has(item) ?? findByKey(by, mergeKey, mergeValue(asMap(item), mergeKey)) >= 0
    ;(present ? patchItems : serverItems).push(item)
  }
  return {patchItems, serverItems}
}

/** Throws unless the patch's items occur in the `$setElementOrder` list, in its order (validatePatchWithSetOrderList). */
export function checkSetOrder(
  patchList: JsonValue | undefined,
  order: JsonValue | undefined,
  mergeKey: string,
): void {
  if (!Array.isArray(order) || !Array.isArray(patchList)) throw new Error(BAD_SET_ORDER)
  if (order.length === 0 || patchList.length === 0) return
  const items = mergeKey === '' ? patchList : splitDeletions(patchList).kept
  let [index, orderIndex] = [0, 0]
  while (index < items.length && orderIndex < order.length) {
    const item = items[index]!
    if (jsonType(item) === 'map' && Object.hasOwn(item as JsonObject, DIRECTIVE)) {
      index++
      continue
    }
    if (sameItem(item, order[orderIndex]!, mergeKey)) index++
    orderIndex++
  }
  if (index < items.length && orderIndex >= order.length) {
    throw new Error(
      `The order in patch list:\n${formatGo(patchList)}\n doesn't match ${SET_ORDER} list:\n${formatGo(order)}\n`,
    )
  }
}
