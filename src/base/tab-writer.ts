import type {Output} from './io.ts'
import {escapeControls, isShown} from './terminal-text.ts'

/** How wide columns are. */
export interface ColumnLayout {
  readonly minWidth: number
  /** Blanks between a column's widest cell and the next column. */
  readonly padding: number
  /** A column is never narrower than it was in the block before. */
  readonly remembersWidths: boolean
}

const tables: ColumnLayout = {minWidth: 6, padding: 3, remembersWidths: true}
/** What ends a cell: tabs and line breaks, horizontal or vertical. */
const cellEnd = /[\t\v\n\f]/g
/** Those that do not end a line of one cell, or do more than that. */
const separator = /[\t\v\f]/
const beyondAscii = /[^\x00-\x7f]/

/**
 * A cell that is wider does not widen its column where people look: nobody sees the alignment, and a hostile cell
 * would cost as many blanks in every other line.
 */
export const widestShown = 1000

interface Cell {
  /** As it is written: where people look it is escaped, and has its colours. */
  text: string
  /** In runes: every code point counts one, however wide a terminal shows it. */
  width: number
}

/** Lines up to `to` that have a column in common: those before `start` are written, those before `current` looked at. */
interface Block {
  start: number
  current: number
  readonly to: number
}

/**
 * Aligns tab-separated columns as kubectl's tables are aligned (liggitt/tabwriter as cli-runtime's
 * GetNewTabWriter sets it up: at least 6 wide, 3 spaces between, widths remembered between flushes), or in
 * another layout (Go's text/tabwriter).
 * Text stays in memory until `flush`, or until a line without any tab ends the block. Where people look, cells are
 * escaped before they are measured, and after `beginTable` they get colours, which count for nothing.
 */
export class TabWriter implements Output {
  private readonly out: Output
  private readonly layout: ColumnLayout
  private lines: Cell[][] = [[]]
  private pending = ''
  /** Widths of the columns to the left of the block that is being formatted. */
  private widths: number[] = []
  private remembered: number[] = []
  private formatted = ''
  private readonly shown: boolean
  private paint: ((cells: readonly string[]) => readonly string[]) | undefined

  constructor(out: Output, layout = tables) {
    this.out = out
    this.layout = layout
    this.shown = isShown(out)
  }

  beginTable(headers: readonly string[]): void {
    this.paint = this.out.colors?.table(headers)
  }

  /** Colours are for cells here, not for texts that are written into them. */
  get isTerminal(): boolean {
    return this.out.isTerminal
  }

  get columns(): number | undefined {
    return this.out.columns
  }

  /** Takes text in any pieces; a line of one cell sends everything so far on its way. */
  write(chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    let start = this.passPlainLines(text)
    cellEnd.lastIndex = start
    for (let match = cellEnd.exec(text); match !== null; match = cellEnd.exec(text)) {
      this.pending += text.slice(start, match.index)
      start = match.index + 1
      this.endCell()
      if (match[0] === '\n' || match[0] === '\f') this.endLine(match[0] === '\f')
    }
    cellEnd.lastIndex = 0
    this.pending += text.slice(start)
  }

  /**
   * Writes whole lines of one cell each at once, where nothing waits for its columns: JSON and YAML come through here
   * too. Gives how much was written.
   */
  private passPlainLines(text: string): number {
    if (this.shown || this.pending !== '' || this.lines.length > 1 || this.lines[0]!.length > 0) return 0
    const tab = text.search(separator)
    const end = text.lastIndexOf('\n', tab < 0 ? text.length : tab) + 1
    if (end > 0) this.out.write(text.slice(0, end))
    return end
  }

  /** Writes what is buffered; column widths are kept for the lines to come. */
  flush(): void {
    if (this.pending !== '') this.endCell()
    this.formatted = ''
    this.widths = []
    this.format()
    this.lines = [[]]
    const text = this.formatted
    this.formatted = ''
    if (text === '') return
    // Coloured cells are escaped already: bytes reach a terminal as they are.
    this.out.write(this.paint === undefined ? text : Buffer.from(text))
  }

  /** Forgets the widths seen so far: the next table starts anew. */
  forgetWidths(): void {
    this.remembered = []
  }

  private endCell(): void {
    const text = this.shown ? escapeControls(this.pending) : this.pending
    this.pending = ''
    const width = runeCount(text)
    this.lines.at(-1)!.push({text, width: this.shown && width > widestShown ? 0 : width})
  }

  private endLine(forced: boolean): void {
    const cells = this.lines.at(-1)!
    if (this.paint !== undefined) this.color(cells, this.paint)
    this.lines.push([])
    // A line of one cell says nothing about the columns of the next ones.
    if (forced || cells.length === 1) this.flush()
  }

  private color(cells: readonly Cell[], paint: (cells: readonly string[]) => readonly string[]): void {
    const painted = paint(cells.map(({text}) => text))
    for (const [index, cell] of cells.entries()) cell.text = painted[index]!
  }

  /**
   * Formats the lines: one block of lines that share a column after the other, and within it the columns to the right.
   * Go calls itself for these; a line of a million tabs would be too deep for that here.
   */
  private format(): void {
    const open: Block[] = [{start: 0, current: 0, to: this.lines.length}]
    for (let block = open.at(-1); block !== undefined; block = open.at(-1)) {
      const inner = this.nextBlock(block)
      if (inner !== undefined) {
        open.push(inner)
        continue
      }
      this.writeLines(block.start, block.to)
      this.widths.pop()
      open.pop()
    }
  }

  /** Writes the block's lines up to where the next column begins and gives that column's lines, undefined at the end. */
  private nextBlock(block: Block): Block | undefined {
    const column = this.widths.length
    // The last cell of a line ends with the line and belongs to no column.
    const reaches = (line: number): boolean => column < this.lines[line]!.length - 1
    while (block.current < block.to && !reaches(block.current)) block.current++
    if (block.current >= block.to) return undefined
    this.writeLines(block.start, block.current)
    const start = block.current
    let width = this.layout.minWidth
    for (; block.current < block.to && reaches(block.current); block.current++) {
      width = Math.max(width, this.lines[block.current]![column]!.width + this.layout.padding)
    }
    block.start = block.current
    this.widths.push(this.remember(width))
    return {start, current: start, to: block.current}
  }

  private remember(width: number): number {
    if (!this.layout.remembersWidths) return width
    const column = this.widths.length
    for (let index = this.remembered.length; index < column; index++)
      this.remembered.push(this.widths[index]!)
    this.remembered[column] = Math.max(this.remembered[column] ?? 0, width)
    return this.remembered[column]
  }

  private writeLines(from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const line = this.lines[index]!
      for (let column = 0; column < line.length; column++) {
        const cell = line[column]!
        this.formatted += cell.text
        const width = this.widths[column]
        if (width !== undefined && width > cell.width) this.formatted += ' '.repeat(width - cell.width)
      }
      if (index + 1 < this.lines.length) this.formatted += '\n'
    }
  }
}

/** Code points in the text, as Go's utf8.RuneCountInString counts them. */
function runeCount(text: string): number {
  if (!beyondAscii.test(text)) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}
