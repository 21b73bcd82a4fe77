const named: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
}

/** What Go does not print as it is: control, format, unassigned and surrogate characters, and any space but ' '. */
const unprintable = /[\\"]|(?! )[\p{C}\p{Z}]/gu

/** The text in double quotes as Go's `%q` (strconv.Quote) writes it; most of kubectl's messages use it. */
export function goQuote(text: string): string {
  return `"${text.replace(unprintable, escapeRune)}"`
}

function escapeRune(rune: string): string {
  const short = named[rune]
  if (short !== undefined) return short
  const code = rune.codePointAt(0)!
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}

/** The first character's code as Go's `%U` writes it: `U+0023`. */
export function goCodePoint(text: string): string {
  return `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
