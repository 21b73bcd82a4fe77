import {areFarApart, parseQuantity, type Quantity} from './quantity.ts'

/** How a quantity is written: with Ki, Mi…; with k, M…; with e3, e6…. */
export type QuantityFormat = 'binary' | 'decimal' | 'exponent'

const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const decimalSuffixes: Readonly<Record<number, string>> = {
  [-9]: 'n',
  [-6]: 'u',
  [-3]: 'm',
  0: '',
  3: 'k',
  6: 'M',
  9: 'G',
  12: 'T',
  15: 'P',
  18: 'E',
}

/** The format that a quantity's text has (apimachinery's ParseQuantity). */
export function quantityFormat(text: string): QuantityFormat {
  if (text.endsWith('i')) return 'binary'
  return /[eE][+-]?\d/.test(text) ? 'exponent' : 'decimal'
}

/** The quantity in its canonical form (resource.Quantity.String). */
export function formatQuantity(quantity: Quantity, format: QuantityFormat): string {
  if (quantity.value === 0n) return '0'
  if (format === 'binary' && absolute(scaled(quantity, 0)) >= 1024n) return formatBinary(scaled(quantity, 0))
  let {value, scale} = quantity
  let exponent = -scale
  while (value % 10n === 0n) {
    value /= 10n
    exponent++
  }
  for (; exponent % 3 !== 0; exponent--) value *= 10n
  const suffix = format === 'exponent' ? undefined : decimalSuffixes[exponent]
  if (suffix !== undefined) return `${value}${suffix}`
  return exponent === 0 ? String(value) : `${value}e${exponent}`
}

/**
 * The quantity times ten to the power of `power` as a whole number, rounded away from zero; zero for one that no text
 * can have written out, as for all that 64 bits do not hold in Go (ScaledValue).
 */
export function scaled({value, scale}: Quantity, power: number): bigint {
  const shift = power - scale
  if (areFarApart({value, scale}, {value, scale: power})) return 0n
  if (shift >= 0) return value * 10n ** BigInt(shift)
  const divisor = 10n ** BigInt(-shift)
  const whole = value / divisor
  const rest = value % divisor
  if (rest === 0n) return whole
  return value > 0n ? whole + 1n : whole - 1n
}

/** The sum of two quantities' texts; the first that is not zero gives the format (Quantity.Add). */
export function addQuantities(left: string, right: string): string {
  const [a, b] = [amount(left), amount(right)]
  if (areFarApart(a, b)) return a.scale < b.scale ? left : right
  const scale = Math.max(a.scale, b.scale)
  const sum = (q: Quantity): bigint => q.value * 10n ** BigInt(scale - q.scale)
  return formatQuantity({value: sum(a) + sum(b), scale}, quantityFormat(a.value === 0n ? right : left))
}

/** The amount that the text says, zero when it says none. */
export function amount(text: string | undefined): Quantity {
  return (text === undefined ? undefined : parseQuantity(text)) ?? {value: 0n, scale: 0}
}

function formatBinary(value: bigint): string {
  let rest = value
  let power = 0
  while (rest % 1024n === 0n && power < binarySuffixes.length - 1) {
    rest /= 1024n
    power++
  }
  return `${rest}${binarySuffixes[power]}`
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
