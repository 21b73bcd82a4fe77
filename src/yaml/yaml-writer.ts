import type {JsonObject, JsonValue} from '../base/json-value.ts'
import {formatGoFloat} from './go-float.ts'
import {formatScalar} from './json.ts'
import {naturalOrder} from './yaml-key-order.ts'
import {resolvePlain} from './yaml-scalar.ts'
import {endsLine, isLongKey, scalarText} from './yaml-style.ts'

/**
 * The value as sigs.k8s.io/yaml's Marshal prints it, byte for byte, with the line break at the end: keys in
 * goyaml's natural order, lists not indented below their key, strings quoted where a YAML 1.1 reader could take
 * them for something else, long ones folded after column 80. Fields that are `undefined` are left out.
 */
export function formatYAML(value: JsonValue): string {
  let result = ''
  writeYAML(value, (chunk) => (result += chunk))
  return result
}

/** `formatYAML` in pieces, for lists that should not stand in memory as one text. */
export function writeYAML(value: JsonValue, write: (chunk: string) => void): void {
  const emitter = new Emitter(write)
  emitter.document(value)
  emitter.flush()
}

const chunkLength = 1 << 16
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
    if (typeof value !== 'object' || value === null) this.line(scalar(value, 0, 2))
    else if (Array.isArray(value)) value.length === 0 ? this.line('[]') : this.list(value, 0)
    else {
      const keys = fieldsOf(value)
      keys.length === 0 ? this.line('{}') : this.fields(value, keys, 0, false)
    }
  }

  /** Ends the line, unless a block scalar has done so. */
  private line(text: string): void {
    this.out += endsLine(text) ? text : `${text}\n`
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
      this.line(` ${scalar(value, indent + 2, indent + 2)}`)
    } else if (Array.isArray(value)) {
      if (value.length === 0) this.line(' []')
      else {
        this.out += ' '
        this.list(value, indent + 2, true)
      }
    } else {
      const keys = fieldsOf(value)
      if (keys.length === 0) this.line(' {}')
      else {
        this.out += ' '
        this.fields(value, keys, indent + 2, true)
      }
    }
  }

  private fields(object: JsonObject, keys: readonly string[], indent: number, inline: boolean): void {
    let pad = inline ? '' : spaces(indent)
    for (const key of keys) {
      this.out += pad
      pad = spaces(indent)
      const value = object[key]!
      if (isLongKey(key)) {
        this.line(`? ${scalarText(key, indent + 2, indent + 2)}`)
        this.out += `${pad}:`
        this.nested(value, indent)
      } else {
        this.field(keyText(key), value, indent)
      }
    }
  }

  private field(key: string, value: JsonValue, indent: number): void {
    if (typeof value !== 'object' || value === null) {
      this.line(`${key}: ${scalar(value, indent + key.length + 2, indent + 2)}`)
    } else if (Array.isArray(value)) {
      this.out += value.length === 0 ? `${key}: []\n` : `${key}:\n`
      this.list(value, indent)
    } else {
      const keys = fieldsOf(value)
      this.out += keys.length === 0 ? `${key}: {}\n` : `${key}:\n`
      this.fields(value, keys, indent + 2, false)
    }
  }
}

function fieldsOf(object: JsonObject): readonly string[] {
  const keys = Object.keys(object)
  return naturalOrder(
    keys.some((key) => object[key] === undefined) ? keys.filter((key) => object[key] !== undefined) : keys,
  )
}

const knownKeys = new Map<string, string>()
const maxKnownKeys = 4096

/** A key as it stands before its colon; the same few keys come again and again. */
function keyText(key: string): string {
  const known = knownKeys.get(key)
  if (known !== undefined) return known
  const text = scalarText(key, 0, undefined)
  if (knownKeys.size >= maxKnownKeys) knownKeys.clear()
  knownKeys.set(key, text)
  return text
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
