import {formatGo} from '../api/go-format.ts'
import {type JsonObject, type JsonValue, isObject} from '../api/json.ts'
import {emptyObject, jsonEqual} from '../api/json-compare.ts'
import {PatchConflictError, type Precondition} from './errors.ts'
import {applyMergePatch, createMergePatch} from './json-merge.ts'
import type {ThreeWay} from './strategic/index.ts'

/**
 * The JSON merge patch that brings `current` to `modified` and removes what `original` had and
 * `modified` has not (jsonmergepatch.CreateThreeWayJSONMergePatch), for kinds without patch metadata.
 * Throws `PatchConflictError` when additions and deletions contradict each other, and an Error when a
 * precondition fails.
 */
export function createThreeWayMergePatch(
  documents: ThreeWay,
  preconditions: readonly Precondition[] = [],
): JsonObject {
  const {original, modified, current} = documents
  const changes = onlyChanges(createMergePatch(current, modified))
  const deletions = onlyDeletions(createMergePatch(original, modified))
  if (valuesConflict(changes, deletions)) {
    throw new PatchConflictError(changes, deletions)
  }
  const patch = applyMergePatch(deletions, changes)
  if (!preconditions.every((holds) => holds(patch))) {
    throw new Error(`precondition failed for: ${formatGo(patch)}`)
  }
  return patch
}

/** The patch without nulls; objects that were nothing but nulls go too, empty ones are values and stay. */
function onlyChanges(patch: JsonObject): JsonObject {
  const result = emptyObject()
  for (const key of Object.keys(patch)) {
    const value = patch[key]!
    if (value === null) continue
    if (!isObject(value) || Object.keys(value).length === 0) {
      result[key] = value
      continue
    }
    const inner = onlyChanges(value)
    if (Object.keys(inner).length > 0) result[key] = inner
  }
  return result
}

/** Nothing but the patch's nulls. */
function onlyDeletions(patch: JsonObject): JsonObject {
  const result = emptyObject()
  for (const key of Object.keys(patch)) {
    const value = patch[key]!
    const inner = isObject(value) ? onlyDeletions(value) : undefined
    if (value === null) result[key] = null
    else if (inner !== undefined && Object.keys(inner).length > 0) result[key] = inner
  }
  return result
}

/** Whether two merge patches set the same thing to different values (mergepatch.HasConflicts). */
function valuesConflict(left: JsonValue, right: JsonValue | undefined): boolean {
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return true
    return left.some((item, index) => valuesConflict(item, right[index]))
  }
  if (!isObject(left)) return !jsonEqual(left, right)
  if (!isObject(right)) return true
  return Object.keys(left).some((key) => Object.hasOwn(right, key) && valuesConflict(left[key]!, right[key]))
}
