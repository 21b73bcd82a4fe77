import {GoNumber, type NumberTyping, type Value, goType} from './value.ts'

type Kind = 'bool' | 'int' | 'uint' | 'float' | 'string'

const kinds: Readonly<Record<string, Kind>> = {
  bool: 'bool',
  int: 'int',
  int64: 'int',
  uint8: 'uint',
  float64: 'float',
  string: 'string',
}
const badType = 'invalid type for comparison'
const mismatch = 'incompatible types for comparison'

/**
 * Compares two scalars as Go's templates do (client-go's fork of text/template): integers with integers,
 * floats with floats. Throws `incompatible types for comparison`, `invalid type for comparison`; gives
 * undefined for an operator that does not exist.
 */
export function compareValues(
  operator: string,
  left: Value,
  right: Value,
  numbers: NumberTyping,
): boolean | undefined {
  const less = (): boolean => isLess(left, right, numbers)
  const equal = (): boolean => isEqual(left, right, numbers)
  if (operator === '==') return equal()
  if (operator === '!=') return !equal()
  if (operator === '<') return less()
  if (operator === '<=') return less() || equal()
  if (operator === '>') return !(less() || equal())
  if (operator === '>=') return !less()
  return undefined
}

function isEqual(left: Value, right: Value, numbers: NumberTyping): boolean {
  checkKinds(left, right, numbers)
  const [a, b] = [plain(left), plain(right)]
  // An int64 may be a bigint on one side and a number on the other.
  return isNumeric(a) && isNumeric(b) ? !(a < b) && !(b < a) : a === b
}

function isLess(left: Value, right: Value, numbers: NumberTyping): boolean {
  if (checkKinds(left, right, numbers) === 'bool') throw new Error(badType)
  const [a, b] = [plain(left), plain(right)]
  // Go compares bytes: the order of code points, which UTF-16 does not keep beyond U+FFFF.
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string)) < 0
  return a < b
}

/** The kind that both have. */
function checkKinds(left: Value, right: Value, numbers: NumberTyping): Kind {
  const leftKind = kinds[goType(left, numbers)]
  const rightKind = kinds[goType(right, numbers)]
  if (leftKind === undefined || rightKind === undefined) throw new Error(badType)
  const integers = `${leftKind} ${rightKind}`
  if (leftKind !== rightKind && integers !== 'int uint' && integers !== 'uint int') throw new Error(mismatch)
  return leftKind
}

function plain(value: Value): string | number | bigint | boolean {
  return (value instanceof GoNumber ? value.value : value) as string | number | bigint | boolean
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}
