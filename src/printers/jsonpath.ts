import type {JsonObject} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'
import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {Output} from '../base/io.ts'
import {harmless} from '../base/terminal-text.ts'
import {formatGoSyntax} from '../jsonpath/go-syntax.ts'
import {type JSONPath, parseJSONPath} from '../jsonpath/jsonpath.ts'
import type {Printer, WatchEvent} from './printer.ts'
import {readTemplate} from './template-file.ts'

export interface JSONPathPrinterOptions {
  /** The folder that a template file is relative to. */
  readonly cwd: string
  readonly allowMissingKeys: boolean
  /** Numbers of the objects are float64 in Go: they come from structs that kubectl marshals first. */
  readonly doublesOnly: boolean
}

/**
 * The printer for `-o jsonpath=…`, `jsonpath-as-json` and `jsonpath-file` (genericclioptions
 * jsonpath_flags.go). Throws when the template is missing, cannot be read or is not JSONPath.
 */
export function jsonPathPrinter(
  {format, template}: {format: string; template: string},
  options: JSONPathPrinterOptions,
): Printer {
  if (template === '') throw new Error('template format specified but no template given')
  const text = format === 'jsonpath-file' ? readTemplate(template, options.cwd).toString() : template
  return new JSONPathPrinter(text, format === 'jsonpath-as-json', options)
}

class JSONPathPrinter implements Printer {
  private readonly template: string
  private readonly options: JSONPathPrinterOptions
  private readonly asJSON: boolean
  private readonly objectPath: JSONPath
  private eventPath: JSONPath | undefined

  constructor(template: string, asJSON: boolean, options: JSONPathPrinterOptions) {
    this.template = template
    this.asJSON = asJSON
    this.options = options
    this.objectPath = this.parse(options.doublesOnly)
  }

  printObject(object: KubeObject, out: Output): void {
    this.print(this.objectPath, object, this.options.doublesOnly, out)
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    // kubectl marshals the event, which turns all numbers into doubles.
    this.eventPath ??= this.parse(true)
    this.print(this.eventPath, {type, object}, true, out)
  }

  private parse(doublesOnly: boolean): JSONPath {
    try {
      const path = parseJSONPath(this.template, {
        allowMissingKeys: this.options.allowMissingKeys,
        numbers: doublesOnly ? 'float64' : 'int64',
      })
      path.enableJSONOutput(this.asJSON)
      return path
    } catch (error) {
      throw new Error(`error parsing jsonpath ${this.template}, ${messageOf(error)}`)
    }
  }

  private print(path: JSONPath, object: JsonObject, doublesOnly: boolean, out: Output): void {
    try {
      const safe = harmless(out)
      path.execute(object, (text) => safe.write(text))
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'EvaluationError') throw error
      const shown = formatGoSyntax(object, doublesOnly ? 'float64' : 'int64')
      throw new Error(
        `error executing jsonpath ${goQuote(this.template)}: ` +
          `Error executing template: ${error.message}. Printing more information for debugging the template:\n` +
          `\ttemplate was:\n\t\t${this.template}\n` +
          `\tobject given to jsonpath engine was:\n\t\t${shown}\n\n\n`,
      )
    }
  }
}
