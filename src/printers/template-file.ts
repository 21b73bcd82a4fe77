import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {FileError} from '../base/go-file-error.ts'

/** The bytes of a template file that `-o jsonpath-file` and its like name, relative to the working folder. */
export function readTemplate(path: string, cwd: string): Buffer {
  try {
    return readFileSync(resolve(cwd, path))
  } catch (error) {
    const operation =
      error instanceof Error && 'syscall' in error && error.syscall === 'read' ? 'read' : 'open'
    throw new Error(`error reading --template ${path}, ${new FileError(operation, path, error).message}`)
  }
}
