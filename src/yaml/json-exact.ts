import {goQuote} from '../base/go-quote.ts'
import {type JsonObject, type JsonValue, setField} from '../base/json-value.ts'

/** The text is not JSON; `offset` counts the bytes up to and with the offending one, as in Go's json.SyntaxError. */
export class JsonSyntaxError extends Error {
  override name = 'JsonSyntaxError'
  readonly offset: number
  /** The text ended before the value did: a stream could go on, so Go's Decoder says `unexpected EOF` instead. */
  readonly atEnd: boolean
  constructor(message: string, offset: number, atEnd = false) {
    super(message)
    this.offset = offset
    this.atEnd = atEnd
  }
}

/**
 * Reads a text that holds one JSON value, every digit of an int64 kept (as `bigint` past 2^53).
 * Throws `JsonSyntaxError` in the words of Go's encoding/json scanner.
 */
export function readExactJSON(text: string): JsonValue {
  const reader = new ExactReader(text, 0)
  const value = reader.guarded()
  reader.expectEnd()
  const {fault} = reader
  if (fault !== undefined) throw new JsonSyntaxError(fault, reader.position)
  return value
}

/** A JSON value at the beginning of a text. */
export interface JsonPrefix {
  readonly value: JsonValue
  readonly end: number
  /** What Go says when it makes a value of a text whose syntax is good: of a number that is too large. */
  readonly fault?: string
}

/** Reads the JSON value that starts at or after `start` and tells where it ends; what follows does not matter. */
export function readJSONPrefix(text: string, start: number): JsonPrefix {
  const reader = new ExactReader(text, start)
  const value = reader.guarded()
  const {fault, position} = reader
  return {value, end: position, ...(fault === undefined ? {} : {fault})}
}

/** Reads a text that is one JSON value, each number as the text that it is written in. */
export function readJSONSpellings(text: string): JsonValue {
  return new SpellingReader(text, 0).guarded()
}

const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y
const plainString = /"([^"\\\x00-\x1f]*)"/y
const maxDepth = 10_000
/** The places where white space may stand: between tokens and inside strings. */
const spaceAllowed = /^(?:looking for|after (?!decimal)|in string literal)/

class ExactReader {
  position: number
  /** The first number that no double holds, in Go's words. */
  fault: string | undefined
  private readonly text: string
  private depth = 0

  constructor(text: string, start: number) {
    this.text = text
    this.position = start
  }

  /** The value, with an exhausted call stack told as Go tells too deep a text. */
  guarded(): JsonValue {
    try {
      return this.value()
    } catch (error) {
      if (error instanceof RangeError) this.tooDeep()
      throw error
    }
  }

  expectEnd(): void {
    if (this.next() !== '') this.fail('after top-level value')
  }

  private value(): JsonValue {
    switch (this.next()) {
      case '{':
        return this.object()
      case '[':
        return this.list()
      case '"':
        return this.string()
      case 't':
        return this.literal('true', true)
      case 'f':
        return this.literal('false', false)
      case 'n':
        return this.literal('null', null)
      default:
        return this.number()
    }
  }

  private object(): JsonObject {
    const object: JsonObject = {}
    this.open()
    if (this.next() === '}') return this.close(object)
    for (;;) {
      if (this.next() !== '"') this.fail('looking for beginning of object key string')
      const key = this.string()
      if (this.next() !== ':') this.fail('after object key')
      this.position++
      setField(object, key, this.value())
      const after = this.next()
      if (after === '}') return this.close(object)
      if (after !== ',') this.fail('after object key:value pair')
      this.position++
    }
  }

  private list(): JsonValue[] {
    const items: JsonValue[] = []
    this.open()
    if (this.next() === ']') return this.close(items)
    for (;;) {
      items.push(this.value())
      const after = this.next()
      if (after === ']') return this.close(items)
      if (after !== ',') this.fail('after array element')
      this.position++
    }
  }

  private open(): void {
    this.position++
    if (++this.depth > maxDepth) this.tooDeep()
  }

  private close<T>(value: T): T {
    this.position++
    this.depth--
    return value
  }

  private literal<T>(word: string, value: T): T {
    const {text, position} = this
    for (let index = 1; index < word.length; index++) {
      if (text[position + index] === word[index]) continue
      this.position = position + index
      this.fail(`in literal ${word} (expecting '${word[index]!}')`)
    }
    this.position += word.length
    return value
  }

  private string(): string {
    plainString.lastIndex = this.position
    const match = plainString.exec(this.text)
    if (match) {
      this.position = plainString.lastIndex
      return match[1]!
    }
    const start = this.position
    this.skipString()
    return (JSON.parse(this.text.slice(start, this.position)) as string).toWellFormed()
  }

  /** Moves past a string, so that what stands between is valid for JSON.parse. */
  private skipString(): void {
    this.position++
    for (;;) {
      const unit = this.text.charCodeAt(this.position)
      if (Number.isNaN(unit) || unit < 0x20) this.fail('in string literal')
      this.position++
      if (unit === 0x22) return
      if (unit === 0x5c) this.skipEscape()
    }
  }

  private skipEscape(): void {
    const escape = this.text[this.position] ?? ''
    if (!'"\\/bfnrtu'.includes(escape) || escape === '') this.fail('in string escape code')
    this.position++
    if (escape !== 'u') return
    for (let digit = 0; digit < 4; digit++) {
      if (!/^[0-9a-fA-F]$/.test(this.text[this.position] ?? ''))
        this.fail('in \\u hexadecimal character escape')
      this.position++
    }
  }

  private number(): JsonValue {
    number.lastIndex = this.position
    const match = number.exec(this.text)
    if (!match) {
      if (this.text[this.position] !== '-') this.fail('looking for beginning of value')
      this.position++
      this.fail('in numeric literal')
    }
    this.position = number.lastIndex
    const [literal, fraction, exponent] = match
    this.checkNumberEnd(fraction, exponent)
    const isInteger = fraction === undefined && exponent === undefined
    return this.numberOf(literal, isInteger)
  }

  protected numberOf(literal: string, isInteger: boolean): JsonValue {
    return (isInteger ? toInteger(literal) : undefined) ?? this.toDouble(literal)
  }

  /** `1.` and `1e` stop in the middle of a number. */
  private checkNumberEnd(fraction: string | undefined, exponent: string | undefined): void {
    const after = this.text[this.position] ?? ''
    if (after === '.' && fraction === undefined && exponent === undefined) {
      this.position++
      this.fail('after decimal point in numeric literal')
    }
    if ((after === 'e' || after === 'E') && exponent === undefined) {
      this.position++
      const sign = this.text[this.position] ?? ''
      if (sign === '+' || sign === '-') this.position++
      this.fail('in exponent of numeric literal')
    }
  }

  private toDouble(literal: string): number {
    const value = Number(literal)
    if (!Number.isFinite(value)) {
      this.fault ??= `json: cannot unmarshal number ${literal} into Go value of type float64`
    }
    return value
  }

  /** The next character that is not white space, '' at the end; the position moves to it. */
  private next(): string {
    for (;;) {
      const unit = this.text.charCodeAt(this.position)
      if (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) this.position++
      else return this.text[this.position] ?? ''
    }
  }

  private fail(context: string): never {
    if (this.position >= this.text.length) this.failAtEnd(context)
    const bytes = Buffer.from(String.fromCodePoint(this.text.codePointAt(this.position)!))
    const message = `invalid character ${quoteByte(bytes[0]!)} ${context}`
    throw new JsonSyntaxError(message, this.offset(this.position) + 1)
  }

  /** Go's scanner takes the end for a space: an error of its own only where no space may stand. */
  private failAtEnd(context: string): never {
    const message = spaceAllowed.test(context)
      ? 'unexpected end of JSON input'
      : `invalid character ' ' ${context}`
    throw new JsonSyntaxError(message, this.offset(this.text.length), true)
  }

  private tooDeep(): never {
    throw new JsonSyntaxError('exceeded max depth', this.offset(this.position))
  }

  private offset(position: number): number {
    return Buffer.byteLength(this.text.slice(0, position))
  }
}

class SpellingReader extends ExactReader {
  protected override numberOf(literal: string): JsonValue {
    return literal
  }
}

/** A byte in single quotes as Go's scanner shows it: bytes of longer characters stand for Latin-1 there. */
function quoteByte(byte: number): string {
  if (byte === 0x27) return String.raw`'\''`
  if (byte === 0x22) return `'"'`
  return `'${goQuote(String.fromCharCode(byte)).slice(1, -1)}'`
}

const maxInt64 = 2n ** 63n - 1n
const minInt64 = -(2n ** 63n)

/** The integer literal as `number` where that is exact, as `bigint` within int64, undefined where only a double can hold it. */
function toInteger(literal: string): number | bigint | undefined {
  const value = Number(literal)
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value
  const exact = BigInt(literal)
  return exact >= minInt64 && exact <= maxInt64 ? exact : undefined
}
