import {goQuote} from '../base/go-quote.ts'
import {unquoteCharacter} from '../base/go-unquote.ts'
import {Complex, GoNumber} from './value.ts'

/** The value of a number that a template contains. */
export type Constant = GoNumber | Complex

/**
 * The value of a number (text/template/parse's newNumber, then idealConstant): its syntax tells its type.
 * undefined when it is beyond int. Throws `illegal number syntax: "1.2.3"` and its like.
 */
export function parseConstant(
  text: string,
  type: 'charConstant' | 'complex' | 'number',
): Constant | undefined {
  if (type === 'charConstant') return new GoNumber('int', parseCharacter(text))
  if (type === 'complex') return parseComplex(text)
  if (text.endsWith('i')) {
    const imaginary = parseFloat64(text.slice(0, -1))
    if (imaginary !== undefined) return new Complex(0, imaginary)
  }
  const integer = parseInteger(text)
  const float = integer === undefined ? parseFloat64(text) : Number(integer)
  if (float === undefined) throw new Error(`illegal number syntax: ${goQuote(text)}`)
  if (integer === undefined && !/[.eEpP]/.test(text)) throw new Error(`integer overflow: ${goQuote(text)}`)
  if (/[.eEpP]/.test(text) && !isHexInteger(text)) return new GoNumber('float64', float)
  if (integer === undefined || integer >= 2n ** 63n) return undefined
  return new GoNumber('int', Number.isSafeInteger(float) ? float : integer)
}

function isHexInteger(text: string): boolean {
  return /^0[xX]./.test(text) && !/[pP]/.test(text)
}

function parseCharacter(text: string): number {
  const step = text.length < 3 ? undefined : unquoteCharacter(text.slice(0, -1), 1, "'")
  if (step === undefined) throw new Error('invalid syntax')
  if (step.next !== text.length - 1) throw new Error(`malformed character constant: ${text}`)
  // `'\xff'` is the number of the byte, not a character.
  return /^'\\[x0-7]/.test(text) ? step.bytes[0]! : step.bytes.toString().codePointAt(0)!
}

function parseComplex(text: string): Complex {
  const parts = /^(.*[^eEpP+-])([+-].*)i$/.exec(text)
  const real = parts === null ? undefined : parseFloat64(parts[1]!)
  const imaginary = parts === null ? undefined : parseFloat64(parts[2]!)
  if (real === undefined || imaginary === undefined) throw new Error('syntax error scanning complex number')
  return new Complex(real, imaginary)
}

const forms: readonly (readonly [RegExp, string])[] = [
  [/^0[xX]([0-9a-fA-F]+)$/, '0x'],
  [/^0[oO]?([0-7]+)$/, '0o'],
  [/^0[bB]([01]+)$/, '0b'],
  [/^(0|[1-9][0-9]*)$/, ''],
]

/** strconv.ParseInt and ParseUint with base 0. */
function parseInteger(text: string): bigint | undefined {
  const sign = /^[+-]?/.exec(text)![0]
  const digits = withoutUnderscores(text.slice(sign.length))
  for (const [form, prefix] of forms) {
    const match = digits === undefined ? null : form.exec(digits)
    if (match === null) continue
    const value = BigInt(prefix + match[1]!)
    if (sign === '') return value < 2n ** 64n ? value : undefined
    const signed = sign === '-' ? -value : value
    return BigInt.asIntN(64, signed) === signed ? signed : undefined
  }
  return undefined
}

/** strconv.ParseFloat, of what a template's number can look like; undefined also where it overflows. */
function parseFloat64(text: string): number | undefined {
  const digits = withoutUnderscores(text)
  if (digits === undefined) return undefined
  if (/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(digits)) {
    const value = Number(digits)
    return Number.isFinite(value) ? value : undefined
  }
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]+)$/.exec(digits)
  if (hex === null || `${hex[2]}${hex[3]}` === '') return undefined
  const mantissa = Number(BigInt(`0x${hex[2]!}${hex[3]!}`))
  const value = mantissa * 2 ** (Number(hex[4]) - 4 * hex[3]!.length)
  if (!Number.isFinite(value)) return undefined
  return hex[1] === '-' ? -value : value
}

/** Underscores stand between digits, or after a prefix such as 0x. */
function withoutUnderscores(text: string): string | undefined {
  if (!text.includes('_')) return text
  const plain = text.replace(/^([+-]?0[xXoObB])_/, '$1')
  if (/^_|_$|__|[^0-9a-fA-F]_|_[^0-9a-fA-F]/.test(plain.replace(/^[+-]/, ''))) return undefined
  return plain.replaceAll('_', '')
}
