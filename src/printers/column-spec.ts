import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {FileError} from '../base/go-file-error.ts'
import {relaxJSONPath} from '../jsonpath/relaxed.ts'

/** A column that a user asked for: its header and the JSONPath template of its value. */
export interface Column {
  readonly header: string
  readonly path: string
}

/** What Go's `unicode.IsSpace` counts as white space. */
const whitespace = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

/**
 * Columns as `-o custom-columns=HEADER:path,…` names them. Throws kubectl's text when one has no colon
 * or its path cannot be made a template (NewCustomColumnsPrinterFromSpec).
 */
export function parseColumns(spec: string): Column[] {
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':')
    if (colon < 0) {
      throw new Error(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    }
    return {header: part.slice(0, colon), path: relaxJSONPath(part.slice(colon + 1))}
  })
}

/**
 * Columns from a file: a line of headers, a line of paths, both separated by white space; what follows
 * does not count (NewCustomColumnsPrinterFromTemplate). Throws when it cannot be read or lines do not match.
 */
export function readColumns(path: string, cwd: string): Column[] {
  const [headers, paths] = readLines(path, cwd).map(words)
  if (headers === undefined) throw missingLine('header')
  if (paths === undefined) throw missingLine('spec')
  if (headers.length !== paths.length) {
    throw new Error(
      `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
    )
  }
  return headers.map((header, index) => ({header, path: relaxJSONPath(paths[index]!)}))
}

function readLines(path: string, cwd: string): string[] {
  const text = readText(path, cwd)
  if (text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}

function readText(path: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8')
  } catch (error) {
    // A folder can be opened, but has no lines.
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') return ''
    throw new Error(`error reading template ${path}, ${new FileError('open', path, error).message}\n`)
  }
}

function words(line: string): string[] {
  return line.split(whitespace).filter((word) => word !== '')
}

function missingLine(name: string): Error {
  return new Error(
    `invalid template, missing ${name} line. Expected format is one line of space separated headers, ` +
      'one line of space separated column specs.',
  )
}
