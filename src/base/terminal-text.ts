/** What could move the cursor or change how a terminal looks. */
const unsafe = /[\x1b\r]/g
/** What ends the text of a table cell; a form feed is a line break for the tab writer. */
const lineBreak = /[\f\n\r]/
const special = /[\f\n\r\x1b]/

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
