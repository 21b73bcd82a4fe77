import type {JsonObject, JsonValue} from '../base/json-value.ts'
import {type FormatOptions, flatten, formatScalar, sortKeys} from './json.ts'
import {rereadJSONString} from './reread.ts'
import {YamlError} from './yaml-error.ts'
import {isTimestamp} from './yaml-timestamp.ts'

/**
 * The value as kubectl's `-o kyaml` prints it (sigs.k8s.io/yaml/kyaml, FromObject), byte for byte: the `---`
 * header, every string in double quotes, keys only where they could be taken for something else, brackets of
 * lists of objects close together. Ends with a line break. Fields that are `undefined` are left out.
 * Throws `YamlError` for control characters that goyaml does not read.
 */
export function formatKYAML(value: JsonValue, options: FormatOptions = {}): string {
  const chunks: string[] = []
  writeKYAML(value, (chunk) => chunks.push(flatten(chunk)), options)
  return chunks.join('')
}

/** `formatKYAML` in pieces, for lists that should not stand in memory as one text. */
export function writeKYAML(
  value: JsonValue,
  write: (chunk: string) => void,
  options: FormatOptions = {},
): void {
  const emitter = new Emitter(write, options.order !== 'given')
  try {
    emitter.document(value)
  } catch (error) {
    throw error instanceof YamlError ? new YamlError(`error decoding: ${error.message}`) : error
  }
}

/** Small enough to be put together before the collector looks at the pieces. */
const chunkLength = 1 << 15

class Emitter {
  private out = '---\n'
  private readonly write: (chunk: string) => void
  private readonly sorted: boolean

  constructor(write: (chunk: string) => void, sorted: boolean) {
    this.write = write
    this.sorted = sorted
  }

  document(value: JsonValue): void {
    this.value(value, 0)
    this.write(`${this.out}\n`)
  }

  private value(value: JsonValue, indent: number): void {
    if (typeof value === 'string') this.out += stringText(value, indent + 1)
    else if (typeof value !== 'object' || value === null) this.out += formatScalar(value)
    else if (Array.isArray(value)) this.list(value, indent)
    else this.object(value, indent)
  }

  private list(items: readonly JsonValue[], indent: number): void {
    if (items.length === 0) this.out += '[]'
    else if (items.every((item) => typeof item === 'object' && item !== null)) this.cuddled(items, indent)
    else this.lines(items, indent)
  }

  /** Objects and lists stand bracket to bracket with the list they are in. */
  private cuddled(items: readonly JsonValue[], indent: number): void {
    let before = '['
    for (const item of items) {
      this.out += before
      this.value(item, indent)
      before = ', '
      this.flushFull()
    }
    this.out += ']'
  }

  private lines(items: readonly JsonValue[], indent: number): void {
    const inner = pad(indent + 1)
    this.out += '[\n'
    for (const item of items) {
      this.out += inner
      this.value(item, indent + 1)
      this.out += ',\n'
      this.flushFull()
    }
    this.out += `${pad(indent)}]`
  }

  private object(object: JsonObject, indent: number): void {
    const keys = Object.keys(object).filter((key) => object[key] !== undefined)
    if (this.sorted) sortKeys(keys)
    if (keys.length === 0) {
      this.out += '{}'
      return
    }
    const inner = pad(indent + 1)
    this.out += '{\n'
    for (const key of keys) {
      this.out += `${inner}${keyText(key)}: `
      this.value(object[key]!, indent + 1)
      this.out += ',\n'
    }
    this.out += `${pad(indent)}}`
  }

  private flushFull(): void {
    if (this.out.length < chunkLength) return
    this.write(this.out)
    this.out = ''
  }
}

const pads: string[] = []

function pad(level: number): string {
  return (pads[level] ??= '  '.repeat(level))
}

const knownKeys = new Map<string, string>()
const maxKnownKeys = 4096

function keyText(key: string): string {
  const known = knownKeys.get(key)
  if (known !== undefined) return known
  const text = needsQuotes(key) ? `"${escapeAll(rereadJSONString(key), compactEscapes)}"` : key
  if (knownKeys.size >= maxKnownKeys) knownKeys.clear()
  knownKeys.set(key, text)
  return text
}

const plain = /^[ !#-[\]-~]*$/

/** A string in quotes; one of several lines is laid out over as many, each but the last ending in `\n\`. */
function stringText(text: string, indent: number): string {
  if (plain.test(text)) return `"${text}"`
  const value = rereadJSONString(text)
  if (!value.includes('\n')) return `"${escapeAll(value, regularEscapes)}"`
  const lead = pad(indent)
  const body = value
    .split('\n')
    .map((line, index, all) => lineText(line, lead, index < all.length - 1))
    .join('')
  return `"\\\n${body}${lead}"`
}

/** One line of several. White space it begins with is escaped, anything else moved by one column to stay aligned. */
function lineText(line: string, lead: string, broken: boolean): string {
  if (line === '') return broken ? `${lead} \\n\\\n` : ''
  const before = /^[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(line)
    ? '\\'
    : ' '
  return `${lead}${before}${escapeAll(line, regularEscapes)}${broken ? '\\n\\\n' : '\\\n'}`
}

const regularEscapes: Readonly<Record<string, string>> = {
  '\t': '\t',
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\v': '\\v',
  '\0': '\\0',
  '\x1b': '\\e',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
}
const compactEscapes: Readonly<Record<string, string>> = {...regularEscapes, '\t': '\\t'}

/** What Go does not call printable, and the two characters that quotes need escaped. */
const escaped = /["\\]|(?! )[\p{C}\p{Z}]/gu

function escapeAll(text: string, table: Readonly<Record<string, string>>): string {
  return text.replace(escaped, (rune) => table[rune] ?? escapeCode(rune.codePointAt(0)!))
}

function escapeCode(code: number): string {
  const hex = code.toString(16)
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

const bareKey = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u

function needsQuotes(key: string): boolean {
  return !bareKey.test(key) || isAmbiguous(key)
}

const words = new Set([
  'null',
  '~',
  'true',
  't',
  'f',
  'y',
  'yes',
  'on',
  'false',
  'n',
  'no',
  'off',
  '.inf',
  '-.inf',
  '+.inf',
  '.nan',
])
const sexagesimal = /^[+-]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/
const integer = /^[+-]?(?:0|[1-9][0-9]*|0[oO]?[0-7]+|0[xX][0-9a-fA-F]+|0[bB][01]+)$/
const float =
  /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][+-]?[0-9]+|inf|infinity|nan)$/i

/** Whether a YAML reader might take the bare text for something else than a string. */
function isAmbiguous(text: string): boolean {
  if (text.length <= 5 && words.has(text.toLowerCase())) return true
  const digits = text.replaceAll('_', '')
  return integer.test(digits) || isFloat(digits) || sexagesimal.test(text) || isTimestamp(text)
}

function isFloat(text: string): boolean {
  return (
    float.test(text) &&
    !/^[+-]nan$/i.test(text) &&
    !(!Number.isFinite(Number(text)) && /^[+-]?[0-9.]/.test(text) && !/x/i.test(text))
  )
}
