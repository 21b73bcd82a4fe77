/** Decimal exponents of the suffixes of a Kubernetes quantity. */
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
}
const binary: Readonly<Record<string, bigint>> = {
  Ki: 1n << 10n,
  Mi: 1n << 20n,
  Gi: 1n << 30n,
  Ti: 1n << 40n,
  Pi: 1n << 50n,
  Ei: 1n << 60n,
}
const form = /^([+-]?)(\d+)?(?:\.(\d*))?(?:(Ki|Mi|Gi|Ti|Pi|Ei)|([numkMGTPE]?)|[eE]([+-]?\d+))$/

/** A quantity as an exact fraction: `value` divided by ten to the power of `scale`. */
export interface Quantity {
  readonly value: bigint
  readonly scale: number
}

/** Longer than anybody writes: a hostile server's megabytes of digits must not stall the arithmetic. */
const longest = 1000
/** Amounts are kept in thousandths of a millionth (resource.Nano), in binary as 64 bits. */
const nano = 9
const largest = (1n << 63n) - 1n

/** Reads `1500m`, `1.5Gi`, `1e3`; undefined when the text is no quantity (apimachinery's resource.ParseQuantity). */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text.length > longest ? null : form.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', power, suffix = '', exponent] = match
  if (whole === '' && fraction === '') return undefined
  const shift = exponent === undefined ? decimal[suffix]! : int32(exponent)
  if (shift === undefined) return undefined
  const digits = BigInt(whole + fraction) * (power === undefined ? 1n : binary[power]!)
  if (digits === 0n) return {value: 0n, scale: 0}
  const rounded = roundedUp({value: digits, scale: fraction.length - shift})
  const {value, scale} = power === undefined ? rounded : capped(rounded)
  return {value: sign === '-' ? -value : value, scale}
}

/** The exponent in the 32 bits that Go takes of it; undefined when it is none of 64. */
function int32(text: string): number | undefined {
  if (!/^[+-]?0*\d{1,19}$/.test(text)) return undefined
  const value = BigInt(text)
  return BigInt.asIntN(64, value) === value ? Number(BigInt.asIntN(32, value)) : undefined
}

/** An amount that is not zero stays so, however small it is. */
function roundedUp({value, scale}: Quantity): Quantity {
  if (scale <= nano) return {value, scale}
  if (scale - nano > 2 * longest) return {value: 1n, scale: nano}
  const divisor = 10n ** BigInt(scale - nano)
  return {value: (value + divisor - 1n) / divisor, scale: nano}
}

function capped(quantity: Quantity): Quantity {
  const limit = {value: largest, scale: 0}
  return compareQuantities(quantity, limit) > 0 ? limit : quantity
}

/** Whether the decimal places of two amounts are too far apart to be written out; the one with fewer counts alone then. */
export function areFarApart(left: Quantity, right: Quantity): boolean {
  return Math.abs(left.scale - right.scale) > 4 * longest
}

/** Below zero when the left is smaller, zero when both are the same amount. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  if (areFarApart(left, right)) return left.scale < right.scale ? signOf(left.value) : -signOf(right.value)
  const scale = Math.max(left.scale, right.scale)
  const [a, b] = [left, right].map(({value, scale: own}) => value * 10n ** BigInt(scale - own)) as [
    bigint,
    bigint,
  ]
  return signOf(a - b)
}

function signOf(value: bigint): number {
  if (value === 0n) return 0
  return value < 0n ? -1 : 1
}
