/** A comparison of a column with a value, as it stands in the text. */
export interface Comparison {
  readonly type: 'comparison'
  readonly column: string
  readonly operator: Operator
  readonly value: string
  /** Where the column begins in the text, for messages. */
  readonly at: number
}

/** What `--where` says. */
export type Expression =
  | Comparison
  | {readonly type: 'not'; readonly operand: Expression}
  | {readonly type: 'and' | 'or'; readonly left: Expression; readonly right: Expression}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | '!~'

/** What is wrong with the text of `--where`, shown with the place. */
export class WhereError extends Error {
  override name = 'WhereError'

  constructor(text: string, at: number, message: string) {
    super(
      `--where: ${message}\n  ${text.replaceAll(/\s/g, ' ')}\n  ${' '.repeat([...text.slice(0, at)].length)}^`,
    )
  }
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'operator' | 'symbol' | 'end'
  readonly text: string
  readonly at: number
}

const operators: Readonly<Record<string, Operator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '=~': '=~',
  '!~': '!~',
}

/** Nesting deeper than this is a mistake or an attack on the stack. */
const deepest = 100

/**
 * Reads an expression over the columns of a table:
 *
 *     or         = and { "||" and }
 *     and        = not { "&&" not }
 *     not        = { "!" } ( "(" or ")" | comparison )
 *     comparison = column operator value
 *
 * Columns and values are words, or stand in single or double quotes with `\` before a quote or a `\`.
 * Throws a WhereError that points at the mistake.
 */
export function parseWhere(text: string): Expression {
  return new Parser(text).parse()
}

class Parser {
  private readonly text: string
  private readonly tokens: Token[]
  private position = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
    this.tokens = [...tokensOf(text)]
  }

  parse(): Expression {
    const expression = this.or()
    const {kind, text, at} = this.next()
    if (kind === 'end') return expression
    throw this.fault(at, text === ')' ? 'this ) closes nothing' : `expected && or || before ${text}`)
  }

  private or(): Expression {
    let left = this.and()
    while (this.takes('||')) left = {type: 'or', left, right: this.and()}
    return left
  }

  private and(): Expression {
    let left = this.not()
    while (this.takes('&&')) left = {type: 'and', left, right: this.not()}
    return left
  }

  private not(): Expression {
    if (++this.depth > deepest) throw this.fault(this.peek().at, 'too deeply nested')
    const expression = this.takes('!') ? {type: 'not' as const, operand: this.not()} : this.primary()
    this.depth--
    return expression
  }

  private primary(): Expression {
    const open = this.peek()
    if (!this.takes('(')) return this.comparison()
    const inner = this.or()
    if (!this.takes(')')) throw this.fault(open.at, 'this ( is never closed')
    return inner
  }

  private comparison(): Comparison {
    const column = this.operand('a column')
    const operator = this.next()
    if (operator.kind !== 'operator') {
      throw this.fault(operator.at, 'expected a comparison: = != < <= > >= =~ !~')
    }
    const value = this.operand('a value')
    return {
      type: 'comparison',
      column: column.text,
      operator: operators[operator.text]!,
      value: value.text,
      at: column.at,
    }
  }

  private operand(what: string): Token {
    const token = this.next()
    if (token.kind === 'word' || token.kind === 'quoted') return token
    throw this.fault(
      token.at,
      `expected ${what}${token.kind === 'end' ? ' after this' : ` before ${token.text}`}`,
    )
  }

  private takes(symbol: string): boolean {
    const {kind, text} = this.peek()
    if (kind !== 'symbol' || text !== symbol) return false
    this.position++
    return true
  }

  private peek(): Token {
    return this.tokens[this.position]!
  }

  private next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.position++
    return token
  }

  private fault(at: number, message: string): WhereError {
    return new WhereError(this.text, at, message)
  }
}

const space = /\s+/y
const operator = /==|=~|!=|!~|<=|>=|[=<>]/y
const symbol = /&&|\|\||[!()]/y
/** A single & or | is part of a word; so is a ! inside of one. */
const word = /(?:[^\s"'=<>!&|()]|&(?!&)|\|(?!\|)|!(?![=~]))+/y

/** The tokens of the text, an `end` last. Throws a WhereError for what is none. */
function* tokensOf(text: string): Generator<Token> {
  const match = (form: RegExp, at: number): string | undefined => {
    form.lastIndex = at
    return form.exec(text)?.[0]
  }
  for (let at = match(space, 0)?.length ?? 0; at < text.length;) {
    const quote = text[at]!
    let end: number
    if (quote === '"' || quote === "'") {
      const closing = closingQuote(text, at)
      const inner = text.slice(at + 1, closing).replaceAll(/\\(["'\\])/g, '$1')
      yield {kind: 'quoted', text: inner, at}
      end = closing + 1
    } else {
      const found =
        tokenAt('operator', match(operator, at), at) ??
        tokenAt('symbol', match(symbol, at), at) ??
        tokenAt('word', match(word, at), at)
      if (found === undefined) throw new WhereError(text, at, `cannot read ${quote}`)
      yield found
      end = at + found.text.length
    }
    at = end + (match(space, end)?.length ?? 0)
  }
  yield {kind: 'end', text: '', at: text.length}
}

function tokenAt(kind: Token['kind'], text: string | undefined, at: number): Token | undefined {
  return text === undefined ? undefined : {kind, text, at}
}

function closingQuote(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++
    else if (text[end] === text[at]) return end
  }
  throw new WhereError(text, at, 'this quote is never closed')
}
