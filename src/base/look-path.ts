import {accessSync, constants, statSync} from 'node:fs'
import {delimiter, isAbsolute, join} from 'node:path'
import {errorCode} from './go-file-error.ts'
import type {Host} from './host.ts'

/** Whether the program is given by a path, and not by a name to look for in PATH. */
export function isProgramPath(name: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' ? /[/\\:]/.test(name) : name.includes('/')
}

/**
 * Finds the program of a bare name in PATH, undefined when it is not there (Go's exec.LookPath). Folders that
 * depend on the current one do not count, so that nothing lying around there is started.
 */
export function lookPath(name: string, {env, platform}: Host): string | undefined {
  const extensions =
    platform === 'win32' ? ['', ...(env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';')] : ['']
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue
    const file = extensions.map((extension) => join(folder, name + extension)).find(isExecutable)
    if (file !== undefined) return file
  }
  return undefined
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch (error) {
    if (errorCode(error) === '') throw error
    return false
  }
}
