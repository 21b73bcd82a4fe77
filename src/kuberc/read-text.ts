import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {errorCode, FileError} from '../base/go-file-error.ts'

/** The text of a preferences file, the name as the user wrote it. Throws a FileError. */
export function readKubercText(name: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, name), 'utf8')
  } catch (error) {
    throw new FileError(errorCode(error) === 'EISDIR' ? 'read' : 'open', name, error)
  }
}
