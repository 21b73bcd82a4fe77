import {type JsonObject, type JsonValue, setField} from '../base/json-value.ts'
import {resolvePlain} from './yaml-scalar.ts'

/**
 * Reads what most files are, in a tenth of the time and without the whole reader: block mappings and lists
 * whose keys and values stand on one line, plain or in quotes without escapes. undefined for everything that
 * may mean anything else, errors included: yaml-reader.ts has to look at it. Never throws.
 */
export function readBlockYAML(text: string): JsonObject | JsonValue[] | undefined {
  if (!/^[\n\x20-\x7e]*$/.test(text)) return undefined
  const tokens = tokensOf(text)
  if (tokens === undefined || tokens.length === 0 || tokens[0]!.indent !== 0) return undefined
  try {
    const reader = new BlockReader(tokens)
    const value = reader.block(0)
    return reader.atEnd ? value : undefined
  } catch (error) {
    if (error === doubt) return undefined
    throw error
  }
}

/** Thrown and caught here alone. */
const doubt = Symbol('not a simple block')

function doubtful(): never {
  throw doubt
}

interface Token {
  readonly indent: number
  /** A list's dash, a mapping's key, or an item of a list that is a scalar. */
  readonly type: 'dash' | 'key' | 'scalar'
  readonly key: string
  /** The rest of the line; '' for a key whose value is on the next lines or missing. */
  readonly rest: string
}

/** Indentation, a dash, a key that nothing but a string can be, and the rest. */
const line = /^( *)(- +)?(?:([A-Za-z_][\w./-]{0,200}):(?: +|$))?(.*)$/

/** The tokens of all lines but comments; undefined when a line is of another form. */
function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = []
  for (const [index, written] of text.split('\n').entries()) {
    if (/^ *(?:#|$)/.test(written) || (written === '---' && index === 0)) continue
    const [, spaces = '', dash = '', key = '', rest = ''] = line.exec(written)!
    const start = spaces.length
    if (dash !== '') tokens.push({indent: start, type: 'dash', key: '', rest: ''})
    else if (key === '') return undefined
    const type = key === '' ? 'scalar' : 'key'
    tokens.push({indent: start + dash.length, type, key, rest: rest.trimEnd()})
  }
  return tokens
}

/** Deeper than this is left to the whole reader, which has a limit of its own. */
const maxDepth = 100

class BlockReader {
  private readonly tokens: readonly Token[]
  private at = 0
  private depth = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  get atEnd(): boolean {
    return this.at === this.tokens.length
  }

  /** The mapping or list that begins here, at this indentation. */
  block(indent: number): JsonObject | JsonValue[] {
    if (++this.depth > maxDepth) doubtful()
    const value = this.tokens[this.at]!.type === 'key' ? this.mapping(indent) : this.list(indent)
    this.depth--
    return value
  }

  private mapping(indent: number): JsonObject {
    const object: JsonObject = {}
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if (token.indent < indent || (token.indent === indent && token.type !== 'key')) break
      const {key, rest} = token
      if (token.indent > indent || resolvePlain(key) !== undefined || Object.hasOwn(object, key)) doubtful()
      this.at++
      setField(object, key, rest === '' ? this.below(indent) : scalar(rest))
    }
    return object
  }

  /** The value of a key that has none on its line. */
  private below(indent: number): JsonValue {
    const token = this.tokens[this.at]
    if (token === undefined || token.indent < indent) return null
    if (token.indent > indent || token.type === 'dash') return this.block(token.indent)
    return null
  }

  private list(indent: number): JsonValue[] {
    const items: JsonValue[] = []
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if (token.indent < indent || (token.indent === indent && token.type === 'key')) break
      if (token.indent > indent) doubtful()
      items.push(this.item())
    }
    return items
  }

  /** What follows a dash on its line: a scalar, or a mapping's first key. */
  private item(): JsonValue {
    const first = this.tokens[this.at + 1]!
    this.at++
    if (first.type === 'key') return this.block(first.indent)
    this.at++
    return scalar(first.rest)
  }
}

/** No sign of YAML's at the start, and within nothing that is one anywhere. */
const plain = /^(?:[\w/.=+]|-[^ ])[\w/.=+:@,()%$;~ -]*$/
const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/

function scalar(text: string): JsonValue {
  if (text === '{}') return {}
  if (text === '[]') return []
  const quotes = quoted.exec(text)
  if (quotes !== null) return quotes[1] ?? quotes[2]!
  if (!plain.test(text) || text.includes(': ') || text.endsWith(':')) doubtful()
  const {kind, value} = resolvePlain(text) ?? {kind: 'str', value: text}
  if (kind === 'float' || kind === 'timestamp' || typeof value === 'bigint') doubtful()
  // -0 is the integer 0.
  return value === 0 ? 0 : value
}
