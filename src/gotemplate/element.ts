import {isObject} from '../api/json.ts'
import {byteLength, byteSlice, toBytes} from './bytes.ts'
import {GoNumber, type Value, asInteger, entry, goType, isMap, unbox} from './value.ts'

/** An argument that Go hands over as an interface; `slice` does not look into those that are indexes. */
export class Boxed {
  readonly value: Value

  constructor(value: Value) {
    this.value = value
  }
}

/** `len`. Throws for what has no length. */
export function lengthOf(value: Value): number {
  if (value === undefined) throw new Error('reflect: call of reflect.Value.Type on zero Value')
  if (value === null) throw new Error('len of nil pointer')
  if (typeof value === 'string') return byteLength(value)
  if (Array.isArray(value)) return value.length
  if (isMap(value)) return Object.keys(value).filter((key) => value[key] !== undefined).length
  throw new Error(`len of type ${goType(value)}`)
}

/** `index`: the element that one index after the other leads to; nil for a key that a map does not have. */
export function elementAt(container: Value, indexes: readonly Value[]): Value {
  let item = unbox(container)
  if (item === undefined) throw new Error('index of untyped nil')
  for (const boxed of indexes) {
    const index = unbox(boxed)
    if (item === null || item === undefined) throw new Error('index of nil pointer')
    if (typeof item === 'string') item = byteAt(item, index)
    else if (Array.isArray(item)) item = listElement(item, index)
    else if (isMap(item)) item = mapElement(item, index)
    else throw new Error(`can't index item of type ${goType(item)}`)
  }
  return item
}

function byteAt(text: string, index: Value): Value {
  const bytes = toBytes(text)
  const at = checkIndex(index, bytes.length)
  if (at === bytes.length) throw new Error('reflect: string index out of range')
  return new GoNumber('uint8', bytes[at]!)
}

function listElement(list: readonly Value[], index: Value): Value {
  const at = checkIndex(index, list.length)
  if (at === list.length) throw new Error('reflect: slice index out of range')
  return list[at]
}

function mapElement(map: {[key: string]: Value}, index: Value): Value {
  if (index === undefined) throw new Error('value is nil; should be of type string')
  if (typeof index !== 'string') throw new Error(`value has type ${goType(index)}; should be string`)
  return Object.hasOwn(map, index) ? (map[index] ?? null) : null
}

/** Go lets an index that equals the length pass here, and panics later. */
function checkIndex(index: Value | Boxed, limit: number): number {
  if (index instanceof Boxed) throw new Error('cannot index slice/array with type interface {}')
  if (index === undefined) throw new Error('cannot index slice/array with nil')
  const at = asInteger(index)
  if (at === undefined) throw new Error(`cannot index slice/array with type ${goType(index)}`)
  if (at < 0 || at > limit) throw new Error(`index out of range: ${at}`)
  return Number(at)
}

/** What lies behind a list that `slice` made, up to its capacity. */
interface Backing {
  readonly items: readonly Value[]
  readonly start: number
  readonly capacity: number
}

const backings = new WeakMap<readonly Value[], Backing>()

/** The capacity of a list as Go's JSON decoder leaves it, which appends one by one. */
function capacity(length: number): number {
  let size = length === 0 ? 0 : 1
  while (size < length && size < 512) size *= 2
  return Math.max(size, length)
}

/** `slice`: a part of a string or a list. Throws when it is neither, or when the indexes are wrong. */
export function sliceOf(container: Value | Boxed, indexes: readonly (Value | Boxed)[]): Value {
  const item = unbox(container instanceof Boxed ? container.value : container)
  if (item === undefined) throw new Error('slice of untyped nil')
  if (indexes.length > 3) throw new Error(`too many slice indexes: ${indexes.length}`)
  if (typeof item === 'string') {
    if (indexes.length === 3) throw new Error('cannot 3-index slice a string')
    const [start, end] = bounds(indexes, byteLength(item), byteLength(item))
    return byteSlice(item, start, end)
  }
  if (!Array.isArray(item)) throw new Error(`can't slice item of type ${goType(item)}`)
  const backing = backings.get(item) ?? {items: item, start: 0, capacity: capacity(item.length)}
  const [start, end, limit] = bounds(indexes, item.length, backing.capacity)
  const from = backing.start + start
  const part = Array.from({length: end - start}, (_, offset) => backing.items[from + offset] ?? null)
  backings.set(part, {items: backing.items, start: from, capacity: limit - start})
  // A list of a template's own numbers cannot come about: its elements are those of the data.
  return part as Value
}

function bounds(
  indexes: readonly (Value | Boxed)[],
  length: number,
  limit: number,
): [start: number, end: number, limit: number] {
  const at = indexes.map((index) => checkIndex(index, limit))
  const [start = 0, end = length, most = limit] = at
  if (start > end) throw new Error(`invalid slice index: ${start} > ${end}`)
  if (end > most) throw new Error(`invalid slice index: ${end} > ${most}`)
  return [start, end, most]
}

/** `exists`, a function of kubectl's own: whether the indexes lead to something that is not nil. */
export function exists(container: Value, indexes: readonly Value[]): boolean {
  // As in Go, what was nil from the start counts as there.
  let item: Value = unbox(container)
  for (const index of indexes) {
    if (typeof item === 'string' || Array.isArray(item)) {
      const at = asInteger(index)
      const length = typeof item === 'string' ? byteLength(item) : item.length
      if (at === undefined || at < 0 || at >= length) return false
      item = typeof item === 'string' ? new GoNumber('int', 0) : (item[Number(at)] ?? null)
    } else if (isObject(item) && isMap(item)) {
      const key = unbox(index) ?? ''
      if (typeof key !== 'string') return false
      item = entry(item, key) ?? null
    } else return false
  }
  return item !== null
}
