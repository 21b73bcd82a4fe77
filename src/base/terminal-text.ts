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

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/**
 * Makes text harmless for a terminal where kubectl does nothing about it: every control character is
 * shown, as `^G` or `<9B>`; line breaks and tabs stay.
 */
export function escapeControls(text: string): string {
  return text.replace(control, (character) => {
    if (character === '\r') return '\\r'
    const code = character.charCodeAt(0)
    if (code < 0x80) return `^${String.fromCharCode(code ^ 0x40)}`
    return `<${code.toString(16).toUpperCase()}>`
  })
}

const color = /(\u001b\[[0-9;]*m)/

/** The same for all that goes to a terminal: colours are let through, because kctl writes them itself. */
export function escapeAllButColors(text: string): string {
  if (text.search(control) < 0) return text
  return text
    .split(color)
    .map((part, at) => (at % 2 === 1 ? part : escapeControls(part)))
    .join('')
}

/** Where to write text from a server: to a terminal it goes escaped, elsewhere as it is. */
export function harmless(out: Output): Output {
  if (!out.isTerminal) return out
  return {
    isTerminal: true,
    columns: out.columns,
    write: (chunk) =>
      out.write(escapeControls(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())),
  }
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
