import {formatGo} from '../../api/go-format.ts'
import {type JsonObject, type JsonValue, isObject} from '../../api/json.ts'
import {emptyObject, jsonEqual} from '../../api/json-compare.ts'
import {type PatchField, type PatchSchema, strategyOf} from '../schema.ts'
import {itemType, sortScalars, withoutRepeats} from './lists.ts'
import {DIRECTIVE, RETAIN_KEYS} from './words.ts'

/**
 * Whether two patches of one type set the same thing to different values (MergingMapsHaveConflicts).
 * Throws for fields that the schema does not know and for lists that cannot be merged.
 */
export function haveConflicts(left: JsonObject, right: JsonObject, schema: PatchSchema): boolean {
  return valuesConflict(left, right, schema, '', '')
}

function valuesConflict(
  left: JsonValue,
  right: JsonValue | undefined,
  schema: PatchSchema | undefined,
  strategy: string,
  mergeKey: string,
): boolean {
  if (Array.isArray(left)) {
    return !Array.isArray(right) || listsConflict(left, right, schema, strategy, mergeKey)
  }
  if (!isObject(left)) return !jsonEqual(left, right)
  if (!isObject(right)) return true
  // A directive is about the whole object, so both have to say the same.
  if (left[DIRECTIVE] !== right[DIRECTIVE]) return true
  return strategy !== 'replace' && mapsConflict(left, right, schema)
}

function mapsConflict(left: JsonObject, right: JsonObject, schema: PatchSchema | undefined): boolean {
  return Object.keys(left).some((key) => {
    if (key === DIRECTIVE || key === RETAIN_KEYS || !Object.hasOwn(right, key)) return false
    const value = left[key]!
    const field = fieldOf(key, value, schema)
    const strategy = field === undefined ? '' : strategyOf(field.meta).strategy
    return valuesConflict(value, right[key], field?.schema, strategy, field?.meta.mergeKey ?? '')
  })
}

function fieldOf(key: string, value: JsonValue, schema: PatchSchema | undefined): PatchField | undefined {
  if (Array.isArray(value)) return schema?.listField(key)
  return isObject(value) ? schema?.objectField(key) : undefined
}

function listsConflict(
  left: JsonValue[],
  right: JsonValue[],
  schema: PatchSchema | undefined,
  strategy: string,
  mergeKey: string,
): boolean {
  const type = itemType(left, right)
  if (strategy === 'merge') {
    return type === 'map' && itemsConflict(byMergeKey(left, mergeKey), byMergeKey(right, mergeKey), schema)
  }
  if (left.length !== right.length) return true
  const [one, other] =
    type === 'map' ? [left, right] : [sortScalars(withoutRepeats(left)), sortScalars(withoutRepeats(right))]
  return one.some((item, index) => valuesConflict(item, other[index], schema, '', ''))
}

function itemsConflict(left: JsonObject, right: JsonObject, schema: PatchSchema | undefined): boolean {
  return Object.keys(left).some(
    (key) => Object.hasOwn(right, key) && valuesConflict(left[key]!, right[key], schema, '', ''),
  )
}

/** The list's objects by the value of their merge key. Throws when one has none. */
function byMergeKey(list: readonly JsonValue[], mergeKey: string): JsonObject {
  const result = emptyObject()
  for (const item of list) {
    if (!isObject(item)) throw new Error(`invalid element type in merging list:${formatGo([...list])}`)
    if (!Object.hasOwn(item, mergeKey)) {
      throw new Error(`cannot find merge key \`${mergeKey}\` in merging list element:${formatGo(item)}`)
    }
    result[`${typeof item[mergeKey]} ${formatGo(item[mergeKey])}`] = item
  }
  return result
}
