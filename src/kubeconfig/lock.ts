import {closeSync, linkSync, openSync, renameSync, rmSync, statSync, unlinkSync} from 'node:fs'
import {errorCode, FileError, isNotExist} from '../base/go-file-error.ts'
import {withHint} from '../base/errors.ts'
import {sleep} from '../base/sleep.ts'
import {makeFolderOf} from './write.ts'

/** A kubeconfig is locked for milliseconds; a lock this old was left behind by a process that died. */
const staleAfter = 60_000
/** How long to wait for another process, and how often to look. */
const patience = 2_000
const pause = 20

export interface LockOptions {
  now(): number
  /** Says what was done about a stale lock. */
  warn(message: string): void
}

/**
 * Takes the lock `<path>.lock` that kubectl takes before it writes, and gives the function that gives
 * it back. Waits a moment for another process, removes a lock that was left behind, and else throws
 * kubectl's `open <path>.lock: file exists`. `name` is the file as the user wrote it.
 */
export async function lockFile(path: string, name: string, options: LockOptions): Promise<() => void> {
  makeFolderOf(path)
  const lock = `${path}.lock`
  const end = options.now() + patience
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx', 0))
      return () => rmSync(lock, {force: true})
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw new FileError('open', `${name}.lock`, error)
      if (removeStale(lock, options)) {
        options.warn(`removed the stale lock ${name}.lock`)
        continue
      }
      if (options.now() >= end) throw held(name, error)
    }
    await sleep(pause)
  }
}

function held(name: string, cause: unknown): Error {
  return withHint(
    new FileError('open', `${name}.lock`, cause),
    `another process is changing ${name}; if none is, remove ${name}.lock`,
  )
}

/** Removes the lock if it is old. Two processes that try it at once do not remove a fresh lock of a third. */
function removeStale(lock: string, {now}: LockOptions): boolean {
  try {
    const seen = statSync(lock)
    if (now() - seen.mtimeMs < staleAfter) return false
    const aside = `${lock}.${process.pid}.stale`
    renameSync(lock, aside)
    const isTheOne = statSync(aside).ino === seen.ino
    if (!isTheOne) linkSync(aside, lock)
    unlinkSync(aside)
    return isTheOne
  } catch (error) {
    // Gone already: its owner, or another process, was quicker.
    if (isNotExist(error)) return false
    throw error
  }
}
