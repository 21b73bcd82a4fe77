import type {Output} from './io.ts'

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
 * What a terminal obeys or hides: control characters, marks and overrides of the writing direction (they make text
 * read differently from what it is), characters without a width, separators of lines, and tags.
 */
const control =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/**
 * Makes text harmless for a terminal where kubectl does nothing about it: every character that is obeyed or hidden
 * is shown, as `^G`, `<9B>` or `<U+202E>`; line breaks and tabs stay.
 */
export function escapeControls(text: string): string {
  return text.replace(control, shown)
}

function shown(character: string): string {
  if (character === '\r') return '\\r'
  const code = character.codePointAt(0)!
  if (code < 0x80) return `^${String.fromCharCode(code ^ 0x40)}`
  const hex = code.toString(16).toUpperCase()
  return code < 0xa0 ? `<${hex}>` : `<U+${hex.padStart(4, '0')}>`
}

/** Where to write text from a server: to a terminal it goes escaped, elsewhere as it is. */
export function harmless(out: Output): Output {
  if (!isShown(out)) return out
  return {
    isTerminal: out.isTerminal,
    columns: out.columns,
    write: (chunk) =>
      out.write(escapeControls(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())),
  }
}

/** Whether text that is written there is looked at: on a terminal, or wherever colours were asked for. */
export function isShown(out: Output): boolean {
  return out.isTerminal || out.colors !== undefined
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
