import type {JsonObject} from '../../api/json.ts'
import {jsonClone} from '../../api/json-compare.ts'
import {PatchConflictError, type Precondition, checkPreconditions} from '../errors.ts'
import type {PatchSchema} from '../schema.ts'
import {haveConflicts} from './conflicts.ts'
import {diffMaps} from './diff.ts'
import {mergeMap} from './merge.ts'

/**
 * The strategic merge patch from one object to another (CreateTwoWayMergePatch). Throws
 * `PreconditionError`, `PatchSchemaError` for changes below unknown fields, and an Error for lists
 * that cannot be merged.
 */
export function createTwoWayPatch(
  original: JsonObject,
  modified: JsonObject,
  schema: PatchSchema,
  preconditions: readonly Precondition[] = [],
): JsonObject {
  const patch = diffMaps(jsonClone(original), jsonClone(modified), schema, {
    setElementOrder: true,
  })
  checkPreconditions(patch, preconditions)
  return patch
}

/** The object that a strategic merge patch makes (StrategicMergePatch). Throws for patches that make no sense. */
export function applyStrategicPatch(
  original: JsonObject,
  patch: JsonObject,
  schema: PatchSchema,
): JsonObject {
  return mergeMap(jsonClone(original), jsonClone(patch), schema, {
    mergeParallelLists: true,
    ignoreUnmatchedNulls: true,
  })
}

/** The documents of a three-way merge. */
export interface ThreeWay {
  /** What was applied last; `{}` when that is not known. */
  readonly original: JsonObject
  /** What is to be applied. */
  readonly modified: JsonObject
  /** What the server has. */
  readonly current: JsonObject
}

/**
 * The patch that brings `current` to `modified` and removes what `original` had and `modified` has
 * not (CreateThreeWayMergePatch). Without `overwrite`, throws `PatchConflictError` where somebody
 * else changed the same field differently. Throws also as `createTwoWayPatch` does.
 */
export function createThreeWayPatch(
  documents: ThreeWay,
  schema: PatchSchema,
  options: {overwrite: boolean; preconditions?: readonly Precondition[]},
): JsonObject {
  const original = jsonClone(documents.original)
  const modified = jsonClone(documents.modified)
  const current = jsonClone(documents.current)
  const delta = diffMaps(current, modified, schema, {ignoreDeletions: true, setElementOrder: true})
  const deletions = diffMaps(original, modified, schema, {ignoreChanges: true, setElementOrder: true})
  const patch = mergeMap(deletions, delta, schema, {mergeParallelLists: false, ignoreUnmatchedNulls: false})
  checkPreconditions(patch, options.preconditions ?? [])
  if (!options.overwrite) {
    const changes = diffMaps(original, current, schema, {})
    if (haveConflicts(patch, changes, schema)) {
      throw new PatchConflictError(patch, changes)
    }
  }
  return patch
}
