import {GoNumber} from './value.ts'

const float = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/

/** The number as Go reads it: int (strconv.Atoi, 64 bits), else float64 (ParseFloat); undefined when it is neither. */
export function parseNumber(text: string): GoNumber | undefined {
  const integer = parseInteger(text)
  if (integer !== undefined) return new GoNumber('int', integer)
  if (!float.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? new GoNumber('float64', value) : undefined
}

/** strconv.Atoi; a bigint beyond what a double holds. */
export function parseInteger(text: string): number | bigint | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return undefined
  const exact = BigInt(text.startsWith('+') ? text.slice(1) : text)
  if (BigInt.asIntN(64, exact) !== exact) return undefined
  const value = Number(exact)
  return Number.isSafeInteger(value) ? value : exact
}
