import {type KubeObject, isList} from '../api/object.ts'
import type {JsonObject} from '../api/json.ts'
import {formatGo} from '../api/go-format.ts'
import type {Output} from '../base/io.ts'
import {TabWriter} from '../base/tab-writer.ts'
import {escapeTerminal} from '../base/terminal-text.ts'
import {type JSONPath, parseJSONPath} from '../jsonpath/jsonpath.ts'
import {type Value, isMap, scalarText} from '../jsonpath/value.ts'
import type {Column} from './column-spec.ts'
import type {ListWriter} from './list-writer.ts'
import type {Printer, WatchEvent} from './printer.ts'

/** What was printed last: headers are repeated when it changes. */
type Shape = 'object' | 'list' | 'event'

/**
 * Prints the columns that a user asked for, several values of one column with commas between them
 * (kubectl's CustomColumnsPrinter). Given a `TabWriter` it leaves flushing to whoever made it.
 */
export class CustomColumnsPrinter implements Printer {
  private readonly columns: readonly Column[]
  private readonly noHeaders: boolean
  private lastShape: Shape | undefined

  constructor(columns: readonly Column[], options: {readonly noHeaders: boolean}) {
    this.columns = columns
    this.noHeaders = options.noHeaders
  }

  printObject(object: KubeObject, out: Output): void {
    this.print(isList(object) ? object.items : [object], isList(object) ? 'list' : 'object', out)
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    this.print([{type, object}], 'event', out)
  }

  /** Takes the items of one list as they come; of each, only its cells stay in memory until the end. */
  openList(out: Output): ListWriter {
    const writer = new TabWriter(out)
    let paths: readonly JSONPath[] | undefined
    return {
      add: (item) => {
        try {
          paths ??= this.begin('list', writer)
          writer.write(row(item, paths))
        } catch (error) {
          writer.flush()
          throw error
        }
      },
      end: () => {
        try {
          paths ??= this.begin('list', writer)
        } finally {
          writer.flush()
        }
      },
    }
  }

  private print(items: readonly JsonObject[], shape: Shape, out: Output): void {
    if (!(out instanceof TabWriter)) {
      const writer = new TabWriter(out)
      try {
        return this.print(items, shape, writer)
      } finally {
        writer.flush()
      }
    }
    const paths = this.begin(shape, out)
    for (const item of items) out.write(row(item, paths))
    return undefined
  }

  /** Writes the headers when they are due and reads the paths anew, as kubectl does for each object or list. */
  private begin(shape: Shape, out: TabWriter): JSONPath[] {
    const headers = this.columns.map(({header}) => header)
    out.beginTable(headers)
    if (!this.noHeaders && shape !== this.lastShape) {
      out.write(`${headers.join('\t')}\n`)
      this.lastShape = shape
    }
    return columnPaths(this.columns)
  }
}

/** The paths of the columns, to be looked for in objects. Throws what is wrong with one. */
export function columnPaths(columns: readonly Column[]): JSONPath[] {
  return columns.map(({path}) => parseJSONPath(path, {allowMissingKeys: true}))
}

/** What the columns show of an object. */
export function columnTexts(item: JsonObject, paths: readonly JSONPath[]): string[] {
  return paths.map((path) => cell(path.findResults(item)))
}

function row(item: JsonObject, paths: readonly JSONPath[]): string {
  return `${columnTexts(item, paths).join('\t')}\n`
}

function cell(results: readonly (readonly Value[])[]): string {
  const texts = results.flat().map((value) => escapeTerminal(text(value)))
  if ((results[0] ?? []).length === 0) texts.unshift('<none>')
  return texts.join(',')
}

/** The value as Go's `fmt` prints it. */
function text(value: Value): string {
  if (value === undefined || value === null || Array.isArray(value)) return formatGo(value)
  return isMap(value) ? formatGo(value) : scalarText(value, 'int64')
}
