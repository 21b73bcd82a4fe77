import {normalize} from 'node:path'
import {goQuote} from '../base/go-quote.ts'
import type {PluginPolicy} from './preference.ts'

/** Throws what is wrong with a policy in itself (client-go's ValidatePluginPolicy). */
export function checkPluginPolicy({type, allowlist}: PluginPolicy): void {
  if (type === 'Allowlist') checkAllowlist(allowlist)
  else if (type !== '' && type !== 'AllowAll' && type !== 'DenyAll') {
    throw new Error(`unknown plugin policy: ${goQuote(type)}`)
  } else if (allowlist !== undefined) {
    throw new Error(
      `misconfigured credential plugin allowlist: plugin policy is ${goQuote(type)} but allowlist is non-nil`,
    )
  }
}

function checkAllowlist(allowlist: PluginPolicy['allowlist']): void {
  const policy = 'credential plugin policy set to "Allowlist"'
  if (allowlist === undefined) throw new Error(`${policy}, but allowlist is unspecified`)
  if (allowlist.length === 0) {
    throw new Error(`${policy}, but allowlist is empty; use "DenyAll" policy instead`)
  }
  const empty = allowlist.indexOf('')
  if (empty >= 0) {
    throw new Error(`misconfigured credential plugin allowlist: empty allowlist entry #${empty + 1}`)
  }
  const unclean = allowlist.find((command) => cleanPath(command) !== command)
  if (unclean !== undefined) {
    throw new Error(`non-normalized file path: ${goQuote(unclean)} vs ${goQuote(cleanPath(unclean))}`)
  }
}

/** Go's filepath.Clean. */
function cleanPath(path: string): string {
  return normalize(path).replace(/(?<=.)\/$/, '')
}
