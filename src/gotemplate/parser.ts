import {goQuote} from '../base/go-quote.ts'
import type {Item} from './item.ts'
import {Lexer} from './lexer.ts'
import {type ActionNode, type BranchNode, type ListNode, isEmptyList} from './node.ts'
import {PipelineParser} from './pipeline-parser.ts'
import type {Source, TemplateSet} from './token-stream.ts'

/** What ended a list. */
interface Ending {
  readonly kind: 'end' | 'else'
  readonly at: number
}

/**
 * Parses a template and what it defines. Throws Go's message: `template: output:1: unexpected "}" in operand`
 * (text/template/parse; expressions nested too deeply for this engine are told as Go's own limit).
 */
export function parseTemplates(
  name: string,
  text: string,
  hasFunction: (name: string) => boolean,
): TemplateSet {
  const templates: TemplateSet = new Map()
  const parser = new Parser({name, lexer: new Lexer(text), templates, hasFunction}, name)
  try {
    parser.parseMain()
  } catch (error) {
    if (error instanceof RangeError) parser.fail('max expression depth exceeded')
    throw error
  }
  return templates
}

/** Parses one template: the main one, or one that `define` or `block` starts. */
class Parser extends PipelineParser {
  private name: string
  private rangeDepth = 0

  constructor(source: Source, name: string) {
    super(source)
    this.name = name
  }

  parseMain(): void {
    const root: ListNode = {kind: 'list', at: this.peek().at, nodes: []}
    while (this.peek().type !== 'eof') {
      if (this.peek().type === 'leftDelim') {
        const delim = this.next()
        if (this.nextNonSpace().type === 'define') {
          new Parser(this.source, 'definition').parseDefinition()
          continue
        }
        this.backup2(delim)
      }
      const node = this.textOrAction()
      if (isEnding(node)) this.fail(`unexpected {{${node.kind}}}`)
      root.nodes.push(node)
    }
    this.add(root)
  }

  private parseDefinition(): void {
    const token = this.nextNonSpace()
    this.name = this.templateName(token, 'define clause')
    this.expect('rightDelim', 'define clause')
    this.parseBody('define clause')
  }

  private parseBody(context: string): void {
    const {list, ending} = this.itemList()
    if (ending.kind !== 'end') this.fail(`unexpected {{${ending.kind}}} in ${context}`)
    this.add(list)
  }

  private add(root: ListNode): void {
    const known = this.source.templates.get(this.name)
    if (known === undefined || isEmptyList(known)) this.source.templates.set(this.name, root)
    else if (!isEmptyList(root)) {
      this.fail(`template: multiple definition of template ${goQuote(this.name)}`)
    }
  }

  private itemList(): {list: ListNode; ending: Ending} {
    const list: ListNode = {kind: 'list', at: this.peekNonSpace().at, nodes: []}
    while (this.peekNonSpace().type !== 'eof') {
      const node = this.textOrAction()
      if (isEnding(node)) return {list, ending: node}
      list.nodes.push(node)
    }
    this.fail('unexpected EOF')
  }

  private textOrAction(): ActionNode | Ending {
    const token = this.nextNonSpace()
    if (token.type === 'text') return {kind: 'text', at: token.at, text: token.text}
    if (token.type !== 'leftDelim') this.unexpected(token, 'input')
    this.actionLine = token.line
    const node = this.action()
    this.actionLine = 0
    return node
  }

  private action(): ActionNode | Ending {
    const token = this.nextNonSpace()
    switch (token.type) {
      case 'block':
        return this.block()
      case 'break':
      case 'continue':
        return this.jump(token.type, token.at)
      case 'else':
        return this.elseClause()
      case 'end':
        return {kind: 'end', at: this.expect('rightDelim', 'end').at}
      case 'if':
      case 'range':
      case 'with':
        return this.branch(token.type)
      case 'template':
        return this.templateCall()
      default: {
        this.backup()
        const {at} = this.peek()
        return {kind: 'action', at, pipe: this.pipeline('command', 'rightDelim')}
      }
    }
  }

  private jump(kind: 'break' | 'continue', at: number): ActionNode {
    const token = this.nextNonSpace()
    if (token.type !== 'rightDelim') this.unexpected(token, `{{${kind}}}`)
    if (this.rangeDepth === 0) this.fail(`{{${kind}}} outside {{range}}`)
    return {kind, at}
  }

  private elseClause(): Ending {
    const token = this.peekNonSpace()
    // The word stays for `branch`: else if, else with.
    if (token.type === 'if' || token.type === 'with') return {kind: 'else', at: token.at}
    return {kind: 'else', at: this.expect('rightDelim', 'else').at}
  }

  private branch(kind: BranchNode['kind']): BranchNode {
    const known = this.variables.length
    const pipe = this.pipeline(kind, 'rightDelim')
    if (kind === 'range') this.rangeDepth++
    const {list, ending} = this.itemList()
    if (kind === 'range') this.rangeDepth--
    const elseList = ending.kind === 'else' ? this.elseList(kind, ending) : undefined
    this.variables.length = known
    return {kind, at: pipe.at, pipe, list, elseList}
  }

  private elseList(kind: BranchNode['kind'], ending: Ending): ListNode {
    if (kind !== 'range' && this.peek().type === kind) {
      this.next()
      return {kind: 'list', at: ending.at, nodes: [this.branch(kind)]}
    }
    const rest = this.itemList()
    if (rest.ending.kind !== 'end') this.fail(`expected end; found {{${rest.ending.kind}}}`)
    return rest.list
  }

  private block(): ActionNode {
    const token = this.nextNonSpace()
    const name = this.templateName(token, 'block clause')
    const pipe = this.pipeline('block clause', 'rightDelim')
    new Parser(this.source, name).parseBody('block clause')
    return {kind: 'template', at: token.at, name, pipe}
  }

  private templateCall(): ActionNode {
    const token = this.nextNonSpace()
    const name = this.templateName(token, 'template clause')
    if (this.nextNonSpace().type === 'rightDelim') {
      return {kind: 'template', at: token.at, name, pipe: undefined}
    }
    this.backup()
    return {kind: 'template', at: token.at, name, pipe: this.pipeline('template clause', 'rightDelim')}
  }

  private templateName(token: Item, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') this.unexpected(token, context)
    return this.unquoted(token)
  }
}

function isEnding(node: ActionNode | Ending): node is Ending {
  return node.kind === 'end' || node.kind === 'else'
}
