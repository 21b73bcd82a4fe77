import {goQuote} from '../base/go-quote.ts'
import type {Constant} from './number.ts'

interface At {
  /** Where it starts in the template, in UTF-16 units. */
  readonly at: number
}

export interface ListNode extends At {
  readonly kind: 'list'
  readonly nodes: ActionNode[]
}
export interface TextNode extends At {
  readonly kind: 'text'
  readonly text: string
}
export interface PrintNode extends At {
  readonly kind: 'action'
  readonly pipe: PipeNode
}
export interface JumpNode extends At {
  readonly kind: 'break' | 'continue'
}
export interface BranchNode extends At {
  readonly kind: 'if' | 'range' | 'with'
  readonly pipe: PipeNode
  readonly list: ListNode
  readonly elseList: ListNode | undefined
}
export interface TemplateNode extends At {
  readonly kind: 'template'
  readonly name: string
  readonly pipe: PipeNode | undefined
}

/** What a list consists of. */
export type ActionNode = TextNode | PrintNode | JumpNode | BranchNode | TemplateNode

export interface PipeNode extends At {
  readonly kind: 'pipe'
  assign: boolean
  readonly variables: VariableNode[]
  readonly commands: CommandNode[]
}
export interface CommandNode extends At {
  readonly kind: 'command'
  readonly args: Operand[]
}
export interface FieldNode extends At {
  readonly kind: 'field'
  readonly names: readonly string[]
}
export interface VariableNode extends At {
  readonly kind: 'variable'
  /** `$x`, then fields. */
  readonly names: readonly string[]
}
export interface ChainNode extends At {
  readonly kind: 'chain'
  readonly node: Operand
  readonly names: readonly string[]
}
export interface IdentifierNode extends At {
  readonly kind: 'identifier'
  readonly name: string
}
export interface NumberNode extends At {
  readonly kind: 'number'
  readonly text: string
  /** undefined for an integer that overflows int. */
  readonly value: Constant | undefined
}
export interface StringNode extends At {
  readonly kind: 'string'
  readonly quoted: string
  readonly text: string
}
export interface BoolNode extends At {
  readonly kind: 'bool'
  readonly value: boolean
}
export interface WordNode extends At {
  readonly kind: 'dot' | 'nil'
}

export type Operand =
  | PipeNode
  | FieldNode
  | VariableNode
  | ChainNode
  | IdentifierNode
  | NumberNode
  | StringNode
  | BoolNode
  | WordNode

/** What messages of the execution may be about. */
export type Node = ActionNode | ListNode | CommandNode | Operand

/** The node in the words of a template, as messages show it (text/template/parse's Node.String). */
export function nodeText(node: Node): string {
  switch (node.kind) {
    case 'pipe':
      return declarations(node) + node.commands.map(nodeText).join(' | ')
    case 'command':
      return node.args.map(operandText).join(' ')
    case 'field':
      return node.names.map((name) => `.${name}`).join('')
    case 'variable':
      return node.names.join('.')
    case 'chain':
      return [operandText(node.node), ...node.names].join('.')
    case 'identifier':
      return node.name
    case 'number':
      return node.text
    case 'string':
      return node.quoted
    case 'bool':
      return String(node.value)
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    case 'template':
      return `{{template ${goQuote(node.name)}${node.pipe === undefined ? '' : ` ${nodeText(node.pipe)}`}}}`
    default:
      return node.kind
  }
}

function operandText(node: Operand): string {
  return node.kind === 'pipe' ? `(${nodeText(node)})` : nodeText(node)
}

function declarations({variables, assign}: PipeNode): string {
  if (variables.length === 0) return ''
  return `${variables.map(nodeText).join(', ')} ${assign ? '=' : ':='} `
}

/** Whether the list has nothing but white space in it. */
export function isEmptyList(list: ListNode): boolean {
  return list.nodes.every((node) => node.kind === 'text' && node.text.trim() === '')
}
