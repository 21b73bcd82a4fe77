import type {Output} from './io.ts'

/** The values of `--color`. */
export const colorChoices = ['auto', 'always', 'never'] as const
export type ColorChoice = (typeof colorChoices)[number]

/** Whether a value is one of the values of `--color`. */
export function isColorChoice(value: unknown): value is ColorChoice {
  return (colorChoices as readonly unknown[]).includes(value)
}

/**
 * Whether this output is coloured when nobody says otherwise: a terminal, TERM other than dumb, no NO_COLOR
 * (kubectl's AllowsColorOutput). Variables that force colours (CLICOLOR_FORCE, FORCE_COLOR) are not heeded: they are
 * set for whole sessions, and what a script reads from a pipe must not depend on them.
 */
export function allowsColor(out: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  return out.isTerminal && env['TERM'] !== 'dumb' && env['NO_COLOR'] === undefined
}
