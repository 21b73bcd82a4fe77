import type {WrittenArguments} from './parse.ts'

/** Flags whose values are credentials, and are not written down. */
const secret = new Set(['token', 'username', 'password'])

/**
 * The command line as `--record` notes it on objects: program, words, arguments, then the flags in their long form, as
 * often and as they were written (genericclioptions' parseCommandArguments). Nothing where the words of an alias were
 * needed to make sense of it.
 */
export function changeCause(commandPath: string, written: WrittenArguments | undefined): string {
  if (written === undefined) return ''
  const {args, mentions} = written
  const flags = mentions.map(({name, text}) => `--${name}=${secret.has(name) ? 'CLASSIFIED' : text}`)
  return [commandPath, ...args, ...flags].join(' ')
}
