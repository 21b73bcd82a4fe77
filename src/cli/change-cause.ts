import {flagName} from './flags.ts'

/** Flags whose values are credentials, and are not written down. */
const secret = new Set(['token', 'username', 'password'])

/**
 * The command line as `--record` notes it on objects: program, words, arguments, flags in their long form
 * (genericclioptions' parseCommandArguments). A flag that was given twice stands where it was first.
 */
export function changeCause(
  commandPath: string,
  args: readonly string[],
  given: ReadonlyMap<string, unknown>,
): string {
  const flags = [...given].flatMap(([key, value]) => mentions(key, value))
  return [commandPath, ...args, ...flags].join(' ')
}

function mentions(key: string, value: unknown): string[] {
  const name = flagName(key)
  if (secret.has(key)) return [`--${name}=CLASSIFIED`]
  return [value].flat().map((one) => `--${name}=${String(one)}`)
}
