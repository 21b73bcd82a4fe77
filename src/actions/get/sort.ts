import {compareQuantities, parseQuantity} from '../../api/quantity.ts'
import type {JsonValue} from '../../api/json.ts'
import {jsonType, type JsonType} from '../../api/json-compare.ts'
import type {KubeObject} from '../../api/object.ts'
import {ExitError} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import {goSort} from '../../base/go-sort.ts'
import type {Logger} from '../../base/logger.ts'
import {parseJSONPath} from '../../jsonpath/jsonpath.ts'
import {relaxJSONPath} from '../../jsonpath/relaxed.ts'

/**
 * Sorts what is to be printed by a field, as get.go does it. What came from several requests is sorted
 * as it came: kubectl looks for the field in each Table and not in its rows. Then the rows of each Table
 * are sorted; a Table whose rows lack the field is left out without a word.
 */
export function sortForPrinting<T extends {readonly object: KubeObject}>(
  items: T[],
  sortBy: string,
  logger: Logger,
): T[] {
  const sorted = items.length < 2 ? items : sortObjects(items, ({object}) => object, sortBy, logger)
  return sorted.filter(({object}) => object.kind !== 'Table' || trySortRows(object, sortBy, logger))
}

/**
 * Sorts objects by a field (kubectl's SortObjects). Throws when none of them has it; logs it and ends the run when its
 * values have no order.
 */
export function sortObjects<T>(
  items: T[],
  objectOf: (item: T) => KubeObject,
  sortBy: string,
  logger: Logger,
): T[] {
  return sortByField(items, objectOf, sortBy, (field, why) =>
    logger.exit('sorter.go:329', unsortableText(field, '*unstructured.Unstructured', why)),
  )
}

function trySortRows(table: KubeObject, sortBy: string, logger: Logger): boolean {
  const rows = (table['rows'] ?? []) as {object: KubeObject}[]
  if (rows.length < 2) return true
  try {
    const sorted = sortByField(
      rows,
      ({object}) => object,
      sortBy,
      (field, why) => logger.exit('sorter.go:375', unsortableText(field, '[][][]reflect.Value', why)),
    )
    table['rows'] = sorted as unknown as JsonValue
    return true
  } catch (error) {
    if (error instanceof ExitError) throw error
    return false
  }
}

/** Ends the run: the field's values have no order. */
type Unsortable = (field: string, why: string) => never

/** What kubectl says when it dies of it; `what` is the Go type of what it sorts. */
function unsortableText(field: string, what: string, why: string): string {
  return `Field ${field} in ${what} is an unsortable type: interface, err: ${why}`
}

function sortByField<T>(
  items: T[],
  objectOf: (item: T) => KubeObject,
  sortBy: string,
  unsortable: Unsortable,
): T[] {
  if (items.length === 0) return items
  const field = relaxJSONPath(sortBy)
  const path = parseJSONPath(field, {allowMissingKeys: true})
  const keyed = items.map((item) => {
    const [found] = path.findResults(objectOf(item))
    return {item, found: found !== undefined && found.length > 0, value: found?.[0] as JsonValue}
  })
  if (!keyed.some(({found}) => found)) {
    throw new Error(`couldn't find any field with path ${goQuote(field)} in the list of objects`)
  }
  const sorted = goSort(keyed, (left, right) => {
    if (!left.found) return true
    return right.found && isLess(left.value, right.value, (why) => unsortable(field, why))
  })
  return sorted.map(({item}) => item)
}

/** Whether one value sorts before another; texts that are quantities compare by amount (sorter.go's isLess). */
function isLess(left: JsonValue, right: JsonValue, unsortable: (why: string) => never): boolean {
  if (left === null) return right !== null
  if (right === null) return false
  const type = unsortableTypes.get(jsonType(left))
  if (type !== undefined) unsortable(`unsortable type: ${type}`)
  if (jsonType(left) !== jsonType(right)) unsortable('unsortable interface: interface')
  return typeof left === 'string' ? isTextLess(left, right as string) : left < right
}

/** Values of these types have no order; by the names of their Go types. */
const unsortableTypes: ReadonlyMap<JsonType, string> = new Map([
  ['bool', 'bool'],
  ['slice', '[]interface {}'],
  ['map', 'map[string]interface {}'],
])

function isTextLess(left: string, right: string): boolean {
  const [a, b] = [parseQuantity(left), parseQuantity(right)]
  if (a !== undefined && b !== undefined) return compareQuantities(a, b) < 0
  return Buffer.compare(Buffer.from(left), Buffer.from(right)) < 0
}
