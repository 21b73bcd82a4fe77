import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'

/** A file found in a cache. */
export interface CachedText {
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly modified: number
}

/**
 * Files that may be lost at any time: nothing here ever fails. Several processes may use the same
 * folder: a file appears whole or not at all. Only the user can read what is written, and what another
 * user left is not read, because it decides where requests go (CVE-2019-11244).
 */
export class CacheFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** The file's content; undefined when there is none, or none that can be trusted. */
  read(name: string): CachedText | undefined {
    let file: number | undefined
    try {
      file = openSync(join(this.path, name), 'r')
      const {uid, mtimeMs} = fstatSync(file)
      // Windows has no user numbers.
      if (process.geteuid !== undefined && uid !== process.geteuid()) return undefined
      return {text: readFileSync(file, 'utf8'), modified: mtimeMs}
    } catch {
      return undefined
    } finally {
      if (file !== undefined) closeSync(file)
    }
  }

  /** Puts a file in place by renaming; tells whether it is there now. */
  write(name: string, content: string): boolean {
    const file = join(this.path, name)
    const temporary = `${file}.${crypto.randomUUID()}.tmp`
    try {
      mkdirSync(dirname(file), {recursive: true, mode: 0o700})
      writeFileSync(temporary, content, {mode: 0o600, flag: 'wx'})
      renameSync(temporary, file)
      return true
    } catch {
      removeQuietly(temporary)
      return false
    }
  }
}

function removeQuietly(file: string): void {
  try {
    unlinkSync(file)
  } catch {
    // It was never made.
  }
}
