import type {KubeObject} from '../api/object.ts'
import type {Output} from '../base/io.ts'
import {TabWriter} from '../base/tab-writer.ts'
import {formatEventType} from './event-type.ts'
import {objectHeaders, printObjectRows} from './object-rows.ts'
import type {Printer, WatchEvent} from './printer.ts'
import {type Table, type TableColumn, tableOf} from './table-data.ts'
import {decorateTable} from './table-decoration.ts'
import type {TableOptions} from './table-options.ts'
import {printTable} from './table-rows.ts'

/**
 * Prints what the server sent as a Table, and any other object as name and age
 * (kubectl's TablePrinter over cli-runtime's HumanReadablePrinter).
 *
 * A long list is printed chunk by chunk: one printer, one `TabWriter` given as `out`, a call per chunk,
 * `flush` at the end. Headers come with the first rows and again only when the columns change. With
 * another `out` every call aligns and writes its own table. A table whose rows were taken out
 * (`{...table, rows: []}`) prints nothing and still tells its columns to those that follow in a watch.
 */
export class TablePrinter implements Printer {
  private readonly options: TableOptions
  private lastColumns: readonly TableColumn[] = []
  private lastColumnsText = '[]'
  private printedHeaders = false
  private printedObjects = false

  constructor(options: TableOptions = {}) {
    this.options = options
  }

  printObject(object: KubeObject, out: Output): void {
    this.print(object, out, undefined)
  }

  printEvent(event: WatchEvent, out: Output): void {
    this.print(event.object, out, event.type)
  }

  private print(object: KubeObject, out: Output, event: string | undefined): void {
    if (!(out instanceof TabWriter)) {
      const writer = new TabWriter(out)
      this.print(object, writer, event)
      return writer.flush()
    }
    const table = tableOf(object)
    if (table === undefined) this.printPlain(object, out, event)
    else this.printTable(table, out, event)
  }

  private printTable(table: Table, out: TabWriter, event: string | undefined): void {
    const text = JSON.stringify(table.columns)
    const sameColumns = table.columns.length === 0 || text === this.lastColumnsText
    const noHeaders = this.options.noHeaders === true || (this.printedHeaders && sameColumns)
    if (!sameColumns) {
      this.lastColumns = table.columns
      this.lastColumnsText = text
      this.printedHeaders = false
    }
    if (table.rows.length > 0) this.printedHeaders = true
    // Later events of a watch leave the columns out to save bandwidth.
    const complete = {columns: this.lastColumns, rows: table.rows}
    const decorated = withEventColumn(decorateTable(complete, this.options), event)
    printTable(decorated, out, {noHeaders, wide: this.options.wide === true})
  }

  private printPlain(object: KubeObject, out: TabWriter, event: string | undefined): void {
    const headers = objectHeaders(this.options, event !== undefined)
    out.beginTable(headers)
    if (!this.printedObjects && !this.options.noHeaders) out.write(`${headers.join('\t')}\n`)
    printObjectRows(object, out, this.options, event)
    this.printedObjects = true
  }
}

function withEventColumn(table: Table, event: string | undefined): Table {
  if (event === undefined) return table
  const shown = formatEventType(event)
  return {
    columns: [{name: 'Event', type: 'string', format: '', priority: 0}, ...table.columns],
    rows: table.rows.map((row) => ({...row, cells: [shown, ...row.cells]})),
  }
}
