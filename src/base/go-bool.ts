import {goQuote} from './go-quote.ts'

const truths: ReadonlySet<string> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True'])
const lies: ReadonlySet<string> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False'])

/** A boolean as Go's strconv.ParseBool reads it, undefined for any other text. */
export function readGoBool(text: string): boolean | undefined {
  if (truths.has(text)) return true
  return lies.has(text) ? false : undefined
}

/** Go's strconv.ParseBool. Throws its text. */
export function parseGoBool(text: string): boolean {
  const value = readGoBool(text)
  if (value === undefined) throw new Error(`strconv.ParseBool: parsing ${goQuote(text)}: invalid syntax`)
  return value
}
