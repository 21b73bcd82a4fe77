import {failYAML} from '../yaml-error.ts'

/** A place in the text; lines and columns count from 0. */
export interface Mark {
  readonly offset: number
  readonly line: number
  readonly column: number
}

/** Character codes by the names the scanner thinks of them. */
export const code = {tab: 9, space: 32, bom: 0xfeff} as const

/** The text with the scanner's place in it. Past the end stands the code 0, which no text contains. */
export class Source {
  readonly text: string
  offset = 0
  line = 0
  column = 0

  constructor(text: string) {
    this.text = text
  }

  get mark(): Mark {
    return {offset: this.offset, line: this.line, column: this.column}
  }

  /** The code of the unit so many places ahead. */
  code(ahead = 0): number {
    const offset = this.offset + ahead
    return offset < this.text.length ? this.text.charCodeAt(offset) : 0
  }

  /** The character so many places ahead, '' past the end. */
  char(ahead = 0): string {
    return this.text[this.offset + ahead] ?? ''
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length
  }

  isBreak(ahead = 0): boolean {
    const unit = this.code(ahead)
    return unit === 10 || unit === 13 || unit === 0x85 || unit === 0x2028 || unit === 0x2029
  }

  isBlank(ahead = 0): boolean {
    const unit = this.code(ahead)
    return unit === code.space || unit === code.tab
  }

  isBreakOrEnd(ahead = 0): boolean {
    return this.code(ahead) === 0 || this.isBreak(ahead)
  }

  isBlankOrEnd(ahead = 0): boolean {
    return this.isBlank(ahead) || this.isBreakOrEnd(ahead)
  }

  /** Whether `---` or `...` stands at the start of this line. */
  isDocumentIndicator(indicator: '---' | '...'): boolean {
    return this.column === 0 && this.text.startsWith(indicator, this.offset) && this.isBlankOrEnd(3)
  }

  /** Moves over so many characters of one line. */
  skip(count = 1): void {
    for (let left = count; left > 0; left--) {
      const unit = this.code()
      this.offset += unit >= 0xd800 && unit < 0xdc00 ? 2 : 1
      this.column++
    }
  }

  /** Moves over one character and gives it. */
  read(): string {
    const start = this.offset
    this.skip()
    return this.text.slice(start, this.offset)
  }

  /** Moves over a line break and gives it as a scalar holds it. */
  readBreak(): string {
    const unit = this.code()
    this.offset += unit === 13 && this.code(1) === 10 ? 2 : 1
    this.column = 0
    this.line++
    return unit === 0x2028 || unit === 0x2029 ? String.fromCharCode(unit) : '\n'
  }

  skipBlanks(): void {
    while (this.isBlank()) this.skip()
  }

  skipComment(): void {
    if (this.char() !== '#') return
    while (!this.isBreakOrEnd()) this.skip()
  }

  /** A scanner's error: goyaml counts its line from 1 and leaves out the first. */
  fail(problem: string, context: Mark = this.mark): never {
    const line = this.line > 0 ? this.line + 1 : context.line
    return failAt(line, problem, this.mark)
  }
}

/** A parser's error: goyaml counts its lines from 0, and so is one line short. */
export function failParser(problem: string, mark: Mark, context: Mark = mark): never {
  return failAt(mark.line > 0 ? mark.line : context.line, problem, mark)
}

function failAt(line: number, problem: string, {line: exactLine, column}: Mark): never {
  return failYAML(`${line > 0 ? `line ${line}: ` : ''}${problem}`, {line: exactLine, column})
}

export function isWordChar(char: string): boolean {
  return /^[0-9A-Za-z_-]$/.test(char)
}
