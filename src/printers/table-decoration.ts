import {formatGo} from '../api/go-format.ts'
import type {JsonValue} from '../api/json.ts'
import {namespaceOf} from '../api/object.ts'
import {formatGroupKind} from '../api/schema.ts'
import {labelCells, labelHeaders} from './labels.ts'
import type {Table, TableColumn, TableRow} from './table-data.ts'
import type {TableOptions} from './table-options.ts'

/**
 * The table with the columns that the options add: NAMESPACE, labels, the kind before names
 * (cli-runtime tableprinter.go decorateTable). Rows without an object get empty cells there.
 */
export function decorateTable(table: Table, options: TableOptions): Table {
  const includeLabels = options.showLabels === true || (options.columnLabels ?? []).length > 0
  const kind = kindPrefix(options)
  const nameColumn = kind === undefined ? -1 : table.columns.findIndex(isNameColumn)
  if (!includeLabels && !options.withNamespace && nameColumn < 0) return table
  const columns = decorateColumns(table.columns, options)
  const decorate = (row: TableRow): TableRow => {
    const cells = nameColumn < 0 ? [...row.cells] : withKind(row.cells, nameColumn, kind!)
    return {cells: decorateCells(cells, row, columns.length, options), object: row.object}
  }
  return {columns, rows: table.rows.map(decorate)}
}

/** `deployment.apps/` for names to start with, undefined when names stay bare. */
export function kindPrefix({withKind, kind}: TableOptions): string | undefined {
  if (!withKind || kind === undefined || (kind.group === '' && kind.kind === '')) return undefined
  return `${formatGroupKind(kind).toLowerCase()}/`
}

function isNameColumn(column: TableColumn): boolean {
  return column.format === 'name' && column.type === 'string'
}

function decorateColumns(columns: readonly TableColumn[], options: TableOptions): TableColumn[] {
  const named = (name: string): TableColumn => ({name, type: 'string', format: '', priority: 0})
  return [
    ...(options.withNamespace ? [named('Namespace')] : []),
    ...columns,
    ...labelHeaders(options).map(named),
    ...(options.showLabels ? [named('Labels')] : []),
  ]
}

function withKind(cells: readonly JsonValue[], column: number, kind: string): JsonValue[] {
  return cells.map((cell, index) => {
    if (index !== column) return cell
    // kubectl formats with %s, which complains of anything but text.
    return typeof cell === 'string' ? kind + cell : `${kind}%!s(${goTypeAndValue(cell)})`
  })
}

function goTypeAndValue(cell: JsonValue): string {
  if (cell === null) return '<nil>'
  const type = typeof cell === 'boolean' ? 'bool' : Number.isInteger(cell) ? 'int64' : 'float64'
  return `${type}=${formatGo(cell)}`
}

function decorateCells(cells: JsonValue[], row: TableRow, width: number, options: TableOptions): JsonValue[] {
  if (!row.object) {
    if (options.withNamespace) cells.unshift(null)
    // As in kubectl: the row grows while the loop counts, so that about half the cells are added.
    for (let added = 0; added < width - cells.length; added++) cells.push(null)
    return cells
  }
  if (options.withNamespace) cells.unshift(namespaceOf(row.object))
  cells.push(...labelCells(row.object, options))
  return cells
}
