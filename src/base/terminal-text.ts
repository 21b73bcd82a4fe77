/** What `escapeTerminal` changes, and what cuts a table cell. */
const unsafe = /[\x1b\r]/g

/**
 * Makes text from a server harmless for a terminal as kubectl does (cli-runtime's EscapeTerminal):
 * escape becomes `^[` and carriage return `\r`. Line breaks stay.
 */
export function escapeTerminal(text: string): string {
  return text.replace(unsafe, (character) => (character === '\r' ? '\\r' : '^['))
}

/**
 * The text of a table cell: up to its first line break, with `...` in place of the rest, and escaped
 * (cli-runtime tableprinter.go appendCellValue).
 */
export function escapeCell(text: string): string {
  if (!special.test(text)) return text
  const end = text.search(lineBreak)
  return end < 0 ? escapeTerminal(text) : `${escapeTerminal(text.slice(0, end))}...`
}

const special = /[\f\n\r\x1b]/
const lineBreak = /[\f\n\r]/
