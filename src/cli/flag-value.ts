import {parseGoBool} from '../base/go-bool.ts'
import {parseGoDuration} from '../base/go-duration.ts'
import {goQuote} from '../base/go-quote.ts'
import type {Kind, ValueOf} from './flags.ts'
import {readCsvLine} from './csv-line.ts'

/** Reads the text given for a flag; `before` is the value so far, undefined when this is the first time. Throws Go's text. */
type Read<K extends Kind> = (text: string, before: ValueOf<K> | undefined) => ValueOf<K>

const readers: {readonly [K in Kind]: Read<K>} = {
  bool: parseGoBool,
  string: (text) => text,
  int: (text) => parseInteger(text, 64),
  int32: (text) => parseInteger(text, 32),
  int64: (text) => parseInteger(text, 64),
  duration: parseGoDuration,
  stringArray: (text, before) => [...(before ?? []), text],
  stringSlice: (text, before) => [...(before ?? []), ...readCsvLine(text)],
  level: (text) => parseInteger(text, 32, 10),
  moduleSpec: parseModuleSpec,
  goDuration: parseTerseDuration,
}

/** The value of a flag's text (pflag's Value.Set). Throws an Error with Go's message. */
export function readFlagValue<K extends Kind>(
  kind: K,
  text: string,
  before: ValueOf<K> | undefined,
): ValueOf<K> {
  return readers[kind](text, before)
}

/** Go's strconv.ParseInt; base 0 reads the prefixes 0x, 0o, 0b, 0 and underscores. Throws its text. */
export function parseInteger(text: string, bits: 32 | 64, base: 0 | 10 = 0): number {
  const failure = (why: string) => new Error(`strconv.ParseInt: parsing ${goQuote(text)}: ${why}`)
  const [, sign, digits] = /^([-+]?)(.*)$/s.exec(text)!
  const magnitude = readDigits(digits!, base)
  if (magnitude === undefined) throw failure('invalid syntax')
  const value = sign === '-' ? -magnitude : magnitude
  if (BigInt.asIntN(bits, value) !== value) throw failure('value out of range')
  return Number(value)
}

const decimal = /^\d+$/
const prefixed = /^0(?:[xX](?:_?[\da-fA-F])+|[bB](?:_?[01])+|[oO]?(?:_?[0-7])+)$/
const underscored = /^[1-9](?:_?\d)*$/

function readDigits(digits: string, base: 0 | 10): bigint | undefined {
  if (base === 10 || digits === '0') return decimal.test(digits) ? BigInt(digits) : undefined
  if (!prefixed.test(digits) && !underscored.test(digits)) return undefined
  const plain = digits.replaceAll('_', '').toLowerCase()
  return BigInt(/^0[0-7]/.test(plain) ? `0o${plain.slice(1)}` : plain)
}

/** Go's flag package hides why a duration is wrong. */
function parseTerseDuration(text: string): number {
  try {
    return parseGoDuration(text)
  } catch {
    throw new Error('parse error')
  }
}

/** klog's moduleSpec.Set: only the form is checked, kctl has no files to filter by. */
function parseModuleSpec(text: string): string {
  for (const pair of text.split(',')) {
    if (pair === '') continue
    const [pattern, level, ...rest] = pair.split('=')
    if (!pattern || !level || rest.length > 0) {
      throw new Error('syntax error: expect comma-separated list of filename=N')
    }
    if (!/^[-+]?\d+$/.test(level)) throw new Error('syntax error: expect comma-separated list of filename=N')
  }
  return text
}
