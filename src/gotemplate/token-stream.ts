import type {Item, ItemType} from './item.ts'
import {itemText} from './item.ts'
import type {Lexer} from './lexer.ts'
import type {ListNode} from './node.ts'

/** The main template and those that it defines, by name. */
export type TemplateSet = Map<string, ListNode>

/** What is parsed, for the main template and those within it. */
export interface Source {
  /** The name of the template, which all messages begin with. */
  readonly name: string
  readonly lexer: Lexer
  readonly templates: TemplateSet
  readonly hasFunction: (name: string) => boolean
}

/** The items of one template with the look ahead that its grammar needs. */
export class TokenStream {
  protected readonly source: Source
  protected actionLine = 0
  private readonly tokens: [Item, Item, Item]
  private peeked = 0

  constructor(source: Source) {
    this.source = source
    const none: Item = {type: 'error', at: 0, text: '', line: 0}
    this.tokens = [none, none, none]
  }

  fail(message: string): never {
    throw new Error(`template: ${this.source.name}:${this.tokens[0].line}: ${message}`)
  }

  protected next(): Item {
    if (this.peeked > 0) this.peeked--
    else this.tokens[0] = this.source.lexer.next()
    return this.tokens[this.peeked]!
  }

  protected backup(): void {
    this.peeked++
  }

  /** The last token is in its place already. */
  protected backup2(before: Item): void {
    this.tokens[1] = before
    this.peeked = 2
  }

  protected backup3(first: Item, second: Item): void {
    this.tokens[1] = second
    this.tokens[2] = first
    this.peeked = 3
  }

  protected peek(): Item {
    const token = this.next()
    this.backup()
    return token
  }

  protected nextNonSpace(): Item {
    for (;;) {
      const token = this.next()
      if (token.type !== 'space') return token
    }
  }

  protected peekNonSpace(): Item {
    const token = this.nextNonSpace()
    this.backup()
    return token
  }

  protected expect(type: ItemType, context: string): Item {
    const token = this.nextNonSpace()
    return token.type === type ? token : this.unexpected(token, context)
  }

  protected unexpected(token: Item, context: string): never {
    if (token.type !== 'error') this.fail(`unexpected ${itemText(token)} in ${context}`)
    let extra = ''
    if (this.actionLine !== 0 && this.actionLine !== token.line) {
      const action = token.text.endsWith(' action') ? '' : ' in action'
      extra = `${action} started at ${this.source.name}:${this.actionLine}`
    }
    this.fail(token.text + extra)
  }
}
