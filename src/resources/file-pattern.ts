import {readdir, lstat} from 'node:fs/promises'
import {sortKeys} from '../yaml/json.ts'
import {basename, dirname, join, resolve} from 'node:path'

/**
 * The paths a pattern matches, sorted per folder (Go's filepath.Glob): `*`, `?` and `[a-z]` within a
 * path element, `\` before a literal character. Relative to `cwd`. Throws BadPatternError.
 */
export async function globFiles(pattern: string, cwd: string): Promise<string[]> {
  matchName(pattern, '') // checks the syntax first, as filepath.Glob does
  if (!hasMeta(pattern)) return (await exists(resolve(cwd, pattern))) ? [pattern] : []
  const folder = dirname(pattern)
  const folders = hasMeta(folder) && folder !== pattern ? await globFiles(folder, cwd) : [folder]
  const element = basename(pattern)
  const found: string[] = []
  for (const dir of folders) {
    const names = await readdir(resolve(cwd, dir)).catch(() => [])
    const matching = sortKeys([...names]).filter((name) => matchName(element, name))
    // "a/*" keeps its folder as typed; "*" alone has none.
    found.push(...matching.map((name) => (pattern.includes('/') ? join(dir, name) : name)))
  }
  return found
}

/** The pattern has an unclosed or empty bracket or ends in a backslash. */
export class BadPatternError extends Error {
  override name = 'BadPatternError'
  constructor() {
    super('syntax error in pattern')
  }
}

function hasMeta(path: string): boolean {
  return /[*?[\\]/.test(path)
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Whether the whole name matches (Go's filepath.Match, for one path element). */
export function matchName(pattern: string, name: string): boolean {
  return toRegExp(pattern).test(name)
}

function toRegExp(pattern: string): RegExp {
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!
    if (char === '*') source += '[^/]*'
    else if (char === '?') source += '[^/]'
    else if (char === '\\') source += literal(pattern[++i])
    else if (char === '[') {
      const {text, end} = readClass(pattern, i)
      source += text
      i = end
    } else source += literal(char)
  }
  return new RegExp(`^${source}$`, 'su')
}

function literal(char: string | undefined): string {
  if (char === undefined) throw new BadPatternError()
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char
}

function classLiteral(char: string | undefined): string {
  return char === '-' ? '\\-' : literal(char)
}

/** Reads `[a-z]` or `[^a-z]` that starts at the index. */
function readClass(pattern: string, start: number): {text: string; end: number} {
  let i = start + 1
  let body = ''
  const negated = pattern[i] === '^'
  if (negated) i++
  for (let ranges = 0; ; ranges++) {
    if (pattern[i] === ']' && ranges > 0) break
    if (pattern[i] === ']' || pattern[i] === '-') throw new BadPatternError()
    if (pattern[i] === '\\') i++
    const low = classLiteral(pattern[i++])
    if (pattern[i] !== '-') {
      body += low
      continue
    }
    if (pattern[++i] === '\\') i++
    if (pattern[i] === ']') throw new BadPatternError()
    body += `${low}-${classLiteral(pattern[i++])}`
  }
  return {text: `[${negated ? '^' : ''}${body}]`, end: i}
}
