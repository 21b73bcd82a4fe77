/** What stands between `%` and the verb. */
export interface Flags {
  width: number | undefined
  precision: number | undefined
  minus: boolean
  plus: boolean
  sharp: boolean
  space: boolean
  zero: boolean
  /** `%#v`: Go syntax. */
  sharpV: boolean
}

/** No flags, those of `%v`. */
export function noFlags(): Flags {
  return {
    width: undefined,
    precision: undefined,
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    sharpV: false,
  }
}

/** The text at its width, which counts characters. */
export function pad(text: string, flags: Flags, zero: boolean = flags.zero): string {
  if (!flags.width) return text
  const missing = flags.width - countRunes(text)
  if (missing <= 0) return text
  if (flags.minus) return text + ' '.repeat(missing)
  return (zero ? '0' : ' ').repeat(missing) + text
}

function countRunes(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
