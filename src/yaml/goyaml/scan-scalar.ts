import type {Mark, Source} from './source.ts'

export interface ScannedScalar {
  readonly value: string
  /** Whether line breaks stand behind it, so that a key may follow. */
  readonly endsLine: boolean
}

/**
 * A literal (`|`) or folded (`>`) block; the source stands at the sign. `parentIndent` is the column of the
 * collection it is in, -1 outside of any.
 */
export function scanBlockScalar(source: Source, literal: boolean, parentIndent: number): string {
  const start = source.mark
  source.skip()
  const {chomping, increment} = scanHeader(source, start)
  endHeader(source, start)
  const given = increment > 0 ? Math.max(parentIndent, 0) + increment : 0
  let {indent, breaks} = scanBlockBreaks(source, given, parentIndent, start)
  let value = ''
  let lineBreak = ''
  let leadingBlank = false
  while (source.column === indent && !source.atEnd) {
    const blank = source.isBlank()
    if (!literal && !leadingBlank && !blank && lineBreak.startsWith('\n')) value += breaks === '' ? ' ' : ''
    else value += lineBreak
    value += breaks
    leadingBlank = blank
    value += restOfLine(source)
    lineBreak = source.atEnd ? '' : source.readBreak()
    ;({breaks} = scanBlockBreaks(source, indent, parentIndent, start))
  }
  if (chomping !== '-') value += lineBreak
  return chomping === '+' ? value + breaks : value
}

function restOfLine(source: Source): string {
  const start = source.offset
  while (!source.isBreakOrEnd()) source.skip()
  return source.text.slice(start, source.offset)
}

function scanHeader(source: Source, start: Mark): {chomping: string; increment: number} {
  let chomping = ''
  let increment = 0
  for (let part = 0; part < 2; part++) {
    const char = source.char()
    if (chomping === '' && /^[-+]$/.test(char)) chomping = char
    else if (increment === 0 && /^[0-9]$/.test(char)) {
      if (char === '0') source.fail('found an indentation indicator equal to 0', start)
      increment = Number(char)
    } else break
    source.skip()
  }
  return {chomping, increment}
}

function endHeader(source: Source, start: Mark): void {
  source.skipBlanks()
  source.skipComment()
  if (!source.isBreakOrEnd()) source.fail('did not find expected comment or line break', start)
  if (!source.atEnd) source.readBreak()
}

/** The empty lines before the next line of the block; the first of these finds out how far it is indented. */
function scanBlockBreaks(
  source: Source,
  known: number,
  parentIndent: number,
  start: Mark,
): {indent: number; breaks: string} {
  let breaks = ''
  let widest = 0
  for (;;) {
    while ((known === 0 || source.column < known) && source.char() === ' ') source.skip()
    widest = Math.max(widest, source.column)
    if ((known === 0 || source.column < known) && source.char() === '\t') {
      source.fail('found a tab character where an indentation space is expected', start)
    }
    if (!source.isBreak()) break
    breaks += source.readBreak()
  }
  return {indent: known === 0 ? Math.max(widest, parentIndent + 1, 1) : known, breaks}
}

/** What a run of white space inside a scalar comes to: itself on one line, folded over several. */
class Gap {
  private blanks = ''
  private first = ''
  private more = ''
  broken = false

  /** Takes in all blanks and breaks; `onTab` sees tabs after a break. */
  scan(source: Source, onTab?: () => void): void {
    while (source.isBlank() || source.isBreak()) {
      if (source.isBlank()) {
        if (this.broken && source.char() === '\t') onTab?.()
        if (this.broken) source.skip()
        else this.blanks += source.read()
      } else if (this.broken) {
        this.more += source.readBreak()
      } else {
        this.blanks = ''
        this.first = source.readBreak()
        this.broken = true
      }
    }
  }

  get text(): string {
    if (!this.broken) return this.blanks
    if (!this.first.startsWith('\n')) return this.first + this.more
    return this.more === '' ? ' ' : this.more
  }
}

/** A scalar without quotes. */
export function scanPlainScalar(source: Source, inFlow: boolean, parentIndent: number): ScannedScalar {
  const start = source.mark
  const indent = parentIndent + 1
  let value = ''
  let gap = new Gap()
  for (;;) {
    if (source.isDocumentIndicator('---') || source.isDocumentIndicator('...')) break
    if (source.char() === '#') break
    const from = source.offset
    while (!source.isBlankOrEnd() && !endsPlain(source, inFlow)) source.skip()
    if (source.offset > from) {
      value += gap.text + source.text.slice(from, source.offset)
      gap = new Gap()
    }
    if (!source.isBlank() && !source.isBreak()) break
    gap.scan(source, () => {
      if (source.column < indent) source.fail('found a tab character that violates indentation', start)
    })
    if (!inFlow && source.column < indent) break
  }
  return {value, endsLine: gap.broken}
}

function endsPlain(source: Source, inFlow: boolean): boolean {
  const char = source.char()
  return (char === ':' && source.isBlankOrEnd(1)) || (inFlow && ',?[]{}'.includes(char))
}

/** A scalar in quotes; the source stands at the first of them. */
export function scanQuotedScalar(source: Source, quote: '"' | "'"): string {
  const start = source.mark
  let value = ''
  source.skip()
  for (;;) {
    if (source.isDocumentIndicator('---') || source.isDocumentIndicator('...')) {
      source.fail('found unexpected document indicator', start)
    }
    if (source.atEnd) source.fail('found unexpected end of stream', start)
    const gap = new Gap()
    while (!source.isBlankOrEnd()) {
      const char = source.char()
      if (char === quote && !(quote === "'" && source.char(1) === "'")) break
      if (quote === '"' && char === '\\' && source.isBreak(1)) {
        source.skip()
        source.readBreak()
        gap.broken = true
        break
      }
      value += scanQuotedChar(source, quote, start)
    }
    if (source.char() === quote) break
    gap.scan(source)
    value += gap.text
  }
  source.skip()
  return value
}

function scanQuotedChar(source: Source, quote: '"' | "'", start: Mark): string {
  if (quote === "'" && source.char() === "'") {
    source.skip(2)
    return "'"
  }
  return quote === '"' && source.char() === '\\' ? scanEscape(source, start) : source.read()
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}
const hexLengths: Readonly<Record<string, number>> = {x: 2, u: 4, U: 8}

function scanEscape(source: Source, start: Mark): string {
  const char = source.char(1)
  const simple = escapes[char]
  const length = hexLengths[char]
  if (simple === undefined && length === undefined) source.fail('found unknown escape character', start)
  source.skip(2)
  if (simple !== undefined) return simple
  const digits = source.text.slice(source.offset, source.offset + length!)
  if (digits.length < length! || !/^[0-9a-fA-F]+$/.test(digits)) {
    source.fail('did not find expected hexdecimal number', start)
  }
  const value = Number.parseInt(digits, 16)
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    source.fail('found invalid Unicode character escape code', start)
  }
  source.skip(length)
  return String.fromCodePoint(value)
}
