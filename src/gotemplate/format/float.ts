/** Decimal digits of a number: 0.DIGITS times ten to the power of `point`. */
interface Decimal {
  readonly digits: string
  readonly point: number
}

/**
 * A double as Go's `strconv.FormatFloat(value, verb, precision, 64)` writes it, -1 being the shortest text that
 * reads back as the same number; without a sign for positive numbers.
 */
export function formatFloat(value: number, verb: string, precision: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const magnitude = Math.abs(value)
  if (verb === 'b') return sign + binary(magnitude)
  if (verb === 'x' || verb === 'X') {
    const text = hexadecimal(magnitude, precision)
    return sign + (verb === 'X' ? text.toUpperCase() : text)
  }
  const isShortest = precision < 0
  const decimal = isShortest ? shortest(magnitude) : exact(magnitude)
  if (verb === 'f') return sign + fixed(decimal, isShortest ? undefined : precision)
  if (verb === 'e' || verb === 'E')
    return sign + exponential(decimal, isShortest ? undefined : precision, verb)
  return sign + general(decimal, isShortest ? undefined : Math.max(precision, 1), verb === 'G' ? 'E' : 'e')
}

function shortest(value: number): Decimal {
  if (value === 0) return {digits: '', point: 0}
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  return {digits: mantissa.replace('.', ''), point: Number(exponent) + 1}
}

/** All digits that the double really has. */
function exact(value: number): Decimal {
  const {mantissa, exponent} = split(value)
  const scale = Math.max(0, -exponent)
  const integer = exponent > 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(scale)
  if (integer === 0n) return {digits: '', point: 0}
  const digits = integer.toString()
  return {digits, point: digits.length - scale}
}

function split(value: number): {mantissa: bigint; exponent: number} {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const biased = (bits.getUint16(0) >> 4) & 0x7ff
  const fraction = bits.getBigUint64(0) & (2n ** 52n - 1n)
  return biased === 0
    ? {mantissa: fraction, exponent: -1074}
    : {mantissa: fraction + 2n ** 52n, exponent: biased - 1075}
}

/** The decimal with at most so many digits, halves to the even neighbour. */
function round({digits, point}: Decimal, count: number): Decimal {
  if (count >= digits.length) return {digits, point}
  if (count < 0) return {digits: '', point: 0}
  const kept = digits.slice(0, count)
  const rest = digits.slice(count)
  const isHalf = /^50*$/.test(rest)
  const isUp = isHalf ? Number(kept.at(-1) ?? '0') % 2 === 1 : rest >= '5'
  if (!isUp) return {digits: kept, point}
  const raised = (BigInt(kept === '' ? '0' : kept) + 1n).toString().padStart(count, '0')
  return {digits: raised, point: point + raised.length - count}
}

function fixed(decimal: Decimal, precision: number | undefined): string {
  const {digits, point} = precision === undefined ? decimal : round(decimal, decimal.point + precision)
  const places = precision ?? Math.max(digits.length - point, 0)
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  if (places === 0) return whole
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(Math.min(-point, places)) + digits
  return `${whole}.${fraction.padEnd(places, '0').slice(0, places)}`
}

function exponential(decimal: Decimal, precision: number | undefined, letter: string): string {
  const {digits, point} = precision === undefined ? decimal : round(decimal, precision + 1)
  const places = precision ?? Math.max(digits.length - 1, 0)
  const exponent = digits === '' ? 0 : point - 1
  const padded = digits.padEnd(places + 1, '0')
  const fraction = places > 0 ? `.${padded.slice(1, places + 1)}` : ''
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${padded[0]!}${fraction}${letter}${exponent < 0 ? '-' : '+'}${size}`
}

function general(decimal: Decimal, precision: number | undefined, letter: string): string {
  const rounded = trimZeros(precision === undefined ? decimal : round(decimal, precision))
  const count = rounded.digits.length
  // An exponent is written when it is below -4, or when the precision does not reach it.
  let limit = precision ?? 6
  if (precision !== undefined && limit > count && count >= rounded.point) limit = count
  const exponent = rounded.digits === '' ? -1 : rounded.point - 1
  if (exponent < -4 || exponent >= limit) {
    return exponential(rounded, Math.max(Math.min(precision ?? count, count) - 1, 0), letter)
  }
  return fixed(rounded, Math.max(count - rounded.point, 0))
}

function trimZeros({digits, point}: Decimal): Decimal {
  return {digits: digits.replace(/0+$/, ''), point}
}

/** `4503599627370496p-52`. */
function binary(value: number): string {
  const {mantissa, exponent} = split(value)
  return `${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
}

/** `0x1.8p+00`. */
function hexadecimal(value: number, precision: number): string {
  let {mantissa, exponent} = split(value)
  if (mantissa === 0n) exponent = 0
  else {
    while (mantissa < 2n ** 52n) {
      mantissa <<= 1n
      exponent--
    }
    exponent += 52
  }
  let places = 13
  if (precision >= 0 && precision < 13) {
    places = precision
    const drop = BigInt(4 * (13 - precision))
    const rest = mantissa & ((1n << drop) - 1n)
    const half = 1n << (drop - 1n)
    mantissa >>= drop
    if (rest > half || (rest === half && mantissa % 2n === 1n)) mantissa += 1n
    if (mantissa >= 2n << BigInt(4 * places)) {
      mantissa >>= 1n
      exponent++
    }
  }
  const text = mantissa.toString(16).padStart(places + 1, '0')
  const fraction = precision < 0 ? text.slice(1).replace(/0+$/, '') : text.slice(1).padEnd(precision, '0')
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `0x${text[0]!}${fraction === '' ? '' : `.${fraction}`}p${exponent < 0 ? '-' : '+'}${size}`
}
