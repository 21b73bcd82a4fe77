import {formatGo} from '../api/go-format.ts'
import type {JsonValue} from '../api/json.ts'
import type {Output} from '../base/io.ts'
import {TabWriter, widestShown} from '../base/tab-writer.ts'
import {escapeCell, isShown} from '../base/terminal-text.ts'
import {headerText} from './header-text.ts'
import type {Table, TableRow} from './table-data.ts'

/** So many rows, then what is known is written: memory stays small, and widths are remembered. */
const flushInterval = 100

interface RowStyle {
  readonly noHeaders: boolean
  readonly wide: boolean
}

/**
 * Prints a decorated table (cli-runtime tableprinter.go printTable). Nothing at all for a table without
 * rows. All rows are measured first, in bytes, so that the first lines have the final column widths.
 */
export function printTable(table: Table, out: Output, style: RowStyle): void {
  if (table.rows.length === 0) return
  const visible = visibleColumns(table, style.wide)
  const rows = table.rows.map((row) => cellTexts(row, visible))
  const widths = out instanceof TabWriter ? byteWidths(rows, isShown(out) ? widestShown : Infinity) : []
  out.beginTable?.(visible.map((index) => headerText(table.columns[index]!.name)))
  if (!style.noHeaders) out.write(headerLine(table, visible, widths))
  rows.forEach((row, index) => {
    const padded = style.noHeaders && index === 0 ? padCells(row, widths, visible) : row.map(displayed)
    out.write(`${padded.join('\t')}\n`)
    if (out instanceof TabWriter && (index + 1) % flushInterval === 0) out.flush()
  })
}

/** Indexes of the columns that are shown. */
function visibleColumns(table: Table, wide: boolean): number[] {
  return table.columns.flatMap((column, index) => (wide || !column.priority ? [index] : []))
}

/** The row's shown cells as text, undefined for null; surplus cells are dropped, missing ones are not made up. */
function cellTexts(row: TableRow, visible: readonly number[]): (string | undefined)[] {
  const texts: (string | undefined)[] = []
  for (const index of visible) {
    if (index >= row.cells.length) break
    texts.push(cellText(row.cells[index]!))
  }
  return texts
}

function cellText(cell: JsonValue): string | undefined {
  if (typeof cell === 'string') return cell
  return cell === null ? undefined : formatGo(cell)
}

function displayed(text: string | undefined): string {
  return text === undefined ? '' : escapeCell(text)
}

/** The longest text of each shown column, in bytes and before escaping, as kubectl measures; longer ones do not count. */
function byteWidths(rows: readonly (readonly (string | undefined)[])[], longest: number): number[] {
  const widths: number[] = []
  for (const row of rows) {
    for (let column = 0; column < row.length; column++) {
      const text = row[column]
      const width = text === undefined ? 0 : Buffer.byteLength(text)
      if (width > (widths[column] ?? 0) && width <= longest) widths[column] = width
    }
  }
  return widths
}

function headerLine(table: Table, visible: readonly number[], widths: readonly number[]): string {
  const last = visible.length - 1
  const cells = visible.map((index, position) => {
    const name = headerText(table.columns[index]!.name)
    return position === last ? name : name + missing(name, widths[position])
  })
  return `${cells.join('\t')}\n`
}

/** The first row in the header's stead: every cell but the last column's gets the column's width. */
function padCells(
  row: readonly (string | undefined)[],
  widths: readonly number[],
  visible: readonly number[],
): string[] {
  return row.map((text, position) => {
    const padding = position === visible.length - 1 ? '' : missing(text ?? '', widths[position])
    return displayed(text) + padding
  })
}

function missing(text: string, width = 0): string {
  return ' '.repeat(Math.max(0, width - Buffer.byteLength(text)))
}
