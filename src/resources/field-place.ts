import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {decodeManifest} from '../yaml/documents.ts'

const shownAtMost = 5

/**
 * Where the fields that a server refused (`unknown field "spec.x"`, `duplicate field …`) stand in the file
 * that the message names: a line for each, undefined when none is found. YAML in block style only: that is
 * what people write by hand.
 */
export function placesOfFields(message: string, cwd: string): string | undefined {
  const file = [...message.matchAll(/error (?:when \w+|validating) "([^"]+)"/g)].at(-1)?.[1]
  if (file === undefined) return undefined
  const text = decodeManifest(readFileSync(resolve(cwd, file)))
  const fields = [...message.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)].map((match) => match[1]!)
  const places = new Map([...new Set(fields)].map((field) => [field, [] as number[]]))
  for (const {path, line} of blockKeys(text)) places.get(path)?.push(line)
  const lines = [...places].flatMap(([field, found]) =>
    found.length > 0 && found.length <= shownAtMost ? found.map((line) => `${file}:${line}: ${field}`) : [],
  )
  return lines.length === 0 ? undefined : lines.join('\n')
}

interface Level {
  readonly indent: number
  readonly name: string
  /** The place in a sequence; undefined for a key. */
  readonly index?: number
}

const keyPattern = /^(?:"([^"]*)"|'([^']*)'|([^\s"'#&*!|>%@`[\]{},][^#]*?))\s*:(?:\s+(.*))?$/

/** Every key of the block mappings in a YAML text, as the API server writes paths: `spec.containers[0].name`. */
function* blockKeys(text: string): Generator<{path: string; line: number}> {
  let levels: Level[] = []
  /** Lines further in than this belong to a block scalar. */
  let scalar = Infinity
  for (const [at, whole] of text.split(/\r?\n/).entries()) {
    if (/^(---|\.\.\.)(\s|$)/.test(whole)) levels = []
    let rest = whole.trimStart()
    let indent = whole.length - rest.length
    if (rest === '' || rest.startsWith('#') || indent > scalar) continue
    scalar = Infinity
    for (let item = /^-(\s+|$)/.exec(rest); item !== null; item = /^-(\s+|$)/.exec(rest)) {
      levels = withItem(levels, indent)
      indent += item[0].length
      rest = rest.slice(item[0].length)
    }
    const key = keyPattern.exec(rest)
    if (key === null) continue
    levels = [...levels.filter((level) => level.indent < indent), {indent, name: key[1] ?? key[2] ?? key[3]!}]
    yield {path: pathOf(levels), line: at + 1}
    if (/^[|>][-+0-9]*(\s|$)/.test(key[4] ?? '')) scalar = indent
  }
}

/** The next item of the sequence at this depth; it may stand as far in as the key that it belongs to. */
function withItem(levels: readonly Level[], indent: number): Level[] {
  const outer = levels.filter(
    (level) => level.indent < indent || (level.indent === indent && level.index === undefined),
  )
  const before = levels.find((level) => level.indent === indent && level.index !== undefined)
  return [...outer, {indent, name: '', index: (before?.index ?? -1) + 1}]
}

function pathOf(levels: readonly Level[]): string {
  return levels.reduce((path, {name, index}) => {
    if (index !== undefined) return `${path}[${index}]`
    return path === '' ? name : `${path}.${name}`
  }, '')
}
