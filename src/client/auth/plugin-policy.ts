import {basename} from 'node:path'
import type {Host} from '../../base/host.ts'
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
  if (program === undefined) {
    throw new Error(
      `plugin path ${goQuote(command)} cannot be resolved for credential plugin allowlist check: ${notFound(command)}`,
    )
  }
  const named = allowlist.filter((entry) => basename(entry) === basename(program))
  if (allowlist.includes(program) || named.some((entry) => resolved(entry, host) === program)) return
  throw new Error(`plugin path ${goQuote(program)} is not permitted by the credential plugin allowlist`)
}

/** A path is itself, a bare name is looked for. */
function resolved(command: string, host: Host): string | undefined {
  return isProgramPath(command, host.platform) ? command : lookPath(command, host)
}

function notFound(command: string): string {
  return `exec: ${goQuote(command)}: executable file not found in $PATH`
}
