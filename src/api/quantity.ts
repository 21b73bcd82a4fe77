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

/** Reads `1500m`, `1.5Gi`, `1e3`; undefined when the text is no quantity (apimachinery's resource.ParseQuantity). */
export function parseQuantity(text: string): Quantity | undefined {
  const match = form.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', power, suffix = '', exponent] = match
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction) * (power === undefined ? 1n : binary[power]!)
  const shift = exponent === undefined ? decimal[suffix]! : Number(exponent)
  return {value: sign === '-' ? -digits : digits, scale: fraction.length - shift}
}

/** Below zero when the left is smaller, zero when both are the same amount. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  const scale = Math.max(left.scale, right.scale)
  const [a, b] = [left, right].map(({value, scale: own}) => value * 10n ** BigInt(scale - own)) as [
    bigint,
    bigint,
  ]
  if (a === b) return 0
  return a < b ? -1 : 1
}
