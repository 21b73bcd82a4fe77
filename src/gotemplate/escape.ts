import {toBytes} from './bytes.ts'

const html: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

/** `html` (text/template's HTMLEscapeString). */
export function escapeHTML(text: string): string {
  // eslint-disable-next-line no-control-regex -- NUL is one of them
  return text.replace(/[\0"'&<>]/g, (character) => html[character]!)
}

const js: Readonly<Record<string, string>> = {'\\': '\\\\', "'": "\\'", '"': '\\"'}
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const jsSpecial = /[\\'"<>&=\0-\x1f]|(?![\udc80-\udcff])[^\0-\x7f]/gu

/** `js` (text/template's JSEscapeString). */
export function escapeJS(text: string): string {
  return text.replace(jsSpecial, (character) => {
    const code = character.codePointAt(0)!
    if (code >= 0x80 && !/[\p{C}\p{Z}]/u.test(character)) return character
    return js[character] ?? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
  })
}

/** `urlquery` (net/url's QueryEscape). */
export function escapeQuery(text: string): string {
  if (/^[A-Za-z0-9\-_.~]*$/.test(text)) return text
  let result = ''
  for (const byte of toBytes(text)) {
    const character = String.fromCharCode(byte)
    if (/[A-Za-z0-9\-_.~]/.test(character)) result += character
    else result += byte === 32 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return result
}
