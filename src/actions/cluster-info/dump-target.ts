import {closeSync, mkdirSync, openSync, statSync, writeSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {FileError} from '../../base/go-file-error.ts'
import type {Output} from '../../base/io.ts'

/** Where a dump goes: one stream, or files below a folder. */
export interface DumpTarget {
  /** Runs `write` with the output for the part of this name, `kube-system/pods`. */
  part(
    segments: readonly string[],
    extension: string,
    write: (out: Output) => void | Promise<void>,
  ): Promise<void>
}

/** All parts one after the other. */
export function streamTarget(out: Output): DumpTarget {
  return {
    async part(_segments, _extension, write) {
      await write(out)
    },
  }
}

/**
 * A file per part. Dumps hold what not everybody may see: folders and files are for their owner only.
 * Throws for a name that would lead out of the folder, and when a file cannot be written.
 */
export function folderTarget(folder: string, cwd: string): DumpTarget {
  return {
    async part(segments, extension, write) {
      const unsafe = segments.find((segment) => /[/\\\0]/.test(segment) || /^\.{0,2}$/.test(segment))
      if (unsafe !== undefined) throw new Error(`not a name for a file: ${JSON.stringify(unsafe)}`)
      const path = `${join(folder, ...segments)}${extension}`
      makeFolder(dirname(path), cwd)
      const file = openFile(path, cwd)
      try {
        await write(fileOutput(file, path))
      } finally {
        closeSync(file)
      }
    },
  }
}

/** Makes the folder and those above it; says which of them is no folder (Go's os.MkdirAll). */
function makeFolder(path: string, cwd: string): void {
  const kind = statSync(resolve(cwd, path), {throwIfNoEntry: false})
  if (kind?.isDirectory()) return
  if (kind !== undefined) throw new FileError('mkdir', path, {code: 'ENOTDIR'})
  if (dirname(path) !== path) makeFolder(dirname(path), cwd)
  try {
    mkdirSync(resolve(cwd, path), {mode: 0o700})
  } catch (error) {
    throw new FileError('mkdir', path, error)
  }
}

function openFile(path: string, cwd: string): number {
  try {
    return openSync(resolve(cwd, path), 'w', 0o600)
  } catch (error) {
    throw new FileError('open', path, error)
  }
}

function fileOutput(file: number, path: string): Output {
  return {
    isTerminal: false,
    write(chunk) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
      } catch (error) {
        throw new FileError('write', path, error)
      }
    },
  }
}
