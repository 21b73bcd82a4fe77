import type {Item, ItemType} from './item.ts'

/** What `rune` gives at the end of the template. */
export const end = ''

/** A template and the place in it where the next item starts; counts its lines. */
export class Scanner {
  protected input: string
  protected at = 0
  protected start = 0
  private atEOF = false
  private line = 1
  private startLine = 1

  constructor(input: string) {
    this.input = input
  }

  protected rune(): string {
    const code = this.input.codePointAt(this.at)
    if (code === undefined) {
      this.atEOF = true
      return end
    }
    const rune = String.fromCodePoint(code)
    this.at += rune.length
    if (rune === '\n') this.line++
    return rune
  }

  protected backup(): void {
    if (this.atEOF || this.at === 0) return
    const low = this.input.charCodeAt(this.at - 1)
    const high = this.at > 1 ? this.input.charCodeAt(this.at - 2) : 0
    const isPair = low >= 0xdc00 && low < 0xe000 && high >= 0xd800 && high < 0xdc00
    this.at -= isPair ? 2 : 1
    if (low === 10) this.line--
  }

  protected peek(): string {
    const rune = this.rune()
    this.backup()
    return rune
  }

  protected emit(type: ItemType): Item {
    const item = {type, at: this.start, text: this.input.slice(this.start, this.at), line: this.startLine}
    this.start = this.at
    this.startLine = this.line
    return item
  }

  /** Skips what was not taken by `rune`, so that its line breaks are yet to be counted. */
  protected ignore(): void {
    this.countLines()
    this.start = this.at
    this.startLine = this.line
  }

  protected countLines(): void {
    this.line += this.input.slice(this.start, this.at).split('\n').length - 1
  }

  protected fail(text: string): Item {
    const item: Item = {type: 'error', at: this.start, text, line: this.startLine}
    this.start = 0
    this.at = 0
    this.input = ''
    return item
  }
}
