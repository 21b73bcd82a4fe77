import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {unquoteBytes} from '../base/go-unquote.ts'
import {fromBytes} from './bytes.ts'
import type {Item, ItemType} from './item.ts'
import {
  type CommandNode,
  type NumberNode,
  type Operand,
  type PipeNode,
  type VariableNode,
  nodeText,
} from './node.ts'
import {parseConstant} from './number.ts'
import {TokenStream} from './token-stream.ts'

/** Go's limit for parentheses within parentheses. */
const maxDepth = 10000

/** Parses pipelines: commands, their operands, and the variables that they declare. */
export class PipelineParser extends TokenStream {
  protected variables = ['$']
  private depth = 0

  protected unquoted({type, text}: Item): string {
    if (type === 'rawString') return text.slice(1, -1).replaceAll('\r', '')
    const bytes = unquoteBytes(text)
    return bytes === undefined ? this.fail('invalid syntax') : fromBytes(bytes)
  }

  protected pipeline(context: string, end: 'rightDelim' | 'rightParen'): PipeNode {
    const pipe: PipeNode = {
      kind: 'pipe',
      at: this.peekNonSpace().at,
      assign: false,
      variables: [],
      commands: [],
    }
    this.declarations(pipe, context)
    for (;;) {
      const token = this.nextNonSpace()
      if (token.type === end) break
      if (!operandStarts.has(token.type)) this.unexpected(token, context)
      this.backup()
      pipe.commands.push(this.command())
    }
    this.checkPipeline(pipe, context)
    return pipe
  }

  private declarations(pipe: PipeNode, context: string): void {
    while (this.peekNonSpace().type === 'variable') {
      const variable = this.next()
      const after = this.peek()
      const next = this.peekNonSpace()
      const isComma = next.type === 'char' && next.text === ','
      if (next.type !== 'assign' && next.type !== 'declare' && !isComma) {
        if (after.type === 'space') this.backup3(variable, after)
        else this.backup2(variable)
        return
      }
      this.nextNonSpace()
      pipe.variables.push(variableNode(variable))
      this.variables.push(variable.text)
      if (!isComma) {
        pipe.assign = next.type === 'assign'
        return
      }
      if (context !== 'range' || pipe.variables.length >= 2) this.fail(`too many declarations in ${context}`)
      if (!['variable', 'rightDelim', 'rightParen'].includes(this.peekNonSpace().type)) {
        this.fail('range can only initialize variables')
      }
    }
  }

  private checkPipeline({commands}: PipeNode, context: string): void {
    if (commands.length === 0) this.fail(`missing value for ${context}`)
    for (const [index, {args}] of commands.entries()) {
      if (index > 0 && ['bool', 'dot', 'nil', 'number', 'string'].includes(args[0]!.kind)) {
        this.fail(`non executable command in pipeline stage ${index + 1}`)
      }
    }
  }

  private command(): CommandNode {
    const command: CommandNode = {kind: 'command', at: this.peekNonSpace().at, args: []}
    for (;;) {
      this.peekNonSpace()
      const operand = this.operand()
      if (operand !== undefined) command.args.push(operand)
      const token = this.next()
      if (token.type === 'space') continue
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.backup()
      else if (token.type !== 'pipe') this.unexpected(token, 'operand')
      break
    }
    if (command.args.length === 0) this.fail('empty command')
    return command
  }

  private operand(): Operand | undefined {
    const node = this.term()
    const {at, type} = this.peek()
    if (node === undefined || type !== 'field') return node
    const names: string[] = []
    while (this.peek().type === 'field') names.push(this.next().text.slice(1))
    switch (node.kind) {
      case 'field':
      case 'variable':
        return {kind: node.kind, at, names: [...node.names, ...names]}
      case 'pipe':
      case 'identifier':
        return {kind: 'chain', at, node, names}
      default:
        return this.fail(`unexpected . after term ${goQuote(nodeText(node))}`)
    }
  }

  private term(): Operand | undefined {
    const token = this.nextNonSpace()
    const {at, text} = token
    switch (token.type) {
      case 'identifier':
        if (!this.source.hasFunction(text)) this.fail(`function ${goQuote(text)} not defined`)
        return {kind: 'identifier', at, name: text}
      case '.':
        return {kind: 'dot', at}
      case 'nil':
        return {kind: 'nil', at}
      case 'variable':
        if (!this.variables.includes(text)) this.fail(`undefined variable ${goQuote(text)}`)
        return variableNode(token)
      case 'field':
        return {kind: 'field', at, names: [text.slice(1)]}
      case 'bool':
        return {kind: 'bool', at, value: text === 'true'}
      case 'charConstant':
      case 'complex':
      case 'number':
        return this.number(token, token.type)
      case 'leftParen':
        return this.parenthesized()
      case 'string':
      case 'rawString':
        return {kind: 'string', at, quoted: text, text: this.unquoted(token)}
      default:
        this.backup()
        return undefined
    }
  }

  private number({at, text}: Item, type: 'charConstant' | 'complex' | 'number'): NumberNode {
    try {
      return {kind: 'number', at, text, value: parseConstant(text, type)}
    } catch (error) {
      return this.fail(messageOf(error))
    }
  }

  private parenthesized(): PipeNode {
    if (this.depth >= maxDepth) this.fail('max expression depth exceeded')
    this.depth++
    const pipe = this.pipeline('parenthesized pipeline', 'rightParen')
    this.depth--
    return pipe
  }
}

const operandStarts: ReadonlySet<ItemType> = new Set<ItemType>([
  'bool',
  'charConstant',
  'complex',
  '.',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
])

function variableNode({at, text}: Item): VariableNode {
  return {kind: 'variable', at, names: [text]}
}
