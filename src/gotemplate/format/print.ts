import type {JsonObject} from '../../api/json.ts'
import {sortKeys} from '../../yaml/json.ts'
import {joined} from '../bytes.ts'
import {Complex, GoNumber, type Value, entry, goType, isMap, keysOf, numeric} from '../value.ts'
import {type Flags, noFlags, pad} from './flags.ts'
import {formatFloatVerb, formatInteger, formatString} from './scalar.ts'

const plain = noFlags()

/** The value as Go prints it with `%v`: `map[a:1 b:[x <nil>]]`, `1e+06`. */
export function printValue(value: Value): string {
  if (typeof value === 'string') return value
  return formatValue(value, 'v', plain)
}

/** The value under a verb as an operand of Printf. A verb that is none for it gives `%!d(string=x)`. */
export function formatValue(value: Value, verb: string, flags: Flags): string {
  if (value === null || value === undefined) {
    return verb === 'v' || verb === 'T' ? pad('<nil>', flags) : `%!${verb}(<nil>)`
  }
  if (verb === 'T') return formatString(goType(value), 's', flags)!
  const isContainer = typeof value === 'object' && !(value instanceof GoNumber) && !(value instanceof Complex)
  // Addresses are of no use to anybody; they only look like Go's.
  if (isContainer && verb === 'p') return '0xc000000000'
  if (isContainer && verb === 'w') return badVerb(value, verb, flags)
  return formatInner(value, verb, flags)
}

function formatInner(value: Value, verb: string, flags: Flags): string {
  if (value === null || value === undefined) return flags.sharpV ? 'interface {}(nil)' : '<nil>'
  if (Array.isArray(value)) return formatList(value, verb, flags)
  if (isMap(value)) return formatMap(value, verb, flags)
  return formatScalar(value, verb, flags) ?? badVerb(value, verb, flags)
}

function formatScalar(
  value: string | boolean | number | bigint | GoNumber | Complex,
  verb: string,
  flags: Flags,
): string | undefined {
  if (typeof value === 'string') return formatString(value, verb, flags)
  if (typeof value === 'boolean') return verb === 't' || verb === 'v' ? pad(String(value), flags) : undefined
  if (value instanceof Complex) return formatComplex(value, verb, flags)
  const type = goType(value)
  if (type === 'float64') return formatFloatVerb(Number(numeric(value)), verb, flags)
  return formatInteger(exactInteger(numeric(value)), type !== 'uint8', verb, flags)
}

/** Whole numbers beyond what String() writes in full. */
function exactInteger(value: number | bigint): number | bigint {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return value === 0 ? 0 : value
  return BigInt(value)
}

function formatComplex({real, imaginary}: Complex, verb: string, flags: Flags): string | undefined {
  const first = formatFloatVerb(real, verb, flags)
  return first === undefined
    ? undefined
    : `(${first}${formatFloatVerb(imaginary, verb, {...flags, plus: true})!}i)`
}

function formatList(list: readonly Value[], verb: string, flags: Flags): string {
  const items = list.map((item) => formatInner(item, verb, flags))
  return flags.sharpV ? `[]interface {}{${items.join(', ')}}` : `[${items.join(' ')}]`
}

function formatMap(map: JsonObject, verb: string, flags: Flags): string {
  const fields = sortKeys(keysOf(map)).map(
    (key) => `${formatInner(key, verb, flags)}:${formatInner(entry(map, key), verb, flags)}`,
  )
  return flags.sharpV ? `map[string]interface {}{${fields.join(', ')}}` : `map[${fields.join(' ')}]`
}

function badVerb(value: Value, verb: string, flags: Flags): string {
  return `%!${verb}(${goType(value)}=${formatInner(value, 'v', flags)})`
}

/** fmt.Sprint: a space between operands when neither is a string. */
export function sprint(values: readonly Value[]): string {
  let text = ''
  let wasString = true
  for (const value of values) {
    const isString = typeof value === 'string'
    if (text !== '' && !isString && !wasString) text += ' '
    text += printValue(value)
    wasString = isString
  }
  return joined(text)
}

/** fmt.Sprintln. */
export function sprintln(values: readonly Value[]): string {
  return joined(`${values.map(printValue).join(' ')}\n`)
}
