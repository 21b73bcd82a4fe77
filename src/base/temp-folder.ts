import {tmpdir} from 'node:os'
import type {Host} from './host.ts'

/** The folder for temporary files (Go's os.TempDir). */
export function tempFolder({env, platform}: Host): string {
  return platform === 'win32' ? tmpdir() : env['TMPDIR'] || '/tmp'
}
