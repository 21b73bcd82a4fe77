import type {PrefixWriter} from './prefix-writer.ts'

/** One requirement of a term, `key in`, and its values. */
export interface Requirement {
  readonly text: string
  readonly values: readonly string[]
}

/** A numbered term of a node or topology selector, one requirement to a line. */
export function writeTerm(
  w: PrefixWriter,
  level: number,
  index: number,
  requirements: readonly Requirement[],
): void {
  w.write(level, `Term ${index}:\t`)
  if (requirements.length === 0) w.line('<none>')
  for (const [at, {text, values}] of requirements.entries()) {
    if (at > 0) w.write(level, '\t')
    w.write(0, `${text}${values.length > 0 ? ` [${values.join(', ')}]` : ''}\n`)
  }
}
