import {goQuote} from '../base/go-quote.ts'
import {type JsonObject, type JsonValue, isObject} from '../api/json.ts'
import {jsonClone, jsonEqual} from '../api/json-compare.ts'

const MISSING = 'missing value'

/**
 * Applies a JSON patch (RFC 6902) to a document, in the ways of evanphx/json-patch v4: negative
 * indexes count from the end, `add` to a list takes `-`. Throws with that library's messages when an
 * operation does not apply; the document is not changed.
 */
export function applyJsonPatch(document: JsonValue, operations: readonly JsonObject[]): JsonValue {
  const root = {value: jsonClone(document)}
  for (const operation of operations) {
    const kind = typeof operation['op'] === 'string' ? operation['op'] : 'unknown'
    const apply = OPERATIONS[kind]
    if (apply === undefined || !Object.hasOwn(OPERATIONS, kind)) throw new Error(`Unexpected kind: ${kind}`)
    apply(root, operation)
  }
  return root.value
}

interface Root {
  value: JsonValue
}

const OPERATIONS: Readonly<Record<string, (root: Root, operation: JsonObject) => void>> = {
  add(root, operation) {
    const path = pointer(operation, 'path', `add operation failed to decode path: ${MISSING}`)
    const place = find(root, path)
    if (place === undefined) throw missing(`add operation does not apply: doc is missing path: "${path}"`)
    within(`error in add for path: '${path}'`, () => add(place, valueOf(operation)))
  },
  remove(root, operation) {
    const path = pointer(operation, 'path', `remove operation failed to decode path: ${MISSING}`)
    const place = find(root, path)
    if (place === undefined) throw missing(`remove operation does not apply: doc is missing path: "${path}"`)
    within(`error in remove for path: '${path}'`, () => remove(place))
  },
  replace(root, operation) {
    const path = pointer(operation, 'path', `replace operation failed to decode path: ${undecodable('path')}`)
    if (path === '') {
      root.value = container(valueOf(operation))
      return
    }
    const place = find(root, path)
    if (place === undefined) throw missing(`replace operation does not apply: doc is missing path: ${path}`)
    try {
      get(place)
    } catch {
      throw missing(`replace operation does not apply: doc is missing key: ${path}`)
    }
    set(place, valueOf(operation))
  },
  move(root, operation) {
    const from = pointer(operation, 'from', `move operation failed to decode from: ${undecodable('from')}`)
    const source = find(root, from)
    if (source === undefined)
      throw missing(`move operation does not apply: doc is missing from path: ${from}`)
    const value = within(`error in move for path: '${source.key}'`, () => {
      const taken = get(source)
      remove(source)
      return taken
    })
    const path = pointer(operation, 'path', `move operation failed to decode path: ${undecodable('path')}`)
    const place = find(root, path)
    if (place === undefined)
      throw missing(`move operation does not apply: doc is missing destination path: ${path}`)
    within(`error in move for path: '${path}'`, () => add(place, value ?? null))
  },
  copy(root, operation) {
    const from = pointer(operation, 'from', `copy operation failed to decode from: ${undecodable('from')}`)
    const source = find(root, from)
    if (source === undefined)
      throw missing(`copy operation does not apply: doc is missing from path: ${from}`)
    const value = within(`error in copy for from: '${from}'`, () => get(source))
    const path = pointer(operation, 'path', `copy operation failed to decode path: ${MISSING}`)
    const place = find(root, path)
    if (place === undefined)
      throw missing(`copy operation does not apply: doc is missing destination path: ${path}`)
    within('error while adding value during copy', () => add(place, jsonClone(value ?? null)))
  },
  test(root, operation) {
    const path = pointer(operation, 'path', `test operation failed to decode path: ${undecodable('path')}`)
    const expected = valueOf(operation)
    let actual: JsonValue | undefined = root.value
    if (path !== '') {
      const place = find(root, path)
      if (place === undefined) throw missing(`test operation does not apply: is missing path: ${path}`)
      actual = within(`error in test for path: '${path}'`, () => get(place))
    }
    if (!jsonEqual(actual ?? null, expected)) throw new Error(`testing value ${path} failed: test failed`)
  },
}

function missing(text: string): Error {
  return new Error(`${text}: ${MISSING}`)
}

function undecodable(field: 'path' | 'from'): string {
  return field === 'path'
    ? `operation missing path field: ${MISSING}`
    : `operation, missing from field: ${MISSING}`
}

/** Runs a step and puts the text before its error. */
function within<T>(text: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw new Error(`${text}: ${(error as Error).message}`, {cause: error})
  }
}

function pointer(operation: JsonObject, field: 'path' | 'from', complaint: string): string {
  const value = operation[field]
  if (typeof value !== 'string') throw new Error(complaint)
  return value
}

function valueOf(operation: JsonObject): JsonValue {
  return jsonClone(operation['value'] ?? null)
}

function container(value: JsonValue): JsonValue {
  if (!isObject(value) && !Array.isArray(value)) {
    throw new Error('replace operation value must be object or array: %!w(<nil>)')
  }
  return value
}

/** A key or index of an object or list. */
interface Place {
  readonly holder: JsonObject | JsonValue[]
  readonly key: string
}

/** The place a JSON pointer names; undefined when the way there does not exist. */
function find(root: Root, path: string): Place | undefined {
  const keys = path
    .split('/')
    .map((key) => key.replaceAll(/~[01]/g, (escape) => (escape === '~1' ? '/' : '~')))
  if (keys.length < 2) return undefined
  let holder = root.value
  for (const key of keys.slice(1, -1)) {
    if (!isObject(holder) && !Array.isArray(holder)) return undefined
    try {
      holder = get({holder, key}) ?? null
    } catch {
      return undefined
    }
  }
  return isObject(holder) || Array.isArray(holder) ? {holder, key: keys.at(-1)!} : undefined
}

/** Reads an index as Go's Atoi does, counting from the end when negative. Throws when it is out of range. */
function indexOf(key: string, size: number, highest: number): number {
  if (!/^[+-]?[0-9]+$/.test(key)) throw new Error(`strconv.Atoi: parsing ${goQuote(key)}: invalid syntax`)
  const index = Number(key)
  if (index > highest || index < -size) {
    throw new Error(`Unable to access invalid index: ${index}: invalid index referenced`)
  }
  return index < 0 ? index + size : index
}

function get({holder, key}: Place): JsonValue | undefined {
  if (Array.isArray(holder)) return holder[indexOf(key, holder.length, holder.length - 1)]
  return Object.hasOwn(holder, key) ? holder[key] : undefined
}

function set({holder, key}: Place, value: JsonValue): void {
  if (Array.isArray(holder)) holder[indexOf(key, holder.length, holder.length - 1)] = value
  else holder[key] = value
}

function add(place: Place, value: JsonValue): void {
  const {holder, key} = place
  if (!Array.isArray(holder)) return set(place, value)
  if (key === '-') holder.push(value)
  else holder.splice(addIndex(key, holder.length), 0, value)
}

function addIndex(key: string, length: number): number {
  if (!/^[+-]?[0-9]+$/.test(key)) {
    const reason = `strconv.Atoi: parsing ${goQuote(key)}: invalid syntax`
    throw new Error(`value was not a proper array index: '${key}': ${reason}`)
  }
  return indexOf(key, length + 1, length)
}

function remove({holder, key}: Place): void {
  if (Array.isArray(holder)) {
    holder.splice(indexOf(key, holder.length, holder.length - 1), 1)
    return
  }
  if (!Object.hasOwn(holder, key)) throw missing(`Unable to remove nonexistent key: ${key}`)
  delete holder[key]
}
