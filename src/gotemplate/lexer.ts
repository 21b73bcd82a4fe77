import {goCodePoint, goQuote} from '../base/go-quote.ts'
import {type Item, type Keyword, keywords} from './item.ts'
import {Scanner, end} from './scanner.ts'

const leftDelim = '{{'
const rightDelim = '}}'
const spaceSet = ' \t\r\n'
const alphaNumeric = /^[_\p{L}\p{Nd}]$/u

function isSpace(rune: string): boolean {
  return rune !== end && spaceSet.includes(rune)
}

function isAlphaNumeric(rune: string): boolean {
  return alphaNumeric.test(rune)
}

/** Splits a template into items, as text/template/parse does, trim markers and comments taken care of. */
export class Lexer extends Scanner {
  private depth = 0
  private insideAction = false

  /** The next item; after an error there is nothing of use any more. */
  next(): Item {
    return this.insideAction ? this.insideOfAction() : this.textOrDelim()
  }

  private textOrDelim(): Item {
    for (;;) {
      const found = this.input.indexOf(leftDelim, this.at)
      if (found < 0) return this.lastText()
      if (found > this.at) {
        const text = this.textBefore(found)
        if (text.text !== '') return text
      }
      const item = this.leftDelimOrComment()
      if (item !== undefined) return item
    }
  }

  private lastText(): Item {
    this.at = this.input.length
    if (this.at === this.start) return this.emit('eof')
    this.countLines()
    return this.emit('text')
  }

  private textBefore(found: number): Item {
    const text = this.input.slice(this.start, found)
    const trim = this.hasLeftTrim(found + leftDelim.length) ? text.length - trimEnd(text).length : 0
    this.at = found - trim
    this.countLines()
    const item = this.emit('text')
    this.at += trim
    this.ignore()
    return item
  }

  private hasLeftTrim(at: number): boolean {
    return this.input[at] === '-' && isSpace(this.input[at + 1] ?? end)
  }

  private hasRightTrim(at: number): boolean {
    return isSpace(this.input[at] ?? end) && this.input[at + 1] === '-'
  }

  private rightDelimAt(at: number): {delim: boolean; trim: boolean} {
    if (this.hasRightTrim(at) && this.input.startsWith(rightDelim, at + 2)) return {delim: true, trim: true}
    return {delim: this.input.startsWith(rightDelim, at), trim: false}
  }

  /** undefined after a comment. */
  private leftDelimOrComment(): Item | undefined {
    this.at += leftDelim.length
    const afterMarker = this.hasLeftTrim(this.at) ? 2 : 0
    if (this.input.startsWith('/*', this.at + afterMarker)) {
      this.at += afterMarker
      this.ignore()
      return this.comment()
    }
    const item = this.emit('leftDelim')
    this.insideAction = true
    this.at += afterMarker
    this.ignore()
    this.depth = 0
    return item
  }

  private comment(): Item | undefined {
    const close = this.input.indexOf('*/', this.at + 2)
    if (close < 0) return this.fail('unclosed comment')
    this.at = close + 2
    const {delim, trim} = this.rightDelimAt(this.at)
    if (!delim) return this.fail('comment ends before closing delimiter')
    this.countLines()
    this.emit('text')
    this.at += rightDelim.length + (trim ? 2 : 0)
    if (trim) this.at += this.leadingSpace(this.at)
    this.ignore()
    return undefined
  }

  private leadingSpace(at: number): number {
    let stop = at
    while (isSpace(this.input[stop] ?? end)) stop++
    return stop - at
  }

  private rightDelim(): Item {
    const {trim} = this.rightDelimAt(this.at)
    if (trim) {
      this.at += 2
      this.ignore()
    }
    this.at += rightDelim.length
    const item = this.emit('rightDelim')
    if (trim) {
      this.at += this.leadingSpace(this.at)
      this.ignore()
    }
    this.insideAction = false
    return item
  }

  private insideOfAction(): Item {
    if (this.rightDelimAt(this.at).delim) {
      return this.depth === 0 ? this.rightDelim() : this.fail('unclosed left paren')
    }
    const rune = this.rune()
    switch (rune) {
      case end:
        return this.fail('unclosed action')
      case '=':
        return this.emit('assign')
      case ':':
        return this.rune() === '=' ? this.emit('declare') : this.fail('expected :=')
      case '|':
        return this.emit('pipe')
      case '"':
        return this.quoted('"', 'string', 'unterminated quoted string')
      case "'":
        return this.quoted("'", 'charConstant', 'unterminated character constant')
      case '`':
        return this.rawString()
      case '$':
        return this.fieldOrVariable('variable')
      case '(':
        this.depth++
        return this.emit('leftParen')
      case ')':
        return --this.depth < 0 ? this.fail('unexpected right paren') : this.emit('rightParen')
      default:
        return this.word(rune)
    }
  }

  private word(rune: string): Item {
    const isNumber = /[0-9+-]/.test(rune) || (rune === '.' && /[0-9]|^$/.test(this.input[this.at] ?? end))
    if (rune === '.' && !isNumber) return this.fieldOrVariable('field')
    if (isSpace(rune)) {
      this.backup()
      return this.space()
    }
    if (isNumber) {
      this.backup()
      return this.number()
    }
    if (isAlphaNumeric(rune)) {
      this.backup()
      return this.identifier()
    }
    if (/^[ -~]$/.test(rune)) return this.emit('char')
    return this.fail(`unrecognized character in action: ${describeRune(rune)}`)
  }

  private space(): Item {
    let count = 0
    while (isSpace(this.peek())) {
      this.rune()
      count++
    }
    // A right delimiter with a trim marker starts with a space.
    if (this.hasRightTrim(this.at - 1) && this.input.startsWith(rightDelim, this.at + 1)) {
      this.backup()
      if (count === 1) return this.rightDelim()
    }
    return this.emit('space')
  }

  private identifier(): Item {
    const after = this.skipAlphaNumeric()
    if (!this.atTerminator()) return this.fail(`bad character ${describeRune(after)}`)
    const word = this.input.slice(this.start, this.at)
    if (keywords.has(word)) return this.emit(word as Keyword)
    return this.emit(word === 'true' || word === 'false' ? 'bool' : 'identifier')
  }

  private fieldOrVariable(type: 'field' | 'variable'): Item {
    if (this.atTerminator()) return this.emit(type === 'variable' ? type : '.')
    const after = this.skipAlphaNumeric()
    return this.atTerminator() ? this.emit(type) : this.fail(`bad character ${describeRune(after)}`)
  }

  /** Gives the character that ended it. */
  private skipAlphaNumeric(): string {
    for (;;) {
      const rune = this.rune()
      if (isAlphaNumeric(rune)) continue
      this.backup()
      return rune
    }
  }

  private atTerminator(): boolean {
    const rune = this.peek()
    if (rune === end || isSpace(rune) || '.,|:)('.includes(rune)) return true
    return this.input.startsWith(rightDelim, this.at)
  }

  private quoted(quote: string, type: 'string' | 'charConstant', message: string): Item {
    for (;;) {
      let rune = this.rune()
      if (rune === quote) return this.emit(type)
      const escaped = rune === '\\'
      if (escaped) rune = this.rune()
      if (rune === end || rune === '\n') return this.fail(message)
    }
  }

  private rawString(): Item {
    for (;;) {
      const rune = this.rune()
      if (rune === end) return this.fail('unterminated raw quoted string')
      if (rune === '`') return this.emit('rawString')
    }
  }

  private number(): Item {
    const bad = (): Item => this.fail(`bad number syntax: ${goQuote(this.input.slice(this.start, this.at))}`)
    if (!this.scanNumber()) return bad()
    const sign = this.peek()
    if (sign !== '+' && sign !== '-') return this.emit('number')
    if (!this.scanNumber() || this.input[this.at - 1] !== 'i') return bad()
    return this.emit('complex')
  }

  private scanNumber(): boolean {
    const pattern =
      /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y
    pattern.lastIndex = this.at
    this.at += pattern.exec(this.input)?.[0].length ?? 0
    if (!isAlphaNumeric(this.peek())) return true
    this.rune()
    return false
  }
}

function trimEnd(text: string): string {
  let stop = text.length
  while (stop > 0 && isSpace(text[stop - 1]!)) stop--
  return text.slice(0, stop)
}

/** `%#U`: the code point, and the character where it can be printed. */
function describeRune(rune: string): string {
  const code = goCodePoint(rune)
  return /^(?: |[^\p{C}\p{Z}])$/u.test(rune) ? `${code} '${rune}'` : code
}
