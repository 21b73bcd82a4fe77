import {isObject, type JsonObject} from '../api/json.ts'
import {jsonKind} from './object-meta.ts'

/**
 * What apimachinery's decoder says of the `items` of a manifest: whatever has them is a list, and must be
 * one of objects. Nothing counts as an empty list, and an item that is nothing as an empty object; both are
 * set in place. (unstructuredJSONScheme.decodeToList)
 */
export function itemsFault(object: JsonObject): string | undefined {
  if (!Object.hasOwn(object, 'items')) return undefined
  const items = (object['items'] ??= [])
  if (!Array.isArray(items)) {
    return `json: cannot unmarshal ${jsonKind(items)} into Go struct field decodeList.items of type []json.RawMessage`
  }
  for (const [index, item] of items.entries()) {
    if (item === null) items[index] = {}
    else if (!isObject(item)) {
      return `json: cannot unmarshal ${jsonKind(item)} into Go value of type map[string]interface {}`
    }
  }
  return undefined
}
