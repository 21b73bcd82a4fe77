import type {JsonObject, JsonValue} from '../base/json-value.ts'
import {formatGoFloat} from '../base/go-float.ts'
import {flatten, formatScalar} from './json.ts'
import {compareKeys, KeySetCache} from './key-order.ts'
import {resolvePlain} from './yaml-scalar.ts'
import {endsLine, isLongKey, scalarText} from './yaml-style.ts'

/**
 * The value as sigs.k8s.io/yaml's Marshal prints it, byte for byte, with the line break at the end: keys in
 * goyaml's natural order, lists not indented below their key, strings quoted where a YAML 1.1 reader could take
 * them for something else, long ones folded after column 80. Fields that are `undefined` are left out.
 */
export function formatYAML(value: JsonValue): string {
  const chunks: string[] = []
  writeYAML(value, (chunk) => chunks.push(flatten(chunk)))
  return chunks.join('')
}

/** `formatYAML` in pieces, for lists that should not stand in memory as one text. */
export function writeYAML(value: JsonValue, write: (chunk: string) => void): void {
  const emitter = new Emitter(write)
  emitter.document(value)
  emitter.flush()
}

/** Small enough to be put together before the collector looks at the pieces. */
const chunkLength = 1 << 15
const indents: string[] = []

function spaces(count: number): string {
  return (indents[count] ??= ' '.repeat(count))
}

class Emitter {
  private out = ''
  private readonly write: (chunk: string) => void

  constructor(write: (chunk: string) => void) {
    this.write = write
  }

  flush(): void {
    if (this.out !== '') this.write(this.out)
    this.out = ''
  }

  document(value: JsonValue): void {
    if (typeof value !== 'object' || value === null) this.line('', scalar(value, 0, 2))
    else if (Array.isArray(value)) value.length === 0 ? this.line('', '[]') : this.list(value, 0)
    else {
      const keys = keysOf(value)
      keys.length === 0 ? this.line('', '{}') : this.fields(value, keys, 0, false)
    }
  }

  /** Writes a text and ends the line, unless a block scalar has done so. */
  private line(before: string, text: string): void {
    this.out += endsLine(text) ? before + text : `${before}${text}\n`
  }

  /** The items of a list whose dashes stand at the column `indent`; `inline` when the first one's place is reached. */
  private list(items: readonly JsonValue[], indent: number, inline = false): void {
    let pad = inline ? '' : spaces(indent)
    for (const item of items) {
      this.out += `${pad}-`
      pad = spaces(indent)
      this.nested(item, indent)
      if (this.out.length > chunkLength) this.flush()
    }
  }

  /** What follows a dash, or the `? ` and `: ` of a long key, at the column `indent`: collections begin on its line. */
  private nested(value: JsonValue, indent: number): void {
    if (typeof value !== 'object' || value === null) {
      this.line(' ', scalar(value, indent + 2, indent + 2))
    } else if (Array.isArray(value)) {
      if (value.length === 0) this.line(' ', '[]')
      else {
        this.out += ' '
        this.list(value, indent + 2, true)
      }
    } else {
      const keys = keysOf(value)
      if (keys.length === 0) this.line(' ', '{}')
      else {
        this.out += ' '
        this.fields(value, keys, indent + 2, true)
      }
    }
  }

  private fields(object: JsonObject, keys: readonly Key[], indent: number, inline: boolean): void {
    let pad = inline ? '' : spaces(indent)
    for (const key of keys) {
      const value = object[key.name]!
      if (key.long) {
        this.line(`${pad}? `, scalarText(key.name, indent + 2, indent + 2))
        this.out += `${spaces(indent)}:`
        this.nested(value, indent)
      } else {
        this.field(pad + key.text, indent + key.width, value, indent)
      }
      pad = spaces(indent)
    }
  }

  private field(key: string, column: number, value: JsonValue, indent: number): void {
    if (typeof value !== 'object' || value === null) {
      this.line(`${key}: `, scalar(value, column, indent + 2))
    } else if (Array.isArray(value)) {
      this.out += value.length === 0 ? `${key}: []\n` : `${key}:\n`
      this.list(value, indent)
    } else {
      const keys = keysOf(value)
      this.out += keys.length === 0 ? `${key}: {}\n` : `${key}:\n`
      this.fields(value, keys, indent + 2, false)
    }
  }
}

/** A key as it is written. */
interface Key {
  readonly name: string
  readonly text: string
  /** The columns it takes, colon and space included. */
  readonly width: number
  /** Whether it needs the form with `? `. */
  readonly long: boolean
}

const keySets = new KeySetCache((keys) => keys.toSorted(compareKeys).map(prepare))

function prepare(name: string): Key {
  const text = scalarText(name, 0, undefined)
  return {name, text, width: text.length + 2, long: isLongKey(name)}
}

function keysOf(object: JsonObject): readonly Key[] {
  const names = Object.keys(object)
  if (names.length === 0) return []
  for (const name of names) {
    if (object[name] === undefined) return keySets.get(names.filter((key) => object[key] !== undefined))
  }
  return keySets.get(names)
}

/** A scalar that begins in a column; its further lines stand at `indent`. */
function scalar(value: string | number | bigint | boolean | null, column: number, indent: number): string {
  if (typeof value === 'string') return scalarText(value, column, indent)
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return formatNumber(value)
  return value === 0 ? '0' : String(value)
}

/** Numbers go through JSON text, which goyaml reads again: whole ones up to uint64 keep their digits, others become floats. */
function formatNumber(value: number): string {
  const resolved = resolvePlain(formatScalar(value))
  return resolved?.kind === 'int' ? String(resolved.value) : formatGoFloat(value)
}
