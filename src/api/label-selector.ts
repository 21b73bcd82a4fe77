import {goQuote} from '../base/go-quote.ts'
import {labelKeyFaults, labelValueFaults} from './label-validation.ts'

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>

type Operator = 'in' | 'notin' | '=' | '==' | '!=' | '>' | '<' | 'exists' | '!'

interface Requirement {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/**
 * Reads a label selector and gives the test for it (apimachinery's labels.Parse).
 * Throws with apimachinery's words.
 */
export function parseLabelSelector(selector: string): (labels: Labels) => boolean {
  const requirements = new Parser(selector).parse()
  return (labels) => requirements.every((requirement) => isMet(requirement, labels))
}

function isMet({key, operator, values}: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (operator) {
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value)
    case '>':
    case '<':
      return value !== undefined && compares(value, operator, values[0]!)
    default:
      return value !== undefined && values.includes(value)
  }
}

function compares(value: string, operator: '>' | '<', limit: string): boolean {
  if (!isInteger(value)) return false
  return operator === '>' ? BigInt(value) > BigInt(limit) : BigInt(value) < BigInt(limit)
}

function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, toBigInt(text)) === toBigInt(text)
}

function toBigInt(text: string): bigint {
  return BigInt(text.replace(/^\+/, ''))
}

const symbols = ['==', '!=', '=', '!', '(', ')', ',', '>', '<']
const operators: readonly string[] = ['in', 'notin', '=', '==', '!=', '>', '<']
/** As apimachinery lists them. */
const operatorNames = 'in, notin, =, ==, !=, gt, lt'

/** Splits into words and symbols; '' stands for the end. */
function tokenize(text: string): string[] {
  const tokens: string[] = []
  let rest = text.replace(/^[ \t\r\n]+/, '')
  while (rest !== '') {
    const symbol = symbols.find((candidate) => rest.startsWith(candidate))
    const token = symbol ?? /^[^=!(),><\s]+/.exec(rest)![0]
    tokens.push(token)
    rest = rest.slice(token.length).replace(/^[ \t\r\n]+/, '')
  }
  return [...tokens, '']
}

class Parser {
  private readonly tokens: readonly string[]
  private position = 0

  constructor(selector: string) {
    this.tokens = tokenize(selector)
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = []
    for (;;) {
      const token = this.peek()
      if (token === '') return requirements
      if (!isWord(token) && token !== '!') {
        throw new Error(`found '${token}', expected: !, identifier, or 'end of string'`)
      }
      requirements.push(this.checked(() => this.requirement()))
      const next = this.take()
      if (next === '') return requirements
      if (next !== ',') throw new Error(`found '${next}', expected: ',' or 'end of string'`)
      if (!isWord(this.peek()) && this.peek() !== '!') {
        throw new Error(`found '${this.peek()}', expected: identifier after ','`)
      }
    }
  }

  private checked(read: () => Requirement): Requirement {
    try {
      return read()
    } catch (error) {
      throw new Error(`unable to parse requirement: ${(error as Error).message}`)
    }
  }

  private requirement(): Requirement {
    const negated = this.peek() === '!'
    if (negated) this.take()
    const key = this.take()
    if (!isWord(key)) throw new Error(`found '${key}', expected: identifier`)
    const faults = labelKeyFaults(key)
    if (faults.length > 0) throw invalid('<nil>', key, faults)
    const isUnary = this.peek() === '' || this.peek() === ','
    if (isUnary) return {key, operator: negated ? '!' : 'exists', values: []}
    return this.binary(key)
  }

  private binary(key: string): Requirement {
    const operator = this.take()
    if (!operators.includes(operator)) {
      throw new Error(`found '${operator}', expected: ${operatorNames}`)
    }
    const values = operator === 'in' || operator === 'notin' ? this.valueSet() : [this.exactValue()]
    const faults = values.flatMap((value, index) => {
      const path = `values[${index}]`
      if ((operator === '>' || operator === '<') && !isInteger(value)) {
        return [invalid(path, value, ["for 'Gt', 'Lt' operators, the value must be an integer"])]
      }
      const wrong = labelValueFaults(value)
      return wrong.length > 0 ? [invalid(`${path}[${key}]`, value, wrong)] : []
    })
    if (faults.length === 1) throw faults[0]!
    if (faults.length > 1) throw new Error(`[${faults.map((fault) => fault.message).join(', ')}]`)
    return {key, operator: operator as Operator, values}
  }

  private exactValue(): string {
    if (this.peek() === '' || this.peek() === ',') return ''
    const value = this.take()
    if (!isWord(value)) throw new Error(`found '${value}', expected: identifier`)
    return value
  }

  /** `(a,b)`; an empty place between commas is the empty value. Sorted, each once. */
  private valueSet(): string[] {
    const open = this.take()
    if (open !== '(') throw new Error(`found '${open}' expected: '('`)
    if (this.peek() === ')') {
      this.take()
      return ['']
    }
    if (!isWord(this.peek()) && this.peek() !== ',') {
      throw new Error(`found '${this.peek()}', expected: ',', ')' or identifier`)
    }
    const values = new Set<string>()
    while (this.peek() !== ')') this.listElement(values)
    this.take()
    return [...values].toSorted()
  }

  private listElement(values: Set<string>): void {
    const token = this.take()
    const next = this.peek()
    if (token === ',') {
      if (values.size === 0 || next === ')' || next === ',') values.add('')
    } else if (isWord(token)) {
      values.add(token)
      if (next !== ',' && next !== ')') throw new Error(`found '${next}', expected: ',' or ')'`)
    } else {
      throw new Error(`found '${token}', expected: ',', or identifier`)
    }
  }

  private peek(): string {
    return this.tokens[this.position] ?? ''
  }

  private take(): string {
    return this.tokens[this.position++] ?? ''
  }
}

function isWord(token: string): boolean {
  return token !== '' && !symbols.includes(token)
}

function invalid(path: string, value: string, faults: readonly string[]): Error {
  return new Error(`${path}: Invalid value: ${goQuote(value)}: ${faults.join('; ')}`)
}
