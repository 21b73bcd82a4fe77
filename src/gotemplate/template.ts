import {goQuote} from '../base/go-quote.ts'
import type {JsonValue} from '../api/json.ts'
import {State} from './evaluate.ts'
import {functions} from './functions.ts'
import {type Node, nodeText} from './node.ts'
import {parseTemplates} from './parser.ts'
import type {Execution} from './scope.ts'
import type {TemplateSet} from './token-stream.ts'

/** The execution of a template ended with this message; what it wrote before stays written. */
export class TemplateError extends Error {
  override name = 'TemplateError'
}

/** How many templates may call each other, in Go. */
const maxDepth = 100000

/** A Go template as kubectl has it, ready to be executed any number of times. */
export class Template {
  private readonly name: string
  private readonly text: string
  private readonly templates: TemplateSet
  private readonly failsOnMissing: boolean

  /** Throws what Go says of a template that cannot be parsed: `template: output:1: unexpected EOF`. */
  constructor(name: string, text: string, options: {allowMissingKeys: boolean}) {
    this.name = name
    this.text = text
    this.failsOnMissing = !options.allowMissingKeys
    this.templates = parseTemplates(name, text, (word) => functions.has(word))
  }

  /**
   * Executes the template on decoded JSON. Bytes that are no UTF-8 are written as lone surrogates (bytes.ts).
   * Throws `TemplateError`: `template: output:1:2: executing "output" at <.x.y>: nil pointer evaluating …`.
   */
  execute(data: JsonValue, write: (text: string) => void): void {
    const execution: Execution = {
      templates: this.templates,
      failsOnMissing: this.failsOnMissing,
      write,
      fail: (template, node, message) => this.fail(template, node, message),
    }
    const root = this.templates.get(this.name)!
    try {
      new State(execution, this.name, root, data).walkList(data, root)
    } catch (error) {
      const {innermost} = execution
      if (!(error instanceof RangeError) || innermost === undefined) throw error
      this.fail(innermost.template, innermost.node, `exceeded maximum template depth (${maxDepth})`)
    }
  }

  private fail(template: string, node: Node, message: string): never {
    const before = this.text.slice(0, node.at)
    const line = before.split('\n').length
    const column = Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1))
    throw new TemplateError(
      `template: ${this.name}:${line}:${column}: executing ${goQuote(template)} at <${nodeText(node)}>: ${message}`,
    )
  }
}
