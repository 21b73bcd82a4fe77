import {goQuote} from './go-quote.ts'

/** Nanoseconds of each unit that Go knows. */
const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  '\u00b5s': 1e3,
  '\u03bcs': 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}

/** Milliseconds of a duration as Go's time.ParseDuration reads it (`1h15m30.5s`, `-2m`, `0`). Throws its text. */
export function parseGoDuration(text: string): number {
  const invalid = () => new Error(`time: invalid duration ${goQuote(text)}`)
  const negative = text.startsWith('-')
  let rest = text.replace(/^[-+]/, '')
  if (rest === '0') return 0
  if (rest === '') throw invalid()
  let nanoseconds = 0
  while (rest !== '') {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0]
    if (number === undefined) throw invalid()
    rest = rest.slice(number.length)
    const unit = /^[^.\d]*/.exec(rest)![0]
    if (unit === '') throw new Error(`time: missing unit in duration ${goQuote(text)}`)
    const size = units[unit]
    if (size === undefined)
      throw new Error(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`)
    rest = rest.slice(unit.length)
    nanoseconds += Number(number) * size
    if (nanoseconds > 2 ** 63) throw invalid()
  }
  return (negative ? -nanoseconds : nanoseconds) / 1e6
}

/** A duration in milliseconds as Go prints it: `1m30s`, `1.5s`, `250ms`, `0s` (time.Duration's String). */
export function formatGoDuration(milliseconds: number): string {
  const nanoseconds = Math.round(Math.abs(milliseconds) * 1e6)
  const sign = milliseconds < 0 ? '-' : ''
  if (nanoseconds === 0) return '0s'
  if (nanoseconds < 1e3) return `${sign}${nanoseconds}ns`
  if (nanoseconds < 1e6) return `${sign}${nanoseconds / 1e3}\u00b5s`
  if (nanoseconds < 1e9) return `${sign}${nanoseconds / 1e6}ms`
  const minutes = Math.floor(nanoseconds / 60e9)
  const seconds = `${(nanoseconds % 60e9) / 1e9}s`
  if (minutes === 0) return sign + seconds
  return minutes < 60
    ? `${sign}${minutes}m${seconds}`
    : `${sign}${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`
}
