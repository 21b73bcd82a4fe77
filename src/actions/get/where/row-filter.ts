import {isList, type KubeObject, nameOf, namespaceOf} from '../../../api/object.ts'
import {formatGo} from '../../../api/go-format.ts'
import {type JsonObject, type JsonValue, isObject} from '../../../api/json.ts'
import {humanDuration} from '../../../base/duration.ts'
import {messageOf} from '../../../base/errors.ts'
import {type CellTest, cellTest} from './cell-test.ts'
import {type Comparison, type Expression, parseWhere, WhereError} from './expression.ts'

/** Columns that the output has besides those of the server's table, by name. */
export interface ExtraColumns {
  readonly names: readonly string[]
  cells(object: KubeObject): readonly string[]
}

/** A row as the filter sees it: a text per column. */
type Row = readonly string[]
type RowTest = (row: Row) => boolean

/** The columns of a type, as they are called and as they are looked for. */
interface Columns {
  readonly type: string
  readonly names: readonly string[]
  readonly folded: readonly string[]
}

/**
 * What `--where` lets through: rows of tables by what is printed in their columns, objects without a table by
 * NAME and AGE. NAMESPACE counts always. Columns are found by their names, whatever the case.
 */
export class RowFilter {
  private readonly text: string
  private readonly expression: Expression
  private readonly extra: ExtraColumns
  private readonly now: () => number
  private readonly tests = new Map<string, RowTest>()
  /** Later events of a watch leave the columns out. */
  private readonly lastColumns = new Map<string, readonly string[]>()

  /** Throws a WhereError for a text that cannot be read. */
  constructor(
    text: string,
    {extra = noColumns, now}: {readonly extra?: ExtraColumns; readonly now: () => number},
  ) {
    this.text = text
    this.expression = parseWhere(text)
    this.extra = extra
    this.now = now
    for (const comparison of comparisonsIn(this.expression)) this.cellTest(comparison)
  }

  /** Whether a comparison asks for this column. */
  asksFor(column: string): boolean {
    return comparisonsIn(this.expression).some((comparison) => fold(comparison.column) === fold(column))
  }

  /**
   * A Table or a list of the type with what passes only; undefined for an object that does not. Throws a
   * WhereError for a column that the type does not have.
   */
  page(type: string, page: KubeObject): KubeObject | undefined {
    if (isTable(page)) return {...page, rows: this.rows(type, page)}
    if (isList(page)) return {...page, items: page.items.filter((item) => this.passes(type, item))}
    return this.passes(type, page) ? page : undefined
  }

  /** The objects that pass, of a Table that was asked for whole objects or of anything else. Throws as `page` does. */
  objects(type: string, page: KubeObject): KubeObject[] {
    if (isTable(page)) {
      return this.rows(type, page).flatMap((row) =>
        isObject(row['object']) ? [row['object'] as KubeObject] : [],
      )
    }
    if (isList(page)) return page.items.filter((item) => this.passes(type, item))
    return this.passes(type, page) ? [page] : []
  }

  /** Whether an object without a table passes. */
  private passes(type: string, object: KubeObject): boolean {
    const created = Date.parse(object.metadata?.creationTimestamp ?? '')
    const age = Number.isNaN(created) ? '<unknown>' : humanDuration(this.now() - created)
    return this.test(type, ['Name', 'Age'])(this.row([nameOf(object), age], object))
  }

  private rows(type: string, table: KubeObject): JsonObject[] {
    const names = columnNames(table)
    if (names.length > 0) this.lastColumns.set(type, names)
    const columns = this.lastColumns.get(type) ?? []
    const test = this.test(type, columns)
    return ((table['rows'] ?? []) as JsonObject[]).filter((row) => {
      const cells = (row['cells'] ?? []) as JsonValue[]
      const texts = columns.map((_, index) => cellText(cells[index]))
      return test(this.row(texts, isObject(row['object']) ? row['object'] : undefined))
    })
  }

  private row(cells: Row, object: KubeObject | undefined): Row {
    if (object === undefined) return cells
    return [...this.extra.cells(object), ...cells, namespaceOf(object)]
  }

  private test(type: string, columns: readonly string[]): RowTest {
    const names = [...this.extra.names, ...columns, 'Namespace']
    const key = [type, ...names].join('\n')
    const known = this.tests.get(key)
    if (known !== undefined) return known
    const test = this.bind(this.expression, {type, names, folded: names.map(fold)})
    this.tests.set(key, test)
    return test
  }

  private bind(expression: Expression, columns: Columns): RowTest {
    if (expression.type === 'not') {
      const operand = this.bind(expression.operand, columns)
      return (row) => !operand(row)
    }
    if (expression.type === 'comparison') {
      const index = columns.folded.indexOf(fold(expression.column))
      if (index < 0) throw this.unknownColumn(expression, columns)
      const test = this.cellTest(expression)
      return (row) => test(row[index] ?? '')
    }
    const left = this.bind(expression.left, columns)
    const right = this.bind(expression.right, columns)
    return expression.type === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row)
  }

  private cellTest(comparison: Comparison): CellTest {
    const {operator, value, column, at} = comparison
    try {
      return cellTest(operator, value, /age|duration|seen|schedule|time/i.test(column))
    } catch (error) {
      throw new WhereError(this.text, at, messageOf(error))
    }
  }

  private unknownColumn({column, at}: Comparison, {type, names}: Columns): Error {
    const shown = [...new Set(names.map((name) => name.toUpperCase()))].join(', ')
    return new UnknownColumnError(
      this.text,
      at,
      `${type} have no column ${JSON.stringify(column)}; they have ${shown}`,
    )
  }
}

/** The type does not have a column; another may. */
export class UnknownColumnError extends WhereError {
  override name = 'UnknownColumnError'
}

const noColumns: ExtraColumns = {names: [], cells: () => []}

function comparisonsIn(expression: Expression): Comparison[] {
  if (expression.type === 'comparison') return [expression]
  if (expression.type === 'not') return comparisonsIn(expression.operand)
  return [...comparisonsIn(expression.left), ...comparisonsIn(expression.right)]
}

/** `Nominated Node`, `NOMINATED NODE` and `nominated node` are one column. */
function fold(column: string): string {
  return column.toLowerCase()
}

function isTable(object: KubeObject): boolean {
  return object.kind === 'Table' && Array.isArray(object['rows'] ?? [])
}

function columnNames({columnDefinitions}: KubeObject): string[] {
  if (!Array.isArray(columnDefinitions)) return []
  return columnDefinitions.map((column) =>
    isObject(column) && typeof column['name'] === 'string' ? column['name'] : '',
  )
}

function cellText(cell: JsonValue | undefined): string {
  if (typeof cell === 'string') return cell
  return cell === null || cell === undefined ? '' : formatGo(cell)
}
