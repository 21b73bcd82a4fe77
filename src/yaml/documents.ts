import {messageOf} from '../base/errors.ts'
import type {JsonValue} from '../base/json-value.ts'
import {type JsonPrefix, JsonSyntaxError, readJSONPrefix} from './json-exact.ts'
import {parseJSON} from './json.ts'
import {decodeYAML, utf16Of} from './yaml-encoding.ts'
import {YamlError} from './yaml-error.ts'
import {readEvents} from './yaml-syntax.ts'
import {parseYAML} from './yaml-reader.ts'

/** One object of a manifest. */
export interface ManifestDocument {
  readonly value: JsonValue
  /** Its text, where that was JSON. */
  readonly json?: string
  /** Why no value can be made of it though it is JSON. */
  readonly fault?: string | undefined
  /** Its place among the documents that are not empty, from 0. */
  readonly index: number
  /** The line of the text its document begins on, from 1. */
  readonly line: number
}

/** A document that cannot be read; `line` is where it begins, the message is what kubectl says after `error parsing F: `. */
export class DocumentError extends Error {
  override name = 'DocumentError'
  readonly index: number
  readonly line: number
  constructor(message: string, index: number, line: number, cause?: unknown) {
    super(message, {cause})
    this.index = index
    this.line = line
  }
}

/**
 * The text of a manifest's bytes: a byte order mark picks UTF-8 or UTF-16 and is dropped, all else is UTF-8
 * (cli-runtime's FileVisitor).
 */
export function decodeManifest(bytes: Uint8Array): string {
  return new TextDecoder(utf16Of(bytes)).decode(bytes)
}

/**
 * The text of bytes that come from no file, but from a URL: as they are in JSON, as goyaml takes them in YAML
 * (cli-runtime's StreamVisitor). Throws `DocumentError` for what is no text.
 */
export function decodeStream(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  if (startsJSON(text)) return text
  try {
    return decodeYAML(bytes)
  } catch (error) {
    throw new DocumentError(`error converting YAML to JSON: ${messageOf(error)}`, 0, 1, error)
  }
}

/** How far apimachinery looks for the brace that makes a stream JSON. */
const peekLength = 4096
const jsonStart = /^(?:(?!\ufeff)[\s\u0085])*\{/

function startsJSON(text: string): boolean {
  return jsonStart.test(text.slice(0, peekLength))
}

/**
 * The objects of a manifest in their order, read as apimachinery's YAMLOrJSONDecoder reads a stream: JSON values
 * one after the other while they last, YAML documents between `---` lines otherwise, empty documents left out.
 * Throws `DocumentError` when it comes to a document that is broken; those before it have been given.
 */
export function* readDocuments(text: string): Generator<ManifestDocument, void, undefined> {
  const isJSON = startsJSON(text)
  const whole = isJSON ? wholeJSON(text) : undefined
  if (whole !== undefined) {
    yield {value: whole, json: text, index: 0, line: 1 + countLines(text, 0, text.indexOf('{'))}
    return
  }
  const counter = new Counter()
  const rest = isJSON ? yield* readJSONStream(text, counter) : {start: 0, error: undefined}
  if (rest) yield* readYAMLStream(text, rest.start, counter, rest.error)
}

class Counter {
  index = 0
  line = 1
}

/** The common case, one JSON value and nothing else; undefined otherwise. */
function wholeJSON(text: string): JsonValue | undefined {
  try {
    return parseJSON(text)
  } catch {
    return undefined
  }
}

const space = /[ \t\r\n]*/y

/** Where YAML takes over, with the error that goes first should the rest not be YAML either; undefined at the end. */
function* readJSONStream(
  text: string,
  counter: Counter,
): Generator<ManifestDocument, {start: number; error: Error} | undefined, undefined> {
  let position = 0
  for (let count = 0; ; count++) {
    space.lastIndex = position
    space.test(text)
    const start = space.lastIndex
    if (start >= text.length) return undefined
    const read = tryPrefix(text, start)
    if (read instanceof Error) {
      counter.line += countLines(text, position, start)
      // Two values or more make it a JSON stream for good; before that it may still turn out to be YAML.
      if (count > 1) throw new DocumentError(streamMessage(read), counter.index, counter.line, read)
      const error = offsetError(read, counter)
      const yaml = afterFirstLineBreak(text, position)
      if (yaml === undefined) throw error
      return {start: yaml, error}
    }
    counter.line += countLines(text, position, start)
    if (read.value !== null) {
      const json = text.slice(start, read.end)
      yield {value: read.value, json, fault: read.fault, index: counter.index++, line: counter.line}
    }
    counter.line += countLines(text, start, read.end)
    position = read.end
  }
}

function tryPrefix(text: string, start: number): JsonPrefix | JsonSyntaxError {
  try {
    return readJSONPrefix(text, start)
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error
    throw error
  }
}

function streamMessage(error: JsonSyntaxError): string {
  return error.atEnd ? 'unexpected EOF' : error.message
}

function offsetError(error: JsonSyntaxError, counter: Counter): DocumentError {
  const message = error.atEnd ? 'unexpected EOF' : `json: offset ${error.offset}: ${error.message}`
  return new DocumentError(message, counter.index, counter.line, error)
}

/**
 * Past the white space at a position, no further than the first line break. apimachinery looks at it through a
 * window of four bytes and gives up, undefined here, when fewer are left.
 */
function afterFirstLineBreak(text: string, position: number): number | undefined {
  for (let at = position; ; at++) {
    if (at + 4 > text.length) return undefined
    if (text[at] === '\n') return at + 1
    if (!/\s/.test(text[at]!)) return at
  }
}

function* readYAMLStream(
  text: string,
  start: number,
  counter: Counter,
  jsonError: Error | undefined,
): Generator<ManifestDocument, void, undefined> {
  let firstError = jsonError
  counter.line = 1 + countLines(text, 0, start)
  for (const chunk of splitYAML(text, start, counter)) {
    const value = readChunk(chunk.text, counter, firstError)
    firstError = undefined
    if (value !== null) yield {value, index: counter.index++, line: counter.line}
    counter.line += chunk.lines
  }
}

function readChunk(chunk: string, counter: Counter, firstError: Error | undefined): JsonValue {
  try {
    return parseYAML(chunk, {events: readEvents})
  } catch (error) {
    if (firstError) throw firstError
    if (!(error instanceof YamlError)) throw error
    throw new DocumentError(
      `error converting YAML to JSON: ${error.message}`,
      counter.index,
      counter.line,
      error,
    )
  }
}

interface Chunk {
  readonly text: string
  /** How many lines of the whole it takes, the separator after it included. */
  readonly lines: number
}

const separator = '---'

/**
 * The documents between lines that begin with `---` (apimachinery's YAMLReader). A separator that opens the stream,
 * or follows another one, belongs to the document after it, so that lines count from there.
 */
function* splitYAML(text: string, start: number, counter: Counter): Generator<Chunk, void, undefined> {
  let from = start
  let at = text.startsWith(separator, start) ? start : nextSeparator(text, start)
  while (at !== -1) {
    const end = endOfLine(text, at)
    checkSeparator(text.slice(at + separator.length, end), counter)
    if (at > from) {
      const chunk = text.slice(from, at)
      yield {text: chunk.replaceAll('\r\n', '\n'), lines: countLines(text, from, end)}
      from = end
      at = text.startsWith(separator, end) ? end : nextSeparator(text, end)
    } else {
      at = nextSeparator(text, end - 1)
    }
  }
  if (from < text.length) {
    const chunk = text.slice(from).replaceAll('\r\n', '\n')
    yield {text: chunk.endsWith('\n') ? chunk : `${chunk}\n`, lines: 0}
  }
}

function nextSeparator(text: string, from: number): number {
  const at = text.indexOf(`\n${separator}`, from)
  return at === -1 ? -1 : at + 1
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at === -1 ? text.length : at + 1
}

function checkSeparator(rest: string, counter: Counter): void {
  const trimmed = rest.trim()
  if (trimmed === '' || trimmed.startsWith('#')) return
  throw new DocumentError(`invalid Yaml document separator: ${trimmed}`, counter.index, counter.line)
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
