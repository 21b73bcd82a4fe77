import {goQuote} from '../../base/go-quote.ts'
import {toBytes} from '../bytes.ts'
import {formatFloat} from './float.ts'
import {type Flags, pad} from './flags.ts'

const maxRune = 0x10ffff

/** An integer under a verb, undefined when the verb is not for integers (fmt's fmtInteger). */
export function formatInteger(
  value: number | bigint,
  isSigned: boolean,
  verb: string,
  flags: Flags,
): string | undefined {
  switch (verb) {
    case 'v':
      if (flags.sharpV && !isSigned) return integer(value, 16, verb, {...flags, sharp: true})
      return integer(value, 10, verb, flags)
    case 'd':
      return integer(value, 10, verb, flags)
    case 'b':
      return integer(value, 2, verb, flags)
    case 'o':
    case 'O':
      return integer(value, 8, verb, flags)
    case 'x':
    case 'X':
      return integer(value, 16, verb, flags)
    case 'c':
      return pad(rune(value), flags)
    case 'q':
      return pad(quoteRune(rune(value), flags.plus), flags)
    case 'U':
      return unicode(value, flags)
    default:
      return undefined
  }
}

const prefixes: Readonly<Record<number, string>> = {2: '0b', 8: '0', 16: '0x'}

function integer(value: number | bigint, base: number, verb: string, flags: Flags): string {
  const isNegative = value < 0
  const {precision, width} = flags
  if (precision === 0 && Number(value) === 0) return ' '.repeat(width ?? 0)
  const hasSign = isNegative || flags.plus || flags.space
  let digits = base === 10 && !isNegative ? String(value) : BigInt(value).toString(base).replace('-', '')
  let least = precision ?? 0
  if (precision === undefined && flags.zero && !flags.minus && width) least = width - (hasSign ? 1 : 0)
  digits = digits.padStart(least, '0')
  if (digits === '-0') digits = '0'
  if (flags.sharp && !(base === 8 && digits.startsWith('0'))) digits = (prefixes[base] ?? '') + digits
  if (verb === 'O') digits = `0o${digits}`
  if (verb === 'X') digits = digits.toUpperCase()
  const sign = isNegative ? '-' : flags.plus ? '+' : flags.space ? ' ' : ''
  return pad(sign + digits, flags, false)
}

function rune(value: number | bigint): string {
  const code = value < 0 || value > maxRune ? 0xfffd : Number(value)
  return code >= 0xd800 && code < 0xe000 ? '\ufffd' : String.fromCodePoint(code)
}

function quoteRune(character: string, ascii: boolean): string {
  if (character === "'") return String.raw`'\''`
  if (character === '"') return `'"'`
  return `'${quote(character, ascii).slice(1, -1)}'`
}

function unicode(value: number | bigint, flags: Flags): string {
  const code = BigInt.asUintN(64, BigInt(value))
  let text = `U+${code
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(flags.precision ?? 4, 4), '0')}`
  if (flags.sharp && code <= maxRune) {
    const character = rune(value)
    if (character === ' ' || /^[^\p{C}\p{Z}]$/u.test(character)) text += ` '${character}'`
  }
  return pad(text, flags, false)
}

/** A string under a verb, undefined when the verb is not for strings (fmt's fmtString). */
export function formatString(value: string, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
      return flags.sharpV ? quoted(value, flags) : pad(truncate(value, flags), flags)
    case 's':
      return pad(truncate(value, flags), flags)
    case 'x':
    case 'X':
      return hexString(value, verb, flags)
    case 'q':
      return quoted(value, flags)
    default:
      return undefined
  }
}

function truncate(text: string, {precision}: Flags): string {
  if (precision === undefined || text.length <= precision) return text
  return Array.from(text).slice(0, precision).join('')
}

function quoted(value: string, flags: Flags): string {
  const text = truncate(value, flags)
  if (flags.sharp && !/[\0-\x08\x0a-\x1f\x7f`\ufeff\udc80-\udcff]/u.test(text))
    return pad(`\`${text}\``, flags)
  return pad(quote(text, flags.plus), flags)
}

/** strconv.Quote, and QuoteToASCII. */
function quote(text: string, ascii: boolean): string {
  const parts = text.split(/([\udc80-\udcff])/u).map((part, index) => {
    if (index % 2 === 1) return `\\x${(part.charCodeAt(0) - 0xdc00).toString(16)}`
    const plain = goQuote(part).slice(1, -1)
    return ascii ? plain.replace(/[^\0-\x7f]/gu, escapeRune) : plain
  })
  return `"${parts.join('')}"`
}

function escapeRune(character: string): string {
  const code = character.codePointAt(0)!
  const digits = code.toString(16)
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}

function hexString(value: string, verb: string, flags: Flags): string {
  const bytes = toBytes(value).subarray(0, flags.precision)
  const prefix = flags.sharp ? '0x' : ''
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'))
  if (hex.length === 0) return pad('', flags)
  const text = prefix + hex.join(flags.space ? ` ${prefix}` : '')
  return pad(verb === 'X' ? text.toUpperCase() : text, flags)
}

const floatVerbs = 'vbgGxXfFeE'

/** A float64 under a verb, undefined when the verb is not for floats (fmt's fmtFloat). */
export function formatFloatVerb(value: number, verb: string, flags: Flags): string | undefined {
  if (!floatVerbs.includes(verb)) return undefined
  const format = verb === 'v' ? 'g' : verb === 'F' ? 'f' : verb
  const precision = flags.precision ?? ('feE'.includes(format) ? 6 : -1)
  let text = formatFloat(value, format, precision)
  if (!/^[+-]/.test(text)) text = `+${text}`
  if (flags.space && text.startsWith('+') && !flags.plus) text = ` ${text.slice(1)}`
  if (!Number.isFinite(value)) {
    return pad(text.endsWith('NaN') && !flags.space && !flags.plus ? 'NaN' : text, flags, false)
  }
  if (flags.sharp && format !== 'b') text = withPoint(text, format, precision)
  const isSigned = flags.plus || !text.startsWith('+')
  if (!isSigned) return pad(text.slice(1), flags)
  if (!flags.zero || flags.minus || !flags.width) return pad(text, flags)
  return text[0]! + pad(text.slice(1), {...flags, width: flags.width - 1})
}

/** The flag `#`: a decimal point in any case, and zeros up to the precision. */
function withPoint(text: string, format: string, precision: number): string {
  const keepsZeros = 'gGx'.includes(format)
  let digits = keepsZeros && format !== 'G' ? (precision === -1 ? 6 : precision) : 0
  if (format === 'G') digits = precision === -1 ? 6 : precision
  const tailAt = text.search('xX'.includes(format) ? /[pP]/ : /[eEpP]/)
  const tail = tailAt < 0 ? '' : text.slice(tailAt)
  let number = tailAt < 0 ? text : text.slice(0, tailAt)
  const significant = number.slice(1).replace('.', '').replace(/^0+/, '')
  digits -= significant.length
  if (!number.includes('.')) {
    if (number.length === 2 && number[1] === '0') digits--
    number += '.'
  }
  return number + '0'.repeat(Math.max(digits, 0)) + tail
}
