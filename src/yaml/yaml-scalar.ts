import {isTimestamp} from './yaml-timestamp.ts'

/** The long form of the tags of YAML itself. */
export const yamlTag = 'tag:yaml.org,2002:'

export type ScalarKind = 'str' | 'bool' | 'int' | 'float' | 'null' | 'timestamp' | 'merge'

/** What a scalar without a tag of its own stands for; `value` of an int is a bigint where a double cannot hold it. */
export interface Resolved {
  readonly kind: ScalarKind
  readonly value: null | boolean | number | bigint | string
}

const words = new Map<string, Resolved>()
const word = (kind: ScalarKind, value: Resolved['value'], ...spellings: string[]): void => {
  for (const spelling of spellings) words.set(spelling, {kind, value})
}
word('bool', true, 'y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON')
word('bool', false, 'n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF')
word('null', null, '', '~', 'null', 'Null', 'NULL')
word('float', Number.NaN, '.nan', '.NaN', '.NAN')
word('float', Infinity, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF')
word('float', -Infinity, '-.inf', '-.Inf', '-.INF')

const hint = {none: 0, word: 1, point: 2, digit: 3} as const
const hints = new Uint8Array(128)
for (const char of 'yYnNtTfFoO~') hints[char.charCodeAt(0)] = hint.word
for (const char of '0123456789+-') hints[char.charCodeAt(0)] = hint.digit
hints['.'.charCodeAt(0)] = hint.point

/**
 * The reading of a scalar that has no quotes, as goyaml.v2's `resolve` has it: YAML 1.1 words for booleans,
 * octals with a leading 0, underscores between digits, no base 60. undefined when it is a plain string.
 * `dates` is false for scalars tagged as something else than a timestamp.
 */
export function resolvePlain(text: string, dates = true): Resolved | undefined {
  if (text === '') return words.get('')
  switch (hints[text.charCodeAt(0)]) {
    case hint.word:
      return text.length <= 5 ? words.get(text) : undefined
    case hint.point:
      return words.get(text) ?? resolvePoint(text)
    case hint.digit:
      return words.get(text) ?? resolveNumber(text, dates)
    default:
      return undefined
  }
}

/** Go's own floats may have underscores between digits, also where YAML knows none. */
const goFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/
const yamlFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

function resolvePoint(text: string): Resolved | undefined {
  return goFloat.test(text) ? finite(Number(text.replaceAll('_', ''))) : undefined
}

function resolveNumber(text: string, dates: boolean): Resolved | undefined {
  if (dates && isTimestamp(text)) return {kind: 'timestamp', value: text}
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  const integer = parseInteger(plain)
  if (integer !== undefined) return {kind: 'int', value: integer}
  return yamlFloat.test(plain) ? finite(Number(plain)) : undefined
}

function finite(value: number): Resolved | undefined {
  return Number.isFinite(value) ? {kind: 'float', value} : undefined
}

const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/
const octal = /^([-+]?)0[oO]?([0-7]+)$/
const prefixed = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+)$/

/** Go's ParseInt(text, 0, 64), then ParseUint: a number where exact, else a bigint; undefined when out of range or no integer. */
function parseInteger(text: string): number | bigint | undefined {
  if (decimal.test(text)) return text.length < 16 ? Number(text) + 0 : inRange(text)
  const [, sign, digits] = octal.exec(text) ?? []
  if (digits !== undefined) return inRange(`0o${digits}`, sign)
  const [, sign2, digits2] = prefixed.exec(text) ?? []
  return digits2 === undefined ? undefined : inRange(digits2, sign2)
}

const maxUint64 = 2n ** 64n - 1n
const minInt64 = -(2n ** 63n)
const maxInt64 = 2n ** 63n - 1n

function inRange(digits: string, sign = ''): number | bigint | undefined {
  const magnitude = BigInt(digits.startsWith('+') ? digits.slice(1) : digits)
  const value = sign === '-' ? -magnitude : magnitude
  // Only without a sign is there a second try as an unsigned number.
  const signed = sign !== '' || /^[-+]/.test(digits)
  if (value < minInt64 || value > (signed ? maxInt64 : maxUint64)) return undefined
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/** Whether an integer of YAML is beyond int64, so that only uint64 holds it. */
export function isUnsigned(value: number | bigint): boolean {
  return typeof value === 'bigint' && value > maxInt64
}
