import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readlinkSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {errorCode, FileError} from '../base/go-file-error.ts'

/** Makes the folder that a file is to be in, as kubectl does. */
export function makeFolderOf(path: string): void {
  const folder = dirname(path)
  try {
    mkdirSync(folder, {recursive: true, mode: 0o755})
  } catch (error) {
    throw new FileError('mkdir', folder, error)
  }
}

/**
 * Replaces a file's content so that a reader (or a crash) sees the old text or the new, never half:
 * written beside it and renamed over it. A new file has the given mode, an old one keeps its own; a
 * symbolic link stays and its target is replaced. Throws a FileError that names the file by `name`.
 */
export function replaceFile(path: string, name: string, text: string, mode = 0o600): void {
  makeFolderOf(path)
  const target = followLinks(path)
  const old = statIfExists(target)
  try {
    // A file that may not be written is not replaced either.
    if (old !== undefined) closeSync(openSync(target, 'r+'))
    if (!replaceByRename(target, text, old, mode)) writeFileSync(target, text)
  } catch (error) {
    throw new FileError('open', name, error)
  }
}

/** False where the file cannot be renamed over: it is a mount of its own, as containers have them. */
function replaceByRename(target: string, text: string, old: Stats | undefined, mode: number): boolean {
  const temporary = `${target}.${process.pid}.tmp`
  try {
    const file = openSync(temporary, 'wx', mode)
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (old !== undefined) keepOwnerAndMode(temporary, old)
    renameSync(temporary, target)
    return true
  } catch (error) {
    rmSync(temporary, {force: true})
    if (errorCode(error) === 'EBUSY') return false
    throw error
  }
}

function keepOwnerAndMode(path: string, old: Stats): void {
  chmodSync(path, old.mode & 0o7777)
  const own = statSync(path)
  if (own.uid !== old.uid || own.gid !== old.gid) {
    try {
      chownSync(path, old.uid, old.gid)
    } catch {
      // Only root may give a file away; the user who may write it owns it then.
    }
  }
}

function followLinks(path: string): string {
  let current = path
  for (let i = 0; i < 40; i++) {
    try {
      current = resolve(dirname(current), readlinkSync(current))
    } catch {
      return current
    }
  }
  return current
}

function statIfExists(path: string): Stats | undefined {
  return statSync(path, {throwIfNoEntry: false})
}
