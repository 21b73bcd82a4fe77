import {compareCodePoints} from '../yaml/json.ts'
import {printValue, sprint} from './format/print.ts'
import {sprintf} from './format/printf.ts'
import {Complex, type Value, asInteger, basicKind, goType, numeric, unbox} from './value.ts'

const badType = 'invalid type for comparison'

/** `eq`: whether the first value equals one of the others. Throws what cannot be compared. */
export function equalsAny(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new Error('missing argument for comparison')
  const left = unbox(first)
  return others.some((other) => equals(left, unbox(other)))
}

function equals(left: Value, right: Value): boolean {
  const kind = basicKind(left)
  if (kind !== basicKind(right)) {
    if (asInteger(left) !== undefined && asInteger(right) !== undefined) return sameNumber(left, right)
    if (left === undefined || right === undefined) return false
    throw new Error(`incompatible types for comparison: ${goType(left)} and ${goType(right)}`)
  }
  if (kind === 'other') return equalsOther(left, right)
  if (kind === 'string' || kind === 'bool') return left === right
  if (!(left instanceof Complex) || !(right instanceof Complex)) return sameNumber(left, right)
  return left.real === right.real && left.imaginary === right.imaginary
}

/** A number and a bigint are the same when they stand for the same integer. */
function sameNumber(left: Value, right: Value): boolean {
  const [first, second] = [numeric(left), numeric(right)]
  return typeof first === typeof second ? first === second : BigInt(first) === BigInt(second)
}

/** nil, maps and lists: only nil can be compared. */
function equalsOther(left: Value, right: Value): boolean {
  if (left === undefined || right === undefined) return left === right
  if (Array.isArray(left) !== Array.isArray(right)) {
    throw new Error(
      `non-comparable types ${sprintf('%s', [left])}: ${goType(left)}, ${goType(right)}: ${printValue(right)}`,
    )
  }
  throw new Error(`non-comparable type ${sprintf('%s', [right])}: ${goType(right)}`)
}

/** `lt`. Throws what has no order. */
export function isLess(first: Value, second: Value): boolean {
  const kind = basicKind(first)
  const otherKind = basicKind(second)
  if (kind === 'other' || otherKind === 'other') throw new Error(badType)
  if (kind !== otherKind && (asInteger(first) === undefined || asInteger(second) === undefined)) {
    throw new Error(`incompatible types for comparison: ${goType(first)} and ${goType(second)}`)
  }
  if (kind === 'bool' || kind === 'complex') throw new Error(badType)
  if (typeof first === 'string' && typeof second === 'string') return compareCodePoints(first, second) < 0
  return numeric(first) < numeric(second)
}

/** `le`, which is `lt` or `eq`. */
export function isLessOrEqual(first: Value, second: Value): boolean {
  return isLess(first, second) || equalsAny(first, [second])
}

/** The operands of `html`, `js` and `urlquery` as one text. */
export function argumentText(values: readonly Value[]): string {
  return sprint(values.map((value) => (value === null || value === undefined ? '<no value>' : value)))
}
