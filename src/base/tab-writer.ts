import type {Output} from './io.ts'

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
const beyondAscii = /[^\x00-\x7f]/

interface Cell {
  text: string
  /** In runes: every code point counts one, however wide a terminal shows it. */
  width: number
}

/**
 * Aligns tab-separated columns as kubectl's tables are aligned (liggitt/tabwriter as cli-runtime's
 * GetNewTabWriter sets it up: at least 6 wide, 3 spaces between, widths remembered between flushes), or in
 * another layout (Go's text/tabwriter).
 * Text stays in memory until `flush`, or until a line without any tab ends the block.
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

  constructor(out: Output, layout = tables) {
    this.out = out
    this.layout = layout
  }

  get isTerminal(): boolean {
    return this.out.isTerminal
  }

  get columns(): number | undefined {
    return this.out.columns
  }

  /** Takes text in any pieces; a line of one cell sends everything so far on its way. */
  write(chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    let start = 0
    cellEnd.lastIndex = 0
    for (let match = cellEnd.exec(text); match !== null; match = cellEnd.exec(text)) {
      this.pending += text.slice(start, match.index)
      start = match.index + 1
      this.endCell()
      if (match[0] === '\n' || match[0] === '\f') this.endLine(match[0] === '\f')
    }
    cellEnd.lastIndex = 0
    this.pending += text.slice(start)
  }

  /** Writes what is buffered; column widths are kept for the lines to come. */
  flush(): void {
    if (this.pending !== '') this.endCell()
    this.formatted = ''
    this.widths = []
    this.format(0, this.lines.length)
    this.lines = [[]]
    const text = this.formatted
    this.formatted = ''
    if (text !== '') this.out.write(text)
  }

  /** Forgets the widths seen so far: the next table starts anew. */
  forgetWidths(): void {
    this.remembered = []
  }

  private endCell(): void {
    const text = this.pending
    this.pending = ''
    this.lines.at(-1)!.push({text, width: runeCount(text)})
  }

  private endLine(forced: boolean): void {
    const cells = this.lines.at(-1)!.length
    this.lines.push([])
    // A line of one cell says nothing about the columns of the next ones.
    if (forced || cells === 1) this.flush()
  }

  /** Formats the lines [from, to) to the right of the known widths: one column block after the other. */
  private format(from: number, to: number): void {
    const column = this.widths.length
    let start = from
    for (let current = from; current < to; current++) {
      // The last cell of a line ends with the line and belongs to no column.
      if (column >= this.lines[current]!.length - 1) continue
      this.writeLines(start, current)
      start = current
      let width = this.layout.minWidth
      for (; current < to && column < this.lines[current]!.length - 1; current++) {
        width = Math.max(width, this.lines[current]![column]!.width + this.layout.padding)
      }
      this.widths.push(this.remember(width))
      this.format(start, current)
      this.widths.pop()
      start = current
    }
    this.writeLines(start, to)
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
