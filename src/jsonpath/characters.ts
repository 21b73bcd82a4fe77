import {goCodePoint} from '../base/go-quote.ts'

/** What stands for the end of the text among characters. */
export const endOfText = ''

/** A character that ends an identifier or a field name. */
export function isTerminator(character: string): boolean {
  return character === endOfText || terminators.includes(character)
}

const terminators = ' \t\r\n.,[]$@{}'

/** A letter or digit of any script, or an underscore. */
export function isAlphaNumeric(character: string): boolean {
  return /^[_\p{L}\p{Nd}]/u.test(character)
}

/** A decimal digit of any script, Go's unicode.IsDigit. */
export function isDigit(character: string): boolean {
  return /^\p{Nd}/u.test(character)
}

/** The character as Go's `%#U` writes it: `U+0023 '#'`, without the picture when it cannot be shown. */
export function describeCharacter(character: string): string {
  const code = goCodePoint(character)
  const printable = character === ' ' || !/^[\p{C}\p{Z}]/u.test(character)
  return printable ? `${code} '${character}'` : code
}
