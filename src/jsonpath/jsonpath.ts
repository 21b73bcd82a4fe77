import type {JsonValue} from '../api/json.ts'
import {formatJSON} from '../yaml/json.ts'
import {type Evaluation, walk} from './evaluate.ts'
import type {Node} from './node.ts'
import {parseTemplate} from './parser.ts'
import {type NumberTyping, type Value, isMap, scalarText, toJSONValue} from './value.ts'

export interface JSONPathOptions {
  /** A missing field gives nothing instead of an error. */
  readonly allowMissingKeys?: boolean
  /** How Go would type the numbers of the data, `int64` for raw objects. */
  readonly numbers?: NumberTyping
}

/**
 * Reads a template in kubectl's JSONPath dialect (client-go/util/jsonpath); nothing of it is ever run as
 * code. Throws client-go's message when it cannot be read.
 */
export function parseJSONPath(template: string, options: JSONPathOptions = {}): JSONPath {
  return new JSONPath(parseTemplate(template).nodes, options)
}

/** A template ready to be applied. Not to be used by two runs at once: it keeps the state of its ranges. */
export class JSONPath {
  private readonly nodes: readonly Node[]
  private readonly run: Evaluation
  /** Where the template begins. As in client-go a range moves it, also for the objects printed after. */
  private begin = 0
  private lastEnd: number | undefined
  private outputJSON = false

  constructor(nodes: readonly Node[], options: JSONPathOptions) {
    this.nodes = nodes
    this.run = {
      numbers: options.numbers ?? 'int64',
      allowMissingKeys: options.allowMissingKeys ?? false,
      beginRange: 0,
      inRange: 0,
      endRange: 0,
    }
  }

  /** Prints every result as a JSON array of its own (`-o jsonpath-as-json`). */
  enableJSONOutput(enabled: boolean): void {
    this.outputJSON = enabled
  }

  /** Applies the template and writes the text. Throws `EvaluationError` before anything is written. */
  execute(data: JsonValue, write: (text: string) => void): void {
    const text = this.findResults(data)
      .map((results) => this.format(results))
      .join('')
    if (text !== '') write(text)
  }

  /** The values that each part of the template yields, ranges unrolled. Throws `EvaluationError`. */
  findResults(data: Value): (readonly Value[])[] {
    // A nil that a range hands on is no value at all in Go.
    const current: readonly Value[] = [data ?? undefined]
    const all: (readonly Value[])[] = []
    const run = this.run
    for (let index = this.begin; index < this.nodes.length; index++) {
      const results = walk(run, current, this.nodes[index]!)
      if (run.endRange > 0 && run.endRange <= run.inRange) {
        run.endRange--
        this.lastEnd = index
        break
      }
      if (run.beginRange === 0) {
        all.push(results)
        continue
      }
      run.beginRange--
      run.inRange++
      this.runRange(results, index + 1, all)
      run.inRange--
      // Goes on after the end that was met last; without one the rest is walked once more, as in client-go.
      if (this.lastEnd !== undefined && this.lastEnd > index) index = this.lastEnd
    }
    return all
  }

  /** Runs what follows a `range` for each value; once for nothing when there is none, to find the end. */
  private runRange(values: readonly Value[], begin: number, all: (readonly Value[])[]): void {
    for (const value of values) {
      this.begin = begin
      for (const results of this.findResults(value)) all.push(results)
    }
    if (values.length > 0) return
    this.begin = begin
    this.findResults(undefined)
  }

  private format(results: readonly Value[]): string {
    if (!this.outputJSON) return results.map((value) => this.text(value)).join(' ')
    const values = results.map((value) => {
      if (value === undefined) throw new Error('a nil value of a range cannot be printed as JSON')
      return toJSONValue(value)
    })
    return `${formatJSON(values, 4)}\n`
  }

  private text(value: Value): string {
    if (typeof value === 'string') return value
    if (value === undefined) return '<no value>'
    if (value === null) return 'null'
    if (Array.isArray(value) || isMap(value)) return formatJSON(value)
    return scalarText(value, this.run.numbers)
  }
}
