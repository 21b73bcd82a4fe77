import {compareQuantities, parseQuantity} from '../../api/quantity.ts'
import type {JsonValue} from '../../api/json.ts'
import {jsonType} from '../../api/json-compare.ts'
import type {KubeObject} from '../../api/object.ts'
import {goQuote} from '../../base/go-quote.ts'
import {goSort} from '../../base/go-sort.ts'
import {type JSONPath, parseJSONPath} from '../../jsonpath/jsonpath.ts'
import {relaxJSONPath} from '../../jsonpath/relaxed.ts'

/**
 * Sorts what is to be printed by a field, as get.go does it. What came from several requests is sorted
 * as it came: kubectl looks for the field in each Table and not in its rows. Then the rows of each Table
 * are sorted; a Table whose rows cannot be is left out without a word.
 */
export function sortForPrinting<T extends {readonly object: KubeObject}>(items: T[], sortBy: string): T[] {
  const sorted = items.length < 2 ? items : sortObjects(items, ({object}) => object, sortBy)
  return sorted.filter(({object}) => object.kind !== 'Table' || trySortRows(object, sortBy))
}

/** Sorts objects by a field (kubectl's SortObjects). Throws when none of them has it. */
export function sortObjects<T>(items: T[], objectOf: (item: T) => KubeObject, sortBy: string): T[] {
  if (items.length === 0) return items
  const field = relaxJSONPath(sortBy)
  return sortByField(items, objectOf, field, parseJSONPath(field, {allowMissingKeys: true}))
}

function trySortRows(table: KubeObject, sortBy: string): boolean {
  const rows = (table['rows'] ?? []) as {object: KubeObject}[]
  if (rows.length < 2) return true
  try {
    table['rows'] = sortObjects(rows, ({object}) => object, sortBy) as unknown as JsonValue
    return true
  } catch (error) {
    if (error instanceof UnsortableError) throw error
    return false
  }
}

function sortByField<T>(items: T[], objectOf: (item: T) => KubeObject, field: string, path: JSONPath): T[] {
  const keyed = items.map((item) => {
    const [found] = path.findResults(objectOf(item))
    return {item, found: found !== undefined && found.length > 0, value: found?.[0] as JsonValue}
  })
  if (items.length > 0 && !keyed.some(({found}) => found)) {
    throw new Error(`couldn't find any field with path ${goQuote(field)} in the list of objects`)
  }
  const sorted = goSort(keyed, (left, right) => {
    if (!left.found) return true
    return right.found && isLess(left.value, right.value, field)
  })
  return sorted.map(({item}) => item)
}

/** Whether one value sorts before another; texts that are quantities compare by amount (sorter.go's isLess). */
function isLess(left: JsonValue, right: JsonValue, field: string): boolean {
  if (left === null) return right !== null
  if (right === null) return false
  if (jsonType(left) !== jsonType(right)) throw unsortable(field)
  if (typeof left === 'string' && typeof right === 'string') return isTextLess(left, right)
  if (isNumber(left) && isNumber(right)) return left < right
  if (Array.isArray(left) && Array.isArray(right)) {
    const shorter = Math.min(left.length, right.length)
    for (let i = 0; i < shorter; i++) {
      if (!isLess(left[i]!, right[i]!, field)) return false
    }
    return true
  }
  throw unsortable(field)
}

function isNumber(value: JsonValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function isTextLess(left: string, right: string): boolean {
  const [a, b] = [parseQuantity(left), parseQuantity(right)]
  if (a !== undefined && b !== undefined) return compareQuantities(a, b) < 0
  return Buffer.compare(Buffer.from(left), Buffer.from(right)) < 0
}

/** Two values have no order; kubectl dies of it. */
class UnsortableError extends Error {
  override name = 'UnsortableError'
}

function unsortable(field: string): Error {
  return new UnsortableError(`Field ${field} is an unsortable type`)
}
