import {scanBlockScalar, scanPlainScalar, scanQuotedScalar} from './scan-scalar.ts'
import {type Directive, scanAnchor, scanDirective, scanTag} from './scan-tag.ts'
import {code, type Mark, Source} from './source.ts'

export type TokenType =
  | 'stream-start'
  | 'stream-end'
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'

export interface Token {
  readonly type: TokenType
  readonly start: Mark
  readonly end: Mark
  /** The text of a scalar, the name of an anchor or alias, the handle of a tag. */
  readonly value: string
  readonly suffix: string
  /** Whether a scalar has neither quotes nor a block sign. */
  readonly plain: boolean
  readonly directive: Directive | undefined
}

/** A token that may turn out to begin a key, once a colon is found after it. */
interface SimpleKey {
  possible: boolean
  readonly required: boolean
  readonly tokenNumber: number
  readonly mark: Mark
}

const maxDepth = 10_000
/** A key has its colon on the same line and within so many characters. */
const maxKeyLength = 1024

/**
 * Cuts a text into tokens with the rules of goyaml.v2's scanner, errors included. js-yaml reads YAML 1.2 and
 * is the reader of first choice; this one decides about texts it refuses or reads otherwise.
 */
export class Scanner {
  private readonly source: Source
  private tokens: Token[] = []
  private head = 0
  private parsed = 0
  private indent = -1
  private readonly indents: number[] = []
  private flowLevel = 0
  private keyAllowed = true
  private readonly keys: SimpleKey[]
  private readonly keysByToken = new Map<number, number>()

  constructor(text: string) {
    this.source = new Source(text)
    this.keys = [{possible: false, required: false, tokenNumber: 0, mark: this.source.mark}]
    this.add('stream-start', this.source.mark)
  }

  /** The next token, which stays the next. */
  peek(): Token {
    while (this.head === this.tokens.length || this.headMayBeKey()) this.fetch()
    return this.tokens[this.head]!
  }

  /** Passes over the next token and gives it. */
  next(): Token {
    const token = this.peek()
    this.parsed++
    if (++this.head > 256) {
      this.tokens = this.tokens.slice(this.head)
      this.head = 0
    }
    return token
  }

  private headMayBeKey(): boolean {
    const index = this.keysByToken.get(this.parsed)
    return index !== undefined && this.isValid(this.keys[index]!)
  }

  private add(type: TokenType, start: Mark, more: Partial<Token> = {}, at?: number): void {
    const token: Token = {
      type,
      start,
      end: more.end ?? this.source.mark,
      value: more.value ?? '',
      suffix: more.suffix ?? '',
      plain: more.plain ?? false,
      directive: more.directive,
    }
    if (at === undefined) this.tokens.push(token)
    else this.tokens.splice(this.head + at, 0, token)
  }

  private fetch(): void {
    const {source} = this
    this.skipToToken()
    this.unroll(source.column)
    if (source.atEnd) this.fetchStreamEnd()
    else if (source.column === 0 && source.char() === '%') this.fetchDirective()
    else if (source.isDocumentIndicator('---')) this.fetchDocumentIndicator('document-start')
    else if (source.isDocumentIndicator('...')) this.fetchDocumentIndicator('document-end')
    else this.fetchInside(source.char())
  }

  private fetchInside(char: string): void {
    const {source} = this
    const inFlow = this.flowLevel > 0
    if (char === '[') return this.openFlow('flow-sequence-start')
    if (char === '{') return this.openFlow('flow-mapping-start')
    if (char === ']') return this.closeFlow('flow-sequence-end')
    if (char === '}') return this.closeFlow('flow-mapping-end')
    if (char === ',') return this.fetchFlowEntry()
    if (char === '-' && source.isBlankOrEnd(1)) return this.fetchBlockEntry()
    if (char === '?' && (inFlow || source.isBlankOrEnd(1))) return this.fetchKey()
    if (char === ':' && (inFlow || source.isBlankOrEnd(1))) return this.fetchValue()
    if (char === '*') return this.fetchNamed('alias')
    if (char === '&') return this.fetchNamed('anchor')
    if (char === '!') return this.fetchTag()
    if ((char === '|' || char === '>') && !inFlow) return this.fetchBlockScalar(char === '|')
    if (char === "'" || char === '"') return this.fetchQuoted(char)
    if (this.beginsPlain(char)) return this.fetchPlain()
    return source.fail('found character that cannot start any token')
  }

  private beginsPlain(char: string): boolean {
    const {source} = this
    if (!source.isBlankOrEnd() && !'-?:,[]{}#&*!|>\'"%@`'.includes(char)) return true
    if (char === '-') return !source.isBlank(1)
    return this.flowLevel === 0 && (char === '?' || char === ':') && !source.isBlankOrEnd(1)
  }

  private skipToToken(): void {
    const {source} = this
    for (;;) {
      if (source.offset === 0 && source.code() === code.bom) source.skip()
      const tabs = this.flowLevel > 0 || !this.keyAllowed
      while (source.char() === ' ' || (tabs && source.char() === '\t')) source.skip()
      source.skipComment()
      if (!source.isBreak()) return
      source.readBreak()
      if (this.flowLevel === 0) this.keyAllowed = true
    }
  }

  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false
    const {source} = this
    if (key.mark.line >= source.line && key.mark.offset + maxKeyLength >= source.offset) return true
    if (key.required) source.fail("could not find expected ':'", key.mark)
    key.possible = false
    return false
  }

  private saveKey(): void {
    if (!this.keyAllowed) return
    const tokenNumber = this.nextTokenNumber()
    const required = this.flowLevel === 0 && this.indent === this.source.column
    this.removeKey()
    this.keys[this.keys.length - 1] = {possible: true, required, tokenNumber, mark: this.source.mark}
    this.keysByToken.set(tokenNumber, this.keys.length - 1)
  }

  private nextTokenNumber(): number {
    return this.parsed + this.tokens.length - this.head
  }

  private removeKey(): void {
    const key = this.keys.at(-1)!
    if (!key.possible) return
    if (key.required) this.source.fail("could not find expected ':'", key.mark)
    key.possible = false
    this.keysByToken.delete(key.tokenNumber)
  }

  /** Opens a block collection when this column lies deeper; `at` is the number of the token it goes before. */
  private roll(column: number, type: TokenType, mark: Mark, at?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return
    this.indents.push(this.indent)
    this.indent = column
    if (this.indents.length > maxDepth) this.source.fail(`exceeded max depth of ${maxDepth}`)
    this.add(type, mark, {end: mark}, at === undefined ? undefined : at - this.parsed)
  }

  private unroll(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.add('block-end', this.source.mark)
      this.indent = this.indents.pop()!
    }
  }

  private fetchStreamEnd(): void {
    if (this.source.column !== 0) {
      this.source.column = 0
      this.source.line++
    }
    this.unroll(-1)
    this.removeKey()
    this.keyAllowed = false
    this.add('stream-end', this.source.mark)
  }

  private fetchDirective(): void {
    this.unroll(-1)
    this.removeKey()
    this.keyAllowed = false
    const start = this.source.mark
    this.add('directive', start, {directive: scanDirective(this.source)})
  }

  private fetchDocumentIndicator(type: TokenType): void {
    this.unroll(-1)
    this.removeKey()
    this.keyAllowed = false
    this.addSign(type, 3)
  }

  private addSign(type: TokenType, length = 1): void {
    const start = this.source.mark
    this.source.skip(length)
    this.add(type, start)
  }

  private openFlow(type: TokenType): void {
    this.saveKey()
    this.keys.push({
      possible: false,
      required: false,
      tokenNumber: this.nextTokenNumber(),
      mark: this.source.mark,
    })
    if (++this.flowLevel > maxDepth) this.source.fail(`exceeded max depth of ${maxDepth}`)
    this.keyAllowed = true
    this.addSign(type)
  }

  private closeFlow(type: TokenType): void {
    this.removeKey()
    if (this.flowLevel > 0) {
      this.flowLevel--
      this.keysByToken.delete(this.keys.pop()!.tokenNumber)
    }
    this.keyAllowed = false
    this.addSign(type)
  }

  private fetchFlowEntry(): void {
    this.removeKey()
    this.keyAllowed = true
    this.addSign('flow-entry')
  }

  private fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.source.fail('block sequence entries are not allowed in this context')
      this.roll(this.source.column, 'block-sequence-start', this.source.mark)
    }
    this.removeKey()
    this.keyAllowed = true
    this.addSign('block-entry')
  }

  private fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) this.source.fail('mapping keys are not allowed in this context')
      this.roll(this.source.column, 'block-mapping-start', this.source.mark)
    }
    this.removeKey()
    this.keyAllowed = this.flowLevel === 0
    this.addSign('key')
  }

  private fetchValue(): void {
    const key = this.keys.at(-1)!
    if (this.isValid(key)) {
      this.add('key', key.mark, {end: key.mark}, key.tokenNumber - this.parsed)
      this.roll(key.mark.column, 'block-mapping-start', key.mark, key.tokenNumber)
      key.possible = false
      this.keysByToken.delete(key.tokenNumber)
      this.keyAllowed = false
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) this.source.fail('mapping values are not allowed in this context')
        this.roll(this.source.column, 'block-mapping-start', this.source.mark)
      }
      this.keyAllowed = this.flowLevel === 0
    }
    this.addSign('value')
  }

  private fetchNamed(type: 'alias' | 'anchor'): void {
    this.saveKey()
    this.keyAllowed = false
    const start = this.source.mark
    this.add(type, start, {value: scanAnchor(this.source)})
  }

  private fetchTag(): void {
    this.saveKey()
    this.keyAllowed = false
    const start = this.source.mark
    const {handle, suffix} = scanTag(this.source)
    this.add('tag', start, {value: handle, suffix})
  }

  private fetchBlockScalar(literal: boolean): void {
    this.removeKey()
    this.keyAllowed = true
    const start = this.source.mark
    this.add('scalar', start, {value: scanBlockScalar(this.source, literal, this.indent)})
  }

  private fetchQuoted(quote: '"' | "'"): void {
    this.saveKey()
    this.keyAllowed = false
    const start = this.source.mark
    this.add('scalar', start, {value: scanQuotedScalar(this.source, quote)})
  }

  private fetchPlain(): void {
    this.saveKey()
    this.keyAllowed = false
    const start = this.source.mark
    const {value, endsLine} = scanPlainScalar(this.source, this.flowLevel > 0, this.indent)
    this.add('scalar', start, {value, plain: true})
    if (endsLine) this.keyAllowed = true
  }
}
