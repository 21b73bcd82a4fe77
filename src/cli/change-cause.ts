import type {FlagMention} from './parse.ts'

/** Flags whose values are credentials, and are not written down. */
const secret = new Set(['token', 'username', 'password'])

/**
 * The command line as `--record` notes it on objects: program, words, arguments, then the flags in their long form, as
 * often and as they were written (genericclioptions' parseCommandArguments).
 */
export function changeCause(
  commandPath: string,
  args: readonly string[],
  given: readonly FlagMention[],
): string {
  const flags = given.map(({name, text}) => `--${name}=${secret.has(name) ? 'CLASSIFIED' : text}`)
  return [commandPath, ...args, ...flags].join(' ')
}
