import {randomInt} from 'node:crypto'
import {closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {errorCode, FileError} from '../../base/go-file-error.ts'
import type {Host} from '../../base/host.ts'
import {tempFolder} from '../../base/temp-folder.ts'

/** kubectl's own name, so that whatever looks for such files finds those of kctl too. */
const prefix = 'kubectl-edit-'
const attempts = 10_000

/**
 * A new file in the folder for temporary files, which only its owner can read: `kubectl-edit-123.yaml`. It never
 * takes the place of another one. Throws a `FileError`.
 */
export function writeTempFile(host: Host, suffix: string, content: Uint8Array): string {
  const folder = tempFolder(host)
  for (let attempt = 1; ; attempt++) {
    const file = path.join(folder, `${prefix}${randomInt(2 ** 32)}${suffix}`)
    try {
      const descriptor = openSync(path.resolve(host.cwd, file), 'wx', 0o600)
      fill(file, descriptor, content, host)
      return file
    } catch (error) {
      if (errorCode(error) === 'EEXIST' && attempt < attempts) continue
      throw error instanceof FileError ? error : new FileError('open', file, error)
    }
  }
}

function fill(file: string, descriptor: number, content: Uint8Array, host: Host): void {
  try {
    writeFileSync(descriptor, content)
  } catch (error) {
    removeFile(file, host)
    throw new FileError('write', file, error)
  } finally {
    closeSync(descriptor)
  }
}

/** What is in the file now. Throws a `FileError`. */
export function readTempFile(file: string, host: Host): Buffer {
  try {
    return readFileSync(path.resolve(host.cwd, file))
  } catch (error) {
    throw new FileError(errorCode(error) === 'EISDIR' ? 'read' : 'open', file, error)
  }
}

/** Removes the file if it is there. */
export function removeFile(file: string, {cwd}: Host): void {
  rmSync(path.resolve(cwd, file), {force: true})
}

/** Whether the file is there. */
export function fileExists(file: string, {cwd}: Host): boolean {
  return existsSync(path.resolve(cwd, file))
}
