import type {JsonObject, JsonValue} from '../../api/json.ts'
import type {JsonType} from '../../api/json-compare.ts'
import {badDirective} from '../errors.ts'
import {asMap, findByKey, mergeValue, withoutRepeats} from './lists.ts'
import {interleave, partitionBy} from './order.ts'
import {DIRECTIVE} from './words.ts'

/** How a patch is merged (apimachinery's MergeOptions). */
export interface MergeOptions {
  /** Carries out `$setElementOrder` and its like (merging into an object) or keeps them (merging patches). */
  readonly mergeParallelLists: boolean
  /** Drops nulls for fields that do not exist, or keeps them for the server. */
  readonly ignoreUnmatchedNulls: boolean
}

/** Takes the scalars away that the parallel list names. */
export function deleteScalars(list: readonly JsonValue[], names: readonly JsonValue[]): JsonValue[] {
  const gone = new Set(names)
  return list.filter((item) => !gone.has(item))
}

/** Both lists' scalars once each, the patch's in its order (mergeSlice for scalars). */
export function mergeScalarLists(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  mergeKey: string,
  type: JsonType,
): JsonValue[] {
  const merged = withoutRepeats([...original, ...patch])
  const parts = partitionBy(merged, patch, mergeKey)
  return interleave({...parts, patchOrder: patch, serverOrder: original, mergeKey, type})
}

/** Merges lists of objects by merge key, after what `$patch` in the items asks (mergeSlice for maps). */
export function mergeMapLists(
  original: JsonValue[],
  patch: readonly JsonValue[],
  mergeKey: string,
  mergeItems: (original: JsonObject, patch: JsonObject) => JsonObject,
): JsonValue[] {
  const {list, changes} = applyDirectives(new SharedList(original), patch, mergeKey)
  const serverOrder = list.values()
  for (const change of changes) {
    const item = asMap(change)
    const values = list.values()
    const at = findByKey(values, mergeKey, mergeValue(item, mergeKey))
    if (at < 0) list.append(item)
    else list.set(at, mergeItems(asMap(values[at]), item))
  }
  const parts = partitionBy(list.values(), changes, mergeKey)
  return interleave({...parts, patchOrder: changes, serverOrder, mergeKey, type: 'map'})
}

/** Deletes and replaces as the marked items ask, and gives the others (mergeSliceWithSpecialElements). */
function applyDirectives(
  list: SharedList,
  patch: readonly JsonValue[],
  mergeKey: string,
): {list: SharedList; changes: JsonValue[]} {
  const changes: JsonValue[] = []
  let replace = false
  for (const value of patch) {
    const item = asMap(value)
    if (!Object.hasOwn(item, DIRECTIVE)) {
      changes.push(value)
      continue
    }
    const directive = item[DIRECTIVE]
    if (directive === 'delete') list.removeAll(mergeKey, mergeValue(item, mergeKey))
    else if (directive === 'replace') replace = true
    else if (directive === 'merge') throw new Error('merging lists cannot yet be specified in the patch')
    else throw badDirective(directive, item)
  }
  return replace ? {list: new SharedList(changes), changes: []} : {list, changes}
}

/**
 * A list that changes in the memory of another, as a Go slice does: the array keeps its length, a
 * removal leaves stale items at its end, an addition overwrites those first. The order of the merged
 * list is decided by looking at that array afterwards, so it has to look as it does in Go.
 */
class SharedList {
  private readonly array: JsonValue[]
  private length: number
  private readonly beyond: JsonValue[] = []

  constructor(array: JsonValue[]) {
    this.array = array
    this.length = array.length
  }

  values(): JsonValue[] {
    return [...this.array.slice(0, this.length), ...this.beyond]
  }

  set(index: number, value: JsonValue): void {
    if (index < this.length) this.array[index] = value
    else this.beyond[index - this.length] = value
  }

  append(value: JsonValue): void {
    if (this.length < this.array.length) this.array[this.length++] = value
    else this.beyond.push(value)
  }

  removeAll(key: string, value: JsonValue | undefined): void {
    for (;;) {
      const at = findByKey(this.values(), key, value)
      if (at < 0) return
      this.array.copyWithin(at, at + 1, this.length)
      this.length--
    }
  }
}
