import {goQuote} from '../base/go-quote.ts'

export type ItemType =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | Keyword

export type Keyword =
  | 'block'
  | 'break'
  | 'continue'
  | '.'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'nil'
  | 'range'
  | 'template'
  | 'with'

export interface Item {
  readonly type: ItemType
  /** Where it starts in the template, in UTF-16 units. */
  readonly at: number
  readonly text: string
  readonly line: number
}

/** The words that are no identifiers. */
export const keywords: ReadonlySet<string> = new Set<Keyword>([
  'block',
  'break',
  'continue',
  '.',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
])

/** An item as messages name it (text/template/parse's item.String). */
export function itemText({type, text}: Item): string {
  if (type === 'eof') return 'EOF'
  if (type === 'error') return text
  if (keywords.has(type)) return `<${text}>`
  if (Buffer.byteLength(text) > 10) return `${goQuote(Array.from(text).slice(0, 10).join(''))}...`
  return goQuote(text)
}
