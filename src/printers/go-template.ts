import type {JsonObject} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'
import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {Output} from '../base/io.ts'
import {harmless} from '../base/terminal-text.ts'
import {fromBytes, hasStrayBytes, toBytes} from '../gotemplate/bytes.ts'
import {printValue} from '../gotemplate/format/print.ts'
import {Template, TemplateError} from '../gotemplate/template.ts'
import {type FormatOptions, formatJSON, quoteJSON} from '../yaml/json.ts'
import type {Printer, WatchEvent} from './printer.ts'
import {readTemplate} from './template-file.ts'

export interface GoTemplatePrinterOptions {
  /** The folder that a template file is relative to. */
  readonly cwd: string
  readonly allowMissingKeys: boolean
  /** The order of fields in JSON: that of kubectl's structs, or sorted. */
  readonly order: NonNullable<FormatOptions['order']>
}

/**
 * The printer for `-o go-template=…`, `template`, `go-template-file` and `templatefile` (genericclioptions
 * template_flags.go). Throws when the template is missing, cannot be read or cannot be parsed.
 */
export function goTemplatePrinter(
  {format, template}: {format: string; template: string},
  options: GoTemplatePrinterOptions,
): Printer {
  if (template === '') throw new Error('template format specified but no template given')
  const text = format.endsWith('file') ? fromBytes(readTemplate(template, options.cwd)) : template
  return new GoTemplatePrinter(text, options)
}

/** kubectl's text/template printer (cli-runtime template.go): a failure is explained on stdout as well. */
class GoTemplatePrinter implements Printer {
  private readonly text: string
  private readonly template: Template
  private readonly order: GoTemplatePrinterOptions['order']

  constructor(text: string, {allowMissingKeys, order}: GoTemplatePrinterOptions) {
    this.text = text
    this.order = order
    try {
      this.template = new Template('output', text, {allowMissingKeys})
    } catch (error) {
      throw new Error(`error parsing template ${text}, ${messageOf(error)}`)
    }
  }

  printObject(object: KubeObject, out: Output): void {
    this.print(object, () => formatJSON(object, 0, {order: this.order}), out)
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    this.print({type, object}, () => `{"type":${quoteJSON(type)},"object":${formatJSON(object)}}`, out)
  }

  private print(data: JsonObject, rawData: () => string, out: Output): void {
    const text = new TextBuffer(out)
    try {
      this.template.execute(data, (part) => text.write(part))
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      text.write(
        `Error executing template: ${error.message}. Printing more information for debugging the template:\n` +
          `\ttemplate was:\n\t\t${this.text}\n` +
          `\traw data was:\n\t\t${rawData()}\n` +
          `\tobject given to template engine was:\n\t\t${printValue(data)}\n\n`,
      )
      throw new Error(`error executing template ${goQuote(this.text)}: ${error.message}`)
    } finally {
      text.flush()
    }
  }
}

const chunkLength = 1 << 16

/** Puts the small pieces that a template writes together. */
class TextBuffer {
  private readonly out: Output
  private text = ''

  constructor(out: Output) {
    this.out = harmless(out)
  }

  write(part: string): void {
    this.text += part
    if (this.text.length > chunkLength) this.flush()
  }

  flush(): void {
    if (this.text === '') return
    this.out.write(hasStrayBytes(this.text) ? toBytes(this.text) : this.text)
    this.text = ''
  }
}
