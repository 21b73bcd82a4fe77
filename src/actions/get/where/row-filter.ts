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

export interface RowFilterOptions {
  readonly extra?: ExtraColumns
  /** Every type is asked: one that lacks a column has no rows that match, and that is no mistake. */
  readonly everyType?: boolean
  readonly now: () => number
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
  private readonly everyType: boolean
  /** By type and columns; undefined when the type lacks one that is asked for. */
  private readonly tests = new Map<string, RowTest | undefined>()
  private readonly unfit = new Map<string, WhereError>()
  /** Later events of a watch leave the columns out. */
  private readonly lastColumns = new Map<string, readonly string[]>()

  /** Throws a WhereError for a text that cannot be read. */
  constructor(text: string, {extra = noColumns, everyType = false, now}: RowFilterOptions) {
    this.text = text
    this.expression = parseWhere(text)
    this.extra = extra
    this.everyType = everyType
    this.now = now
    for (const comparison of comparisonsIn(this.expression)) this.cellTest(comparison)
  }

  /** Whether a comparison asks for this column. */
  asksFor(column: string): boolean {
    return comparisonsIn(this.expression).some((comparison) => fold(comparison.column) === fold(column))
  }

  /** A WhereError for each type seen so far that lacks a column, so that nothing of it passes. */
  get mistakes(): readonly WhereError[] {
    return this.everyType ? [] : [...this.unfit.values()]
  }

  /** Whether all types seen so far lack a column, and there is a mistake and nothing that could be shown. */
  get fitsNoType(): boolean {
    return this.mistakes.length > 0 && [...this.tests.values()].every((test) => test === undefined)
  }

  /** A Table or a list of the type with what passes only; undefined for an object that does not. */
  page(type: string, page: KubeObject): KubeObject | undefined {
    if (isTable(page)) return {...page, rows: this.rows(type, page)}
    if (isList(page)) return {...page, items: page.items.filter((item) => this.passes(type, item))}
    return this.passes(type, page) ? page : undefined
  }

  /** The objects that pass, of a Table that was asked for whole objects or of anything else. */
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
    return this.test(type, ['Name', 'Age'])?.(this.row([nameOf(object), age], object)) ?? false
  }

  private rows(type: string, table: KubeObject): JsonObject[] {
    const names = columnNames(table)
    if (names.length > 0) this.lastColumns.set(type, names)
    const columns = this.lastColumns.get(type) ?? []
    const test = this.test(type, columns)
    if (test === undefined) return []
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

  private test(type: string, columns: readonly string[]): RowTest | undefined {
    const names = [...this.extra.names, ...columns, 'Namespace']
    const key = [type, ...names].join('\n')
    if (this.tests.has(key)) return this.tests.get(key)
    const folded = names.map(fold)
    const missing = comparisonsIn(this.expression).find(({column}) => !folded.includes(fold(column)))
    if (missing !== undefined) this.unfit.set(type, this.unknownColumn(missing, type, names))
    const test = missing === undefined ? this.bind(this.expression, folded) : undefined
    this.tests.set(key, test)
    return test
  }

  private bind(expression: Expression, columns: readonly string[]): RowTest {
    if (expression.type === 'not') {
      const operand = this.bind(expression.operand, columns)
      return (row) => !operand(row)
    }
    if (expression.type === 'comparison') {
      const index = columns.indexOf(fold(expression.column))
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

  private unknownColumn({column, at}: Comparison, type: string, names: readonly string[]): WhereError {
    const shown = [...new Set(names.map((name) => name.toUpperCase()))].join(', ')
    return new WhereError(
      this.text,
      at,
      `${type} have no column ${JSON.stringify(column)}; they have ${shown}`,
    )
  }
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
