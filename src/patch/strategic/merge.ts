import {formatGo} from '../../api/go-format.ts'
import {type JsonObject, type JsonValue, isObject} from '../../api/json.ts'
import {emptyObject, jsonEqual, jsonType} from '../../api/json-compare.ts'
import {BAD_PRIMITIVE_LIST, BAD_RETAIN_KEYS, BAD_SET_ORDER, badDirective} from '../errors.ts'
import {type PatchSchema, strategyOf} from '../schema.ts'
import {asList, asMap, itemType} from './lists.ts'
import {type MergeOptions, deleteScalars, mergeMapLists, mergeScalarLists} from './merge-lists.ts'
import {checkSetOrder, interleave, partitionBy} from './order.ts'
import {DELETE_FROM_LIST, DIRECTIVE, RETAIN_KEYS, SET_ORDER, fieldOfDirective} from './words.ts'

/**
 * Merges a strategic merge patch into an object, or into another patch (apimachinery's mergeMap).
 * Changes both of its arguments: give copies. Throws for patches that contradict themselves or the
 * schema.
 */
export function mergeMap(
  original: JsonObject,
  patch: JsonObject,
  schema: PatchSchema,
  options: MergeOptions,
): JsonObject {
  if (Object.hasOwn(patch, DIRECTIVE)) return replacement(patch)
  applyRetainKeys(original, patch, options)
  for (const key of Object.keys(patch)) {
    if (key.startsWith(SET_ORDER) && Object.hasOwn(patch, key))
      mergeInOrder(key, original, patch, schema, options)
  }
  for (const key of Object.keys(patch)) mergeField(key, original, patch[key] ?? null, schema, options)
  return original
}

/** What `$patch: replace` or `$patch: delete` leaves. */
function replacement(patch: JsonObject): JsonObject {
  const directive = patch[DIRECTIVE]
  if (directive === 'delete') return emptyObject()
  if (directive !== 'replace') throw badDirective(directive, patch)
  delete patch[DIRECTIVE]
  return patch
}

/** Drops what `$retainKeys` does not name, or hands the directive on when merging two patches. */
function applyRetainKeys(original: JsonObject, patch: JsonObject, options: MergeOptions): void {
  if (!Object.hasOwn(patch, RETAIN_KEYS)) return
  const keys = patch[RETAIN_KEYS] ?? null
  delete patch[RETAIN_KEYS]
  if (!options.mergeParallelLists) {
    if (!Object.hasOwn(original, RETAIN_KEYS)) {
      original[RETAIN_KEYS] = keys
    } else if (!jsonEqual(original[RETAIN_KEYS], keys)) {
      const both = `${formatGo(original[RETAIN_KEYS])} and ${formatGo(keys)}`
      throw new Error(`${both} are not deep equal: this may happen when calculating the 3-way diff patch`)
    }
    return
  }
  if (!Array.isArray(keys)) throw new Error(BAD_RETAIN_KEYS)
  const retained = new Set(keys)
  for (const key of Object.keys(patch)) {
    if (patch[key] === null || key.startsWith(DELETE_FROM_LIST) || key.startsWith(SET_ORDER)) continue
    if (!retained.has(key)) throw new Error(BAD_RETAIN_KEYS)
  }
  for (const key of Object.keys(original)) if (!retained.has(key)) delete original[key]
}

/** Merges a list that comes with `$setElementOrder` and puts it in that order (mergePatchIntoOriginal). */
function mergeInOrder(
  directive: string,
  original: JsonObject,
  patch: JsonObject,
  schema: PatchSchema,
  options: MergeOptions,
): void {
  const wanted = patch[directive] ?? null
  if (!options.mergeParallelLists) {
    if (!Object.hasOwn(original, directive)) original[directive] = wanted
    else if (!jsonEqual(original[directive], wanted)) throw new Error(BAD_SET_ORDER)
  }
  delete patch[directive]
  const order = asList(wanted)
  const key = fieldOfDirective(directive, SET_ORDER, BAD_SET_ORDER)
  const live = Object.hasOwn(original, key) ? asList(original[key]) : undefined
  const change = Object.hasOwn(patch, key) ? asList(patch[key]) : undefined
  const field = schema.listField(key)
  const {strategy} = strategyOf(field.meta)
  const {mergeKey} = field.meta
  checkSetOrder(change ?? [], order, mergeKey)
  if (live === undefined && change === undefined) return
  let merged: JsonValue[]
  if (live === undefined) merged = withoutDirectives(change!) as JsonValue[]
  else if (change === undefined) merged = live
  else merged = mergeLists(live, change, strategy, mergeKey, field.schema, options)
  const parts = partitionBy(merged, order, mergeKey)
  const type = itemType(live ?? [], change ?? [])
  original[key] = interleave({
    ...parts,
    patchOrder: order,
    serverOrder: live ?? [],
    mergeKey,
    type,
  })
  delete patch[key]
}

/** Merges one field of the patch. */
function mergeField(
  patchKey: string,
  original: JsonObject,
  value: JsonValue,
  schema: PatchSchema,
  options: MergeOptions,
): void {
  const deletion = patchKey.startsWith(DELETE_FROM_LIST)
  if (deletion && !options.mergeParallelLists) {
    original[patchKey] = value
    return
  }
  const key = deletion ? fieldOfDirective(patchKey, DELETE_FROM_LIST, BAD_PRIMITIVE_LIST) : patchKey
  if (value === null) {
    delete original[key]
    if (options.ignoreUnmatchedNulls) return
  }
  const live = original[key]
  if (!Object.hasOwn(original, key) || jsonType(live) !== jsonType(value)) {
    if (!deletion) takeOver(key, original, value, options)
  } else if (isObject(live) && isObject(value)) {
    const field = schema.objectField(key)
    const replace = strategyOf(field.meta).strategy === 'replace'
    original[key] = replace ? value : mergeMap(live, value, field.schema, options)
  } else if (Array.isArray(live) && Array.isArray(value)) {
    const field = schema.listField(key)
    const {strategy} = strategyOf(field.meta)
    const scalars = deletion && live.length + value.length > 0 && itemType(live, value) !== 'map'
    original[key] = scalars
      ? deleteScalars(live, value)
      : mergeLists(live, value, deletion ? 'merge' : strategy, field.meta.mergeKey, field.schema, options)
  } else {
    original[key] = value
  }
}

/** Sets a value that has nothing to merge with, without the directives and nulls in it. */
function takeOver(key: string, original: JsonObject, value: JsonValue, options: MergeOptions): void {
  if (options.ignoreUnmatchedNulls) dropNulls(value)
  const kept = withoutDirectives(value)
  if (kept === undefined) delete original[key]
  else original[key] = kept
}

function mergeLists(
  live: JsonValue[],
  change: JsonValue[],
  strategy: string,
  mergeKey: string,
  schema: PatchSchema,
  options: MergeOptions,
): JsonValue[] {
  if (strategy !== 'merge') return change
  if (live.length === 0 && change.length === 0) return live
  const type = itemType(live, change)
  if (type !== 'map') return mergeScalarLists(live, change, mergeKey, type)
  if (mergeKey === '') throw new Error(`cannot merge lists without merge key for ${schema.name}`)
  return mergeMapLists(live, change, mergeKey, (left, right) => mergeMap(left, right, schema, options))
}

/** The value without what `$patch` marks; undefined when it is itself marked (removeDirectives). */
function withoutDirectives(value: JsonValue): JsonValue | undefined {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((item) => item !== undefined)
  if (!isObject(value)) return value
  if (Object.hasOwn(value, DIRECTIVE)) return undefined
  const map = asMap(value)
  for (const key of Object.keys(map)) {
    const kept = withoutDirectives(map[key] ?? null)
    if (kept === undefined) delete map[key]
    else map[key] = kept
  }
  return map
}

/** Removes null fields at any depth (discardNullValuesFromPatch). */
function dropNulls(value: JsonValue): void {
  if (Array.isArray(value)) value.forEach(dropNulls)
  if (!isObject(value)) return
  for (const key of Object.keys(value)) {
    if (value[key] === null) delete value[key]
    else dropNulls(value[key]!)
  }
}
