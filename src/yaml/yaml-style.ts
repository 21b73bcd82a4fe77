import {rereadJSONString} from './reread.ts'
import {resolvePlain} from './yaml-scalar.ts'

/** Where goyaml begins to look for a space to break the line at. */
const bestWidth = 80
/** Keys longer than this, in bytes, are written after a `?`. */
const maxSimpleKey = 128

/** Whether a key cannot stand before its colon and needs the form with `? ` instead. */
export function isLongKey(key: string): boolean {
  if (key.length < 43 && !lineBreak.test(key)) return false
  return lineBreak.test(key) || Buffer.byteLength(key) > maxSimpleKey
}

const lineBreak = /[\r\n\u0085\u2028\u2029]/

/** Strings that are the same plain and quoted, as most are; what looks like another type is sorted out after. */
const simple = /^[A-Za-z/_$(<=;^\\][!-~]*(?: [!-"$-~][!-~]*)*$/

/**
 * A string as goyaml.v2's emitter writes it in block context: plain where it can be, else in quotes, or as a
 * literal block when it has several lines. It begins in `column`, its further lines at `indent`; keys have no
 * `indent`, for they stay on one line.
 * Throws for characters that goyaml does not read, as kubectl does when it meets them.
 */
export function scalarText(text: string, column: number, indent: number | undefined): string {
  if (simple.test(text) && (indent === undefined || column + text.length <= bestWidth)) {
    if (!text.includes(': ') && !text.endsWith(':')) return resolvePlain(text) ? `"${text}"` : text
  }
  const value = rereadJSONString(text)
  switch (styleOf(value, indent === undefined)) {
    case 'plain':
      return foldPlain(value, column, indent)
    case 'single':
      return `'${foldPlain(value.replaceAll("'", "''"), column + 1, indent, true)}'`
    case 'literal':
      return literal(value, indent ?? 2)
    default:
      return doubleQuoted(value, column, indent)
  }
}

/** Whether a scalar's text has ended its line itself, as literal blocks can. */
export function endsLine(text: string): boolean {
  return text.charCodeAt(0) === 0x7c && /[\n\u2028\u2029]$/.test(text)
}

type Style = 'plain' | 'single' | 'double' | 'literal'

const special = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u
const beyond = /[\u{10000}-\u{10ffff}]/u

function styleOf(text: string, isKey: boolean): Style {
  if (text === '') return 'double'
  const unprintable = special.test(text) || beyond.test(text)
  const spaceThenBreak = / [\n\u2028\u2029]/.test(text)
  if (unprintable || spaceThenBreak) return 'double'
  if (text.includes('\n')) return isKey || text.endsWith(' ') ? 'double' : 'literal'
  if (resolvePlain(text) || isBase60(text)) return 'double'
  const breakThenSpace = /[\u2028\u2029] /.test(text)
  if (breakThenSpace) return 'double'
  return lineBreak.test(text) || /^ | $/.test(text) || needsQuotes(text) ? 'single' : 'plain'
}

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

function isBase60(text: string): boolean {
  return base60.test(text)
}

/** Characters that would mean something to YAML where they stand. */
const indicators = /^(?:[#,[\]{}&*!|>'"%@`]|---|\.\.\.|[?:-](?:[ \t]|$))|:(?:[ \t]|$)|[ \t\u2028\u2029]#/

function needsQuotes(text: string): boolean {
  return indicators.test(text)
}

/** Plain or single-quoted text, broken at single spaces past column 80 and after line separators. */
function foldPlain(text: string, column: number, indent: number | undefined, quoted = false): string {
  if (indent === undefined || (column + text.length <= bestWidth && !lineBreak.test(text))) return text
  const pad = ' '.repeat(indent)
  let result = ''
  let at = column
  let previous = ''
  const runes = [...text]
  for (const [index, rune] of runes.entries()) {
    const last = index === runes.length - 1
    if (
      rune === ' ' &&
      previous !== ' ' &&
      at > bestWidth &&
      runes[index + 1] !== ' ' &&
      (!quoted || (index > 0 && !last))
    ) {
      result += `\n${pad}`
      at = indent
    } else if (rune === '\u2028' || rune === '\u2029') {
      result += rune
      at = 0
    } else {
      if (previous === '\u2028' || previous === '\u2029') {
        result += pad
        at = indent
      }
      result += rune
      at++
    }
    previous = rune
  }
  return result
}

const named: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
}

const escaped = /["\\\n\u2028\u2029]|[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u

function doubleQuoted(text: string, column: number, indent: number | undefined): string {
  let result = '"'
  let at = column + 1
  let previous = ''
  const runes = [...text]
  // goyaml looks for a byte order mark at the start of the string, whatever character it is about to write.
  const escapesAll = text.startsWith('\ufeff')
  for (const [index, rune] of runes.entries()) {
    if (escapesAll || escaped.test(rune)) {
      const escape = escapeRune(rune)
      result += escape
      at += escape.length
      previous = ''
      continue
    }
    const mayBreak = rune === ' ' && previous !== ' ' && indent !== undefined && at > bestWidth
    if (mayBreak && index > 0 && index < runes.length - 1) {
      const more = runes[index + 1] === ' ' ? '\\' : ''
      result += `\n${' '.repeat(indent)}${more}`
      at = indent + more.length
    } else {
      result += rune
      at++
    }
    previous = rune
  }
  return `${result}"`
}

function escapeRune(rune: string): string {
  const short = named[rune]
  if (short !== undefined) return `\\${short}`
  const code = rune.codePointAt(0)!
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** Several lines as they are, indented; the sign after the bar tells how many line breaks the end has. */
function literal(text: string, indent: number): string {
  const pad = ' '.repeat(indent)
  const hint = /^[ \n\u2028\u2029]/.test(text) ? '2' : ''
  const breaks = /[\n\u2028\u2029]*$/.exec(text)![0].length
  const chomp = breaks === 0 ? '-' : breaks > 1 || text.length === 1 ? '+' : ''
  return `|${hint}${chomp}\n${text.replaceAll(/(^|[\n\u2028\u2029])(?=[^\n\u2028\u2029])/g, `$1${pad}`)}`
}
