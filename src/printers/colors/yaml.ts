import {literals, number} from './json.ts'
import {paint} from './paint.ts'
import type {Style} from './theme.ts'

const indentation = /^ */
const dashes = /^(?:- )*/

/** Paints YAML as kctl writes it, line by line: keys, texts (those of several lines too), numbers, literals. */
export function yamlPainter(): (line: string) => string {
  /** Lines that stand further to the right belong to the text before them. */
  let textIndent = Infinity
  return (line) => {
    const indent = indentation.exec(line)![0].length
    if (indent > textIndent || (line === '' && textIndent !== Infinity)) return paint('text', line)
    textIndent = Infinity
    if (line === '---') return paint('faint', line)
    const itemAt = indent + dashes.exec(line.slice(indent))![0].length
    const keyEnd = endOfKey(line, itemAt)
    const valueAt = keyEnd < 0 ? itemAt : Math.min(keyEnd + 2, line.length)
    const value = line.slice(valueAt)
    if (value !== '') textIndent = keyEnd < 0 ? itemAt - 2 : itemAt
    const key = keyEnd < 0 ? '' : paint('key', line.slice(itemAt, keyEnd)) + line.slice(keyEnd, valueAt)
    return line.slice(0, itemAt) + key + paint(styleOfValue(value), value)
  }
}

/** Where the colon after the key is; -1 when the line holds a value only. */
function endOfKey(line: string, from: number): number {
  const quote = line[from]
  const start = quote === '"' || quote === "'" ? line.indexOf(quote, from + 1) : from
  if (start < 0) return -1
  const colon = line.indexOf(': ', start)
  // The colon after a quoted key follows it at once.
  if (start > from)
    return line[start + 1] === ':' && (colon === start + 1 || start + 2 === line.length) ? start + 1 : -1
  if (colon >= 0) return colon
  return line.endsWith(':') ? line.length - 1 : -1
}

function styleOfValue(value: string): Style | undefined {
  if (value === '' || value === '[]' || value === '{}' || value === '-') return undefined
  if (literals.has(value)) return 'literal'
  return value.length < 400 && /\d/.test(value) && number.test(value) ? 'number' : 'text'
}
