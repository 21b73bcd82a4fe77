import {parseArrayText} from './array-text.ts'
import {describeCharacter, endOfText, isAlphaNumeric, isDigit, isTerminator} from './characters.ts'
import type {FilterNode, ListNode, Node} from './node.ts'
import {parseNumber} from './number-text.ts'
import {unquote} from '../base/go-unquote.ts'

/**
 * Reads a template: text with actions in braces (client-go's jsonpath parser.go).
 * Throws its messages: `unclosed action`, `unterminated array`, `unrecognized character in action: …`.
 */
export function parseTemplate(template: string): ListNode {
  return new Parser(template).parse()
}

/** Reads what stands between braces, on its own: operands of filters, parts of unions. */
function parseAction(text: string): ListNode {
  return parseTemplate(`{${text}}`).nodes[0] as ListNode
}

const filterText = /^([^!<>=]+)([!<>=]+)([^\n]+?)$/

class Parser {
  private readonly input: string
  private position = 0
  /** Where the text begins that was not consumed yet. */
  private start = 0
  /** Length of the last character, for `backUp`. */
  private width = 0

  constructor(input: string) {
    this.input = input
  }

  parse(): ListNode {
    const root: ListNode = {type: 'list', nodes: []}
    for (;;) {
      const brace = this.input.indexOf('{', this.position)
      this.position = brace < 0 ? this.input.length : brace
      if (this.position > this.start) root.nodes.push({type: 'text', text: this.consume()})
      if (brace < 0) return root
      this.position++
      this.consume()
      const action: ListNode = {type: 'list', nodes: []}
      root.nodes.push(action)
      while (this.step(action.nodes));
    }
  }

  /** Reads one step of an action; false at its end. */
  private step(nodes: Node[]): boolean {
    if (this.input.startsWith('}', this.position)) {
      this.position++
      this.consume()
      return false
    }
    if (this.input.startsWith('[?(', this.position)) nodes.push(this.filter())
    else if (this.input.startsWith('..', this.position)) this.recursive(nodes)
    else this.simpleStep(nodes)
    return true
  }

  private simpleStep(nodes: Node[]): void {
    const character = this.next()
    if (character === endOfText || character === '\r' || character === '\n')
      throw new Error('unclosed action')
    // The current object and spaces between steps stand for nothing.
    if (' @$'.includes(character)) this.consume()
    else if (character === '[') nodes.push(...this.array())
    else if (character === '"' || character === "'") nodes.push(this.quote(character))
    else if (character === '.') nodes.push(this.field())
    else if ('+-'.includes(character) || isDigit(character)) nodes.push(this.number())
    else if (isAlphaNumeric(character)) nodes.push(this.identifier())
    else throw new Error(`unrecognized character in action: ${describeCharacter(character)}`)
  }

  private identifier(): Node {
    this.backUp()
    while (!isTerminator(this.next()));
    this.backUp()
    const name = this.consume()
    if (name === 'true' || name === 'false') return {type: 'bool', value: name === 'true'}
    return {type: 'identifier', name}
  }

  private recursive(nodes: Node[]): void {
    if (nodes.at(-1)?.type === 'recursive') throw new Error('invalid multiple recursive descent')
    this.position += 2
    this.consume()
    nodes.push({type: 'recursive'})
    const character = this.next()
    this.backUp()
    if (isAlphaNumeric(character)) nodes.push(this.field())
  }

  private number(): Node {
    this.backUp()
    let character = this.next()
    if (character === '+' || character === '-') character = this.next()
    while (character === '.' || isDigit(character)) character = this.next()
    this.backUp()
    const text = this.consume()
    const value = parseNumber(text)
    if (value === undefined) throw new Error(`cannot parse number ${text}`)
    return {type: 'number', value}
  }

  private array(): readonly Node[] {
    for (let character = this.next(); character !== ']'; character = this.next()) {
      if (character === endOfText || character === '\n') throw new Error('unterminated array')
    }
    return parseArrayText(this.consume().slice(1, -1), parseAction)
  }

  private filter(): FilterNode {
    this.position += 3
    this.consume()
    this.skipFilter()
    if (this.next() !== ']') throw new Error('unclosed array expect ]')
    const text = this.consume().slice(0, -2)
    const parts = filterText.exec(text)
    if (parts === null) {
      return {type: 'filter', left: parseAction(text), right: {type: 'list', nodes: []}, operator: 'exists'}
    }
    return {type: 'filter', left: parseAction(parts[1]!), right: parseAction(parts[3]!), operator: parts[2]!}
  }

  /** Goes to the parenthesis that ends the filter; those in the first quoted text do not count. */
  private skipFilter(): void {
    let quote = ''
    let quoteClosed = false
    for (;;) {
      const character = this.next()
      if (character === endOfText || character === '\n') throw new Error('unterminated filter')
      if (character === '"' || character === "'") {
        if (quote === '') quote = character
        else if (character === quote && !this.escaped()) quoteClosed = true
      }
      if (character === ')' && (quote !== '') === quoteClosed) return
    }
  }

  private quote(end: string): Node {
    for (;;) {
      const character = this.next()
      if (character === endOfText || character === '\n') throw new Error('unterminated quoted string')
      if (character === end && !this.escaped()) break
    }
    const quoted = this.consume()
    const text = unquote(quoted)
    if (text === undefined) throw new Error(`unquote string ${quoted} error invalid syntax`)
    return {type: 'text', text}
  }

  private field(): Node {
    this.consume()
    for (let character = this.next(); !isTerminator(character); character = this.next()) {
      if (character === '\\') this.next()
    }
    this.backUp()
    const name = this.consume()
    return name === '*' ? {type: 'wildcard'} : {type: 'field', name: name.replaceAll('\\', '')}
  }

  /** Whether a backslash stands before the last character. */
  private escaped(): boolean {
    return this.input[this.position - 2] === '\\'
  }

  private consume(): string {
    const text = this.input.slice(this.start, this.position)
    this.start = this.position
    return text
  }

  /** The next code point, `endOfText` at the end. */
  private next(): string {
    const code = this.input.codePointAt(this.position)
    const character = code === undefined ? endOfText : String.fromCodePoint(code)
    this.width = character.length
    this.position += this.width
    return character
  }

  /** Takes the last `next` back, once. */
  private backUp(): void {
    this.position -= this.width
    this.width = 0
  }
}
