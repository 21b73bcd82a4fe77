/**
 * One flag of a command: how it is read, and what help says of it. A command declares a table of them;
 * its keys are the flag names in camel case (`allNamespaces` is `--all-namespaces`).
 */
export interface FlagSpec<T> {
  readonly usage: string
  /** One letter, for `-n`. */
  readonly shorthand?: string
  /** pflag's name of the type: decides how the default is shown. */
  readonly type: string
  readonly initial: T
  /** The default as help shows it. */
  readonly shown: string
  /** What `--flag` without a value means (pflag's NoOptDefVal); such a flag never takes the next word. */
  readonly withoutValue?: string
  readonly hidden?: boolean
  /** Must be given (cobra's MarkFlagRequired). */
  readonly required?: boolean
  /** A notice for stderr when it is given. */
  readonly deprecated?: string
  /** The new value; `before` is the value so far, undefined at the first mention. Throws with pflag's text. */
  read(text: string, before: T | undefined): T
}

// A table holds flags of any type; `FlagValues` recovers each one's own.
// oxlint-disable-next-line typescript/no-explicit-any -- T is invariant in FlagSpec, so unknown does not fit
export type FlagTable = Readonly<Record<string, FlagSpec<any>>>

/** The values of a table's flags. */
export type FlagValues<T extends FlagTable> = {
  readonly [K in keyof T]: T[K] extends FlagSpec<infer V> ? V : never
}

/** What most flags may say besides their usage. */
export interface FlagOptions<T> {
  readonly short?: string
  readonly default?: T
  readonly withoutValue?: string
  readonly hidden?: boolean
  readonly required?: boolean
  readonly deprecated?: string
}

function spec<T>(
  type: string,
  usage: string,
  options: FlagOptions<T>,
  initial: T,
  shown: (value: T) => string,
  read: FlagSpec<T>['read'],
): FlagSpec<T> {
  return {
    type,
    usage,
    initial,
    shown: shown(initial),
    read,
    ...(options.short === undefined ? {} : {shorthand: options.short}),
    ...(options.withoutValue === undefined ? {} : {withoutValue: options.withoutValue}),
    ...(options.hidden === undefined ? {} : {hidden: options.hidden}),
    ...(options.required === undefined ? {} : {required: options.required}),
    ...(options.deprecated === undefined ? {} : {deprecated: options.deprecated}),
  }
}

/** `--flag`, `--flag=false`; strconv.ParseBool's spellings. */
export function bool(usage: string, options: FlagOptions<boolean> = {}): FlagSpec<boolean> {
  return spec('bool', usage, {withoutValue: 'true', ...options}, options.default ?? false, String, readBool)
}

/** A text; the last mention wins. */
export function string(usage: string, options: FlagOptions<string> = {}): FlagSpec<string> {
  return spec('string', usage, options, options.default ?? '', String, (text) => text)
}

/** A whole number; decimal, 0x, 0o, 0b as strconv.ParseInt with base 0. */
export function int(usage: string, options: FlagOptions<number> & {bits?: 32 | 64} = {}): FlagSpec<number> {
  const type = options.bits === 32 ? 'int32' : 'int'
  return spec(type, usage, options, options.default ?? 0, String, (text) => readInt(text, options.bits ?? 64))
}

/** A duration as Go writes it (`1m30s`), in milliseconds. */
export function duration(usage: string, options: FlagOptions<number> = {}): FlagSpec<number> {
  return spec('duration', usage, options, options.default ?? 0, formatDuration, readDuration)
}

/** Repeatable; each mention is one element as it stands. */
export function stringArray(usage: string, options: FlagOptions<readonly string[]> = {}): FlagSpec<readonly string[]> {
  return spec('stringArray', usage, options, options.default ?? [], showList, (text, before) => [...(before ?? []), text])
}

/** Repeatable; each mention is a comma-separated list as CSV. */
export function stringSlice(usage: string, options: FlagOptions<readonly string[]> = {}): FlagSpec<readonly string[]> {
  return spec('stringSlice', usage, options, options.default ?? [], showList, (text, before) => [
    ...(before ?? []),
    ...readCSV(text),
  ])
}

function showList(values: readonly string[]): string {
  return `[${values.join(',')}]`
}

function readBool(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false
  throw new Error(`strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`)
}

/** strconv.ParseInt(text, 0, bits). */
export function readInt(text: string, bits: 32 | 64): number {
  const fail = (why: string) => new Error(`strconv.ParseInt: parsing ${JSON.stringify(text)}: ${why}`)
  const match = /^([+-]?)(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[1-9][0-9_]*)$/.exec(text)
  if (match === null) throw fail('invalid syntax')
  const digits = match[2]!.replaceAll('_', '').replace(/^0(?=[0-7])/, '0o')
  const value = BigInt(digits) * (match[1] === '-' ? -1n : 1n)
  const limit = 1n << BigInt(bits - 1)
  if (value >= limit || value < -limit) throw fail('value out of range')
  return Number(value)
}

const durationUnits: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** time.ParseDuration, in milliseconds. Throws with Go's texts. */
export function readDuration(text: string): number {
  const quoted = JSON.stringify(text)
  const invalid = () => new Error(`time: invalid duration ${quoted}`)
  const [, sign, rest] = /^([+-]?)(.*)$/s.exec(text)!
  if (rest === '0') return 0
  if (rest === '') throw invalid()
  let total = 0
  let left = rest!
  while (left !== '') {
    const match = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(left)
    if (match === null) throw invalid()
    const [whole, number, unit] = match
    if (unit === '') throw new Error(`time: missing unit in duration ${quoted}`)
    const scale = durationUnits[unit!]
    if (scale === undefined) throw new Error(`time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`)
    total += Number(number) * scale
    left = left.slice(whole.length)
  }
  return sign === '-' ? -total : total
}

/** Milliseconds as time.Duration's String: `5s`, `1m0s`, `0s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s'
  const sign = milliseconds < 0 ? '-' : ''
  const total = Math.abs(milliseconds)
  if (total < 1000) return `${sign}${total}ms`
  const hours = Math.floor(total / 3_600_000)
  const minutes = Math.floor((total % 3_600_000) / 60_000)
  const seconds = (total % 60_000) / 1000
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}s`
  return minutes > 0 ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`
}

/** One record of encoding/csv, as pflag reads string slices. */
function readCSV(text: string): string[] {
  if (text === '') return []
  const fields: string[] = []
  let rest = text
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/.exec(rest)
    if (quoted === null && rest.startsWith('"')) {
      throw new Error(`parse error on line 1, column ${rest.length + 1}: extraneous or missing " in quoted-field`)
    }
    const plain = quoted ?? /^([^,]*)(,|$)/.exec(rest)!
    if (quoted === null && plain[1]!.includes('"')) {
      const column = text.length - rest.length + plain[1]!.indexOf('"') + 1
      throw new Error(`parse error on line 1, column ${column}: bare " in non-quoted-field`)
    }
    fields.push(quoted === null ? plain[1]! : plain[1]!.replaceAll('""', '"'))
    rest = rest.slice(plain[0].length)
    if (plain[2] === '') return fields
  }
}

/** `allNamespaces` as `all-namespaces`. */
export function flagName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
