import type {JsonValue} from '../base/json-value.ts'
import {KeySetCache} from './key-order.ts'
import {JsonSyntaxError, readExactJSON} from './json-exact.ts'

export {JsonSyntaxError}

/**
 * Numbers `JSON.parse` cannot be trusted with: 16 digits or more, `-0`, which Go reads as the integer 0, and 1e999. They
 * are looked for where numbers begin: half of all uids have digits that look like an exponent.
 */
const needsExactNumbers = /(?:^|[:,[\s])(?:-?[0-9.]*[0-9]{16}|-0(?![0-9.eE])|-?[0-9.]+[eE]\+?[0-9]{3})/

/**
 * Reads one JSON text as apimachinery's decoder does (sigs.k8s.io/json, UnmarshalCaseSensitivePreserveInts):
 * an integer that fits int64 keeps every digit, any other number is a double, of equal keys the last one wins.
 * Throws `JsonSyntaxError` with Go's words (`invalid character 'x' looking for beginning of value`,
 * `unexpected end of JSON input`).
 */
export function parseJSON(text: string): JsonValue {
  if (!needsExactNumbers.test(text)) {
    const value = tryNative(text)
    if (value !== undefined) return value
  }
  return readExactJSON(text)
}

/** What the engine's own parser makes of the text, undefined when it refuses: the exact parser says why. */
function tryNative(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

export interface FormatOptions {
  /** `sorted` as Go prints maps (the default); `given` as Go prints structs: in the order of the object's keys. */
  readonly order?: 'sorted' | 'given'
}

/**
 * The value as Go's `json.MarshalIndent` prints it, byte for byte: keys in UTF-8 order, `<`, `>`, `&`,
 * U+2028 and U+2029 escaped. `indent` is the number of spaces per level, 0 the compact form.
 * Ends without a line break. Fields that are `undefined` are left out.
 */
export function formatJSON(value: JsonValue, indent = 0, options: FormatOptions = {}): string {
  const chunks: string[] = []
  writeJSON(value, indent, (chunk) => chunks.push(flatten(chunk)), options)
  return chunks.join('')
}

/** The text as one run of characters: engines keep what was added up as a tree, which burdens the collector. */
export function flatten(text: string): string {
  text.charCodeAt(text.length >> 1)
  return text
}

/** `formatJSON` in pieces, for lists that should not stand in memory as one text. */
export function writeJSON(
  value: JsonValue,
  indent: number,
  write: (chunk: string) => void,
  options: FormatOptions = {},
): void {
  const serializer = new Serializer(indent, write, options.order !== 'given')
  serializer.value(value, 0)
  serializer.flush()
}

/** Small enough to be put together before the collector looks at the pieces. */
const chunkLength = 1 << 15

class Serializer {
  private out = ''
  private readonly indent: number
  private readonly colon: string
  private readonly write: (chunk: string) => void
  private readonly sorted: boolean
  /** The line break and the indentation of each level. */
  private readonly breaks: string[] = []

  constructor(indent: number, write: (chunk: string) => void, sorted: boolean) {
    this.indent = indent
    this.colon = indent > 0 ? ': ' : ':'
    this.write = write
    this.sorted = sorted
  }

  flush(): void {
    if (this.out !== '') this.write(this.out)
    this.out = ''
  }

  value(value: JsonValue, level: number): void {
    if (typeof value === 'string') this.out += quoteJSON(value)
    else if (typeof value !== 'object' || value === null) this.out += formatScalar(value)
    else if (Array.isArray(value)) this.list(value, level)
    else this.object(value, level)
  }

  private list(items: readonly JsonValue[], level: number): void {
    if (items.length === 0) {
      this.out += '[]'
      return
    }
    const inner = this.lineBreak(level + 1)
    let before = `[${inner}`
    for (const item of items) {
      this.out += before
      this.value(item, level + 1)
      before = `,${inner}`
      if (this.out.length > chunkLength) this.flush()
    }
    this.out += `${this.lineBreak(level)}]`
  }

  private object(object: {readonly [key: string]: JsonValue | undefined}, level: number): void {
    const inner = this.lineBreak(level + 1)
    let before = `{${inner}`
    for (const key of this.sorted ? keySets.get(Object.keys(object)) : Object.keys(object).map(prepare)) {
      const value = object[key.name]
      if (value === undefined) continue
      this.out += before + key.text + this.colon
      this.value(value, level + 1)
      before = `,${inner}`
    }
    this.out += before.startsWith('{') ? '{}' : `${this.lineBreak(level)}}`
  }

  private lineBreak(level: number): string {
    if (this.indent === 0) return ''
    return (this.breaks[level] ??= `\n${' '.repeat(level * this.indent)}`)
  }
}

interface Key {
  readonly name: string
  readonly text: string
}

const keySets = new KeySetCache((keys) => sortKeys([...keys]).map(prepare))

function prepare(name: string): Key {
  return {name, text: quoteJSON(name)}
}

/** A string in quotes as Go's encoding/json writes it, HTML-safe. */
export function quoteJSON(text: string): string {
  if (plain.test(text)) return `"${text}"`
  return JSON.stringify(text.toWellFormed()).replace(htmlUnsafe, escapeUnit)
}

const plain = /^[ !#-%'-;=?-[\]-~]*$/
const htmlUnsafe = /[<>&\u2028\u2029]/g

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** null, booleans and numbers; JavaScript prints doubles as encoding/json does, negative zero aside. */
export function formatScalar(value: null | boolean | number | bigint): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

const surrogate = /[\ud800-\udfff]/

/** Sorts keys in place as Go sorts strings, by their UTF-8 bytes, which is the order of code points. */
export function sortKeys(keys: string[]): string[] {
  if (isSorted(keys)) return keys
  // UTF-16 order differs from that of code points only where surrogates occur.
  return keys.some((key) => surrogate.test(key)) ? keys.sort(compareCodePoints) : keys.sort()
}

function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index]!
    if (keys[index - 1]! > key || surrogate.test(key)) return false
  }
  return true
}

/** Orders two texts by code points. */
export function compareCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}
