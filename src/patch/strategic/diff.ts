import type {JsonObject, JsonValue} from '../../api/json.ts'
import {emptyObject, jsonEqual, jsonType} from '../../api/json-compare.ts'
import {type PatchField, type PatchSchema, PatchSchemaError, strategyOf} from '../schema.ts'
import {type DiffOptions, diffLists} from './diff-lists.ts'
import {sortScalars} from './lists.ts'
import {DELETE_FROM_LIST, DIRECTIVE, RETAIN_KEYS, SET_ORDER} from './words.ts'

/**
 * A strategic merge patch that makes `modified` out of `original` (apimachinery's diffMaps). Values of
 * `modified` are shared with the patch, and scalar lists of `original` may come out sorted: give copies.
 * Throws for what the schema does not know and for lists that cannot be merged.
 */
export function diffMaps(
  original: JsonObject,
  modified: JsonObject,
  schema: PatchSchema,
  options: DiffOptions,
): JsonObject {
  const patch = emptyObject()
  const retained: JsonValue[] = []
  for (const key of Object.keys(modified)) {
    const value = modified[key]!
    if (options.buildRetainKeys && value !== null) retained.push(key)
    if (!Object.hasOwn(original, key)) {
      if (!options.ignoreChanges) patch[key] = value
      continue
    }
    diffField(key, original[key]!, value, patch, schema, options)
  }
  if (!options.ignoreDeletions) {
    for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) patch[key] = null
  }
  if (retained.length > 0 && (Object.keys(patch).length > 0 || hasMore(original, modified))) {
    patch[RETAIN_KEYS] = sortScalars(retained)
  }
  return patch
}

/** Whether the original has a value under a key that the modified one lacks. */
function hasMore(original: JsonObject, modified: JsonObject): boolean {
  return Object.keys(original).some((key) => original[key] !== null && !Object.hasOwn(modified, key))
}

function diffField(
  key: string,
  original: JsonValue,
  modified: JsonValue,
  patch: JsonObject,
  schema: PatchSchema,
  options: DiffOptions,
): void {
  if (key === DIRECTIVE) return diffDirective(original, modified, patch)
  const type = jsonType(original)
  if (type !== jsonType(modified)) {
    if (!options.ignoreChanges) patch[key] = modified
  } else if (type === 'map') {
    diffObject(key, original as JsonObject, modified as JsonObject, patch, schema, options)
  } else if (type === 'slice') {
    diffList(key, original as JsonValue[], modified as JsonValue[], patch, schema, options)
  } else {
    replaceIfChanged(key, original, modified, patch, options)
  }
}

function diffDirective(original: JsonValue, modified: JsonValue, patch: JsonObject): void {
  if (typeof original !== 'string' || typeof modified !== 'string') {
    throw new Error(`invalid value for special key: ${DIRECTIVE}`)
  }
  if (modified !== original) patch[DIRECTIVE] = modified
}

function replaceIfChanged(
  key: string,
  original: JsonValue,
  modified: JsonValue,
  patch: JsonObject,
  options: DiffOptions,
): void {
  if (!options.ignoreChanges && !jsonEqual(original, modified)) patch[key] = modified
}

/** The field's schema; undefined when there is none and it does not matter as both sides are the same. */
function lookUp(find: () => PatchField, original: JsonValue, modified: JsonValue): PatchField | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof PatchSchemaError && jsonEqual(original, modified)) return undefined
    throw error
  }
}

function diffObject(
  key: string,
  original: JsonObject,
  modified: JsonObject,
  patch: JsonObject,
  schema: PatchSchema,
  options: DiffOptions,
): void {
  const field = lookUp(() => schema.objectField(key), original, modified)
  if (field === undefined) return
  const {retainKeys, strategy} = strategyOf(field.meta)
  if (strategy === 'replace') {
    if (!options.ignoreChanges) patch[key] = modified
    return
  }
  const inner = diffMaps(original, modified, field.schema, {
    ...options,
    buildRetainKeys: retainKeys,
  })
  if (Object.keys(inner).length > 0) patch[key] = inner
}

function diffList(
  key: string,
  original: JsonValue[],
  modified: JsonValue[],
  patch: JsonObject,
  schema: PatchSchema,
  options: DiffOptions,
): void {
  const field = lookUp(() => schema.listField(key), original, modified)
  if (field === undefined) return
  const {retainKeys, strategy} = strategyOf(field.meta)
  if (strategy !== 'merge') return replaceIfChanged(key, original, modified, patch, options)
  const inner = {...options, buildRetainKeys: retainKeys}
  const lists = diffLists(original, modified, field.meta.mergeKey, inner, (left, right) =>
    diffMaps(left, right, field.schema, inner),
  )
  if (lists.patch.length > 0) patch[key] = lists.patch
  if (lists.deletions.length > 0) patch[`${DELETE_FROM_LIST}/${key}`] = lists.deletions
  if (lists.order.length > 0) patch[`${SET_ORDER}/${key}`] = lists.order
}
