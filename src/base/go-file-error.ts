/** What Go (and so kubectl) calls the error numbers that file operations meet. */
const goTexts: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'device or resource busy',
  EEXIST: 'file exists',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'file name too long',
  ENOENT: 'no such file or directory',
  ENOSPC: 'no space left on device',
  ENOTDIR: 'not a directory',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
}

/** A failed file operation, worded as Go's *PathError: `open x: no such file or directory`. */
export class FileError extends Error {
  override name = 'FileError'
  /** `ENOENT` and so on. */
  readonly code: string
  constructor(operation: string, path: string, cause: unknown) {
    const code = errorCode(cause)
    super(`${operation} ${path}: ${goTexts[code] ?? (cause instanceof Error ? cause.message : code)}`)
    this.code = code
  }
}

/** The `ENOENT`-like code of what a node:fs call threw, '' when it has none. */
export function errorCode(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return ''
  return typeof thrown.code === 'string' ? thrown.code : ''
}

/** Whether the failure means that the file is not there (Go's os.IsNotExist). */
export function isNotExist(thrown: unknown): boolean {
  return errorCode(thrown) === 'ENOENT'
}
