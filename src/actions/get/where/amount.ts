import {compareQuantities, parseQuantity, type Quantity} from '../../../api/quantity.ts'

/** What a cell or a value says when it is more than a text. */
export type Amount =
  | {readonly type: 'quantity'; readonly quantity: Quantity}
  /** Seconds, as ages are printed. */
  | {readonly type: 'duration'; readonly seconds: number}
  | {readonly type: 'fraction'; readonly part: number; readonly whole: number}

const seconds: Readonly<Record<string, number>> = {s: 1, m: 60, h: 3600, d: 86_400, y: 365 * 86_400}
const duration = /^(?:\d+(?:\.\d+)?[ydhms])+$/
const fraction = /^(\d+)\/(\d+)$/

/** A quantity as Kubernetes writes it (`3`, `500m`, `10Gi`); undefined for anything else. */
export function quantityOf(text: string): Amount | undefined {
  const quantity = parseQuantity(text)
  return quantity === undefined ? undefined : {type: 'quantity', quantity}
}

/** A time as ages are printed (`45s`, `3m20s`, `2d3h`); undefined for anything else. */
export function durationOf(text: string): Amount | undefined {
  if (!duration.test(text)) return undefined
  let sum = 0
  for (const [, count, unit] of text.matchAll(/([\d.]+)([ydhms])/g)) sum += Number(count) * seconds[unit!]!
  return {type: 'duration', seconds: sum}
}

/** `1/2` as READY prints it; undefined for anything else. */
export function fractionOf(text: string): Amount | undefined {
  const [, part, whole] = fraction.exec(text) ?? []
  return part === undefined ? undefined : {type: 'fraction', part: Number(part), whole: Number(whole)}
}

/**
 * Below zero when the left is less, undefined when the two cannot be compared. Fractions compare by what
 * they amount to, those that amount to the same by their whole: 1/2 < 2/2 < 3/3; nothing of nothing is all of it.
 */
export function compareAmounts(left: Amount, right: Amount): number | undefined {
  if (left.type === 'quantity' && right.type === 'quantity') {
    return compareQuantities(left.quantity, right.quantity)
  }
  if (left.type === 'duration' && right.type === 'duration') return left.seconds - right.seconds
  if (left.type === 'fraction' && right.type === 'fraction') {
    return share(left) - share(right) || left.whole - right.whole
  }
  return undefined
}

function share({part, whole}: {readonly part: number; readonly whole: number}): number {
  return whole === 0 ? 1 : part / whole
}
