import {accessSync, constants, type Stats, statSync} from 'node:fs'
import {basename, resolve} from 'node:path'
import type {Host} from '../../base/host.ts'
import {messageOf} from '../../base/errors.ts'
import {FileError} from '../../base/go-file-error.ts'
import {goQuote} from '../../base/go-quote.ts'
import {isProgramPath, lookPath} from '../../base/look-path.ts'
import type {PluginPolicy} from '../../kuberc/preference.ts'

/**
 * Throws unless the user's preferences let the plugin run (client-go's updateCommandAndCheckAllowlistLocked).
 * Commands match as they are written, or when they lead to the same program.
 */
export function allowPlugin({type, allowlist = []}: PluginPolicy, command: string, host: Host): void {
  if (type === 'DenyAll') throw new Error(`plugin ${goQuote(command)} not allowed: policy set to "DenyAll"`)
  if (type !== 'Allowlist' || allowlist.includes(command)) return
  const program = resolved(command, host)
  const named = allowlist.filter((entry) => basename(entry) === basename(program))
  if (allowlist.includes(program) || named.some((entry) => leadsTo(entry, program, host))) return
  throw new Error(`plugin path ${goQuote(program)} is not permitted by the credential plugin allowlist`)
}

function resolved(command: string, host: Host): string {
  try {
    return programOf(command, host)
  } catch (error) {
    throw new Error(
      `plugin path ${goQuote(command)} cannot be resolved for credential plugin allowlist check: ` +
        `exec: ${goQuote(command)}: ${messageOf(error)}`,
    )
  }
}

function leadsTo(entry: string, program: string, host: Host): boolean {
  try {
    return programOf(entry, host) === program
  } catch {
    return false
  }
}

/** A path is itself where it can be run, a bare name is looked for (Go's exec.LookPath). Throws Go's reason. */
function programOf(command: string, host: Host): string {
  if (isProgramPath(command, host.platform)) {
    checkExecutable(command, resolve(host.cwd, command))
    return command
  }
  const found = lookPath(command, host)
  if (found === undefined) throw new Error('executable file not found in $PATH')
  return found
}

function checkExecutable(name: string, file: string): void {
  if (stat(name, file).isDirectory()) throw new Error('is a directory')
  try {
    accessSync(file, constants.X_OK)
  } catch {
    throw new Error('permission denied')
  }
}

function stat(name: string, file: string): Stats {
  try {
    return statSync(file)
  } catch (error) {
    throw new FileError('stat', name, error)
  }
}
