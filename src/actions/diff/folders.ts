import {randomInt} from 'node:crypto'
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {errorCode, FileError} from '../../base/go-file-error.ts'
import type {Host} from '../../base/host.ts'
import {tempFolder} from '../../base/temp-folder.ts'

const attempts = 10_000

/** Two folders for the versions of the objects, one file per object, which only their owner can read. */
export class DiffFolders {
  /** What the server has. */
  readonly live: string
  /** What it would have. */
  readonly merged: string
  private readonly names = new Set<string>()

  /** Throws a FileError when a folder cannot be made; none is left then. */
  constructor(host: Host) {
    this.live = makeFolder('LIVE', host)
    try {
      this.merged = makeFolder('MERGED', host)
    } catch (error) {
      remove(this.live)
      throw error
    }
  }

  /** Writes a file, or replaces it. Throws a FileError. */
  write(folder: string, name: string, text: string): void {
    const file = path.join(folder, name)
    this.names.add(name)
    try {
      // The mode is kubectl's; some diff programs show it.
      writeFileSync(file, text, {mode: 0o700})
    } catch (error) {
      throw new FileError('open', file, error)
    }
  }

  /** Whether there is a file of this name in either folder. */
  has(name: string): boolean {
    return this.names.has(name)
  }

  remove(): void {
    remove(this.live)
    remove(this.merged)
  }
}

/** Go's os.MkdirTemp: `LIVE-123456` in the folder for temporary files. */
function makeFolder(prefix: string, host: Host): string {
  const parent = path.resolve(host.cwd, tempFolder(host))
  for (let attempt = 1; ; attempt++) {
    const folder = path.join(parent, `${prefix}-${randomInt(2 ** 32)}`)
    try {
      mkdirSync(folder, 0o700)
      return folder
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EEXIST' && attempt < attempts) continue
      throw code === 'ENOENT' ? new FileError('stat', parent, error) : new FileError('mkdir', folder, error)
    }
  }
}

/** What cannot be removed is left, as kubectl leaves it. */
function remove(folder: string): void {
  try {
    rmSync(folder, {recursive: true, force: true})
  } catch {
    // The difference has been shown; that is what was asked for.
  }
}
