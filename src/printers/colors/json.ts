import {paint} from './paint.ts'
import type {Style} from './theme.ts'

/** What is neither a string nor punctuation: numbers, literals, KYAML's keys. */
const word = /[^\s"{}[\],:]+/y
const between = /[\s{}[\],:]+/y
export const number = /^[-+]?(?:\d[\d_]*)?(?:\.\d*)?(?:[eE][-+]?\d+)?$/
export const literals: ReadonlySet<string> = new Set(['true', 'false', 'null'])

/** Paints JSON or KYAML line by line; a string of KYAML may go on in the next line. */
export function jsonPainter(): (line: string) => string {
  let inString = false
  return (line) => {
    let painted = ''
    for (let at = 0; at < line.length;) {
      const isString = inString || line[at] === '"'
      const end = isString ? endOfString(line, inString ? at : at + 1) : endOf(word, line, at)
      if (end === at) {
        const next = endOf(between, line, at)
        painted += paint(undefined, line.slice(at, next))
        at = next
        continue
      }
      const text = line.slice(at, end)
      painted += paint(line[end] === ':' ? 'key' : isString ? 'text' : styleOfWord(text), text)
      inString = isString && !isClosed(line, at, end, inString)
      at = end
    }
    return painted
  }
}

function endOf(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(line) ? pattern.lastIndex : at
}

/** After the closing quotation mark of a string whose text begins at `from`, or the end of the line. */
function endOfString(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 1)) {
    if (!isEscaped(line, at, from)) return at + 1
  }
  return line.length
}

function isClosed(line: string, start: number, end: number, goesOn: boolean): boolean {
  const last = end - 1
  const first = goesOn ? start : start + 1
  return last >= first && line[last] === '"' && !isEscaped(line, last, first)
}

function isEscaped(line: string, at: number, from: number): boolean {
  let before = at
  while (before > from && line[before - 1] === '\\') before--
  return (at - before) % 2 === 1
}

function styleOfWord(text: string): Style | undefined {
  if (literals.has(text)) return 'literal'
  return text.length < 400 && /\d/.test(text) && number.test(text) ? 'number' : undefined
}
