import type {Invocation} from './base-command.ts'
import {flagName} from './flag.ts'

/** Flags whose values are credentials, and are not written down. */
const secret = new Set(['token', 'username', 'password'])

/**
 * The command line as `--record` notes it on objects: program, words, arguments, flags in their long form
 * (genericclioptions' parseCommandArguments). A flag that was given twice stands where it was first.
 */
export function changeCause({commandPath, parsed}: Invocation): string {
  const flags = [...parsed.changed].flatMap((key) => mentions(key, parsed.values[key]))
  return [commandPath, ...parsed.args, ...flags].join(' ')
}

function mentions(key: string, value: unknown): string[] {
  const name = flagName(key)
  if (secret.has(key)) return [`--${name}=CLASSIFIED`]
  return [value].flat().map((one) => `--${name}=${String(one)}`)
}
