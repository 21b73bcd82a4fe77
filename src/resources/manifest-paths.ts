import {lstat, readdir, stat} from 'node:fs/promises'
import {extname, join, resolve} from 'node:path'
import {sortKeys} from '../yaml/json.ts'
import {goQuote} from '../base/go-quote.ts'
import {messageOf} from '../base/errors.ts'
import {FileError, isNotExist} from '../base/go-file-error.ts'

/** The extensions that are read in a folder; a file named outright may have any. */
export const manifestExtensions: readonly string[] = ['.json', '.yaml', '.yml']

/** What a `-f` argument stands for. */
export interface ExpandedPath {
  /** The name itself, or what it matched as a pattern. */
  readonly matches: readonly string[]
  readonly files: readonly string[]
  readonly errors: readonly Error[]
}

/**
 * The files behind one `-f` path or pattern (Builder.FilenameParam and Path). `cwd` is where relative
 * names start; the names given back are as kubectl shows them.
 */
export async function expandPath(path: string, recursive: boolean, cwd: string): Promise<ExpandedPath> {
  const {matches, error} = await expandPattern(path, cwd)
  if (error !== undefined) return {matches, files: [], errors: [error]}
  const files: string[] = []
  const errors: Error[] = []
  for (const match of matches) {
    try {
      await stat(resolve(cwd, match)).catch((e: unknown) => {
        if (isNotExist(e)) throw missing(match)
        throw new Error(
          `the path ${goQuote(match)} cannot be accessed: ${new FileError('stat', match, e).message}`,
        )
      })
      await walk(match, match, recursive, cwd, files)
    } catch (e) {
      errors.push(e as Error)
    }
  }
  return {matches, files, errors}
}

/** kubectl's sentence for folders that hold nothing to read. */
export function nothingToRead(matches: readonly string[]): Error {
  const known = manifestExtensions.join(' ')
  return new Error(`error reading [${matches.join(' ')}]: recognized file extensions are [${known}]`)
}

/** The name itself when it exists, else what it matches as a pattern. */
async function expandPattern(
  path: string,
  cwd: string,
): Promise<{matches: readonly string[]; error?: Error}> {
  const there =
    path !== '' &&
    (await stat(resolve(cwd, path)).then(
      () => true,
      (e: unknown) => !isNotExist(e),
    ))
  if (there) return {matches: [path]}
  const {globFiles} = await import('./file-pattern.ts')
  try {
    const matches = await globFiles(path, cwd)
    return matches.length > 0 ? {matches} : {matches, error: missing(path)}
  } catch (e) {
    return {matches: [], error: new Error(`pattern ${goQuote(path)} is not valid: ${messageOf(e)}`)}
  }
}

function missing(path: string): Error {
  return new Error(`the path ${goQuote(path)} does not exist`)
}

/** Collects files in filepath.Walk's order: names sorted, links to folders not followed. */
async function walk(
  root: string,
  path: string,
  recursive: boolean,
  cwd: string,
  files: string[],
): Promise<void> {
  const info = await lstat(resolve(cwd, path)).catch((e: unknown) => {
    throw readError(root, new FileError('lstat', path, e))
  })
  if (!info.isDirectory()) {
    if (path === root || manifestExtensions.includes(extname(path))) files.push(path)
    return
  }
  if (path !== root && !recursive) return
  const names = await readdir(resolve(cwd, path)).catch((e: unknown) => {
    throw readError(root, new FileError('open', path, e))
  })
  for (const name of sortKeys(names)) await walk(root, join(path, name), recursive, cwd, files)
}

function readError(root: string, error: Error): Error {
  return new Error(`error reading ${goQuote(root)}: ${error.message}`)
}
