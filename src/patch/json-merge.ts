import {type JsonObject, type JsonValue, isObject} from '../api/json.ts'
import {emptyObject, jsonClone, jsonEqual, jsonType} from '../api/json-compare.ts'

/**
 * The JSON merge patch (RFC 7386) from one object to another, as evanphx/json-patch makes it.
 * Numbers are compared exactly, where that library goes through doubles.
 */
export function createMergePatch(original: JsonObject, modified: JsonObject): JsonObject {
  const patch = emptyObject()
  for (const key of Object.keys(modified)) {
    const from = original[key]
    const to = modified[key]!
    if (!Object.hasOwn(original, key) || mergeType(from) !== mergeType(to)) {
      patch[key] = jsonClone(to)
    } else if (isObject(from) && isObject(to)) {
      const inner = createMergePatch(from, to)
      if (Object.keys(inner).length > 0) patch[key] = inner
    } else if (!jsonEqual(from, to)) {
      patch[key] = jsonClone(to)
    }
  }
  for (const key of Object.keys(original)) if (!Object.hasOwn(modified, key)) patch[key] = null
  return patch
}

/** The value's type with all numbers being one. */
function mergeType(value: JsonValue | undefined): string {
  const type = jsonType(value)
  return type === 'int64' ? 'float64' : type
}

/** The object that a JSON merge patch makes; null removes a field (jsonpatch.MergePatch). */
export function applyMergePatch(original: JsonObject, patch: JsonObject): JsonObject {
  return mergeInto(jsonClone(original), patch)
}

function mergeInto(target: JsonObject, patch: JsonObject): JsonObject {
  for (const key of Object.keys(patch)) {
    const value = patch[key]!
    const live = target[key]
    if (value === null) delete target[key]
    else if (isObject(live)) target[key] = isObject(value) ? mergeInto(live, value) : jsonClone(value)
    else target[key] = withoutNulls(value)
  }
  return target
}

/** A copy without null fields; null items of lists stay (pruneNulls). */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  const result = emptyObject()
  for (const key of Object.keys(value)) if (value[key] !== null) result[key] = withoutNulls(value[key]!)
  return result
}
