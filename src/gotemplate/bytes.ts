/**
 * Go's strings are bytes. Here a string is text in which each byte that is no part of valid UTF-8 stands as the
 * lone surrogate U+DC00 + byte, so that text stays a plain string and no byte is lost.
 */

const stray = /[\udc80-\udcff]/u
const strays = /[\udc80-\udcff]/gu
const nonASCII = /[^\0-\x7f]/

/** Whether the text holds bytes that are no UTF-8. */
export function hasStrayBytes(text: string): boolean {
  return nonASCII.test(text) && stray.test(text)
}

/** The bytes of the text. */
export function toBytes(text: string): Buffer {
  if (!hasStrayBytes(text)) return Buffer.from(text)
  const parts: Buffer[] = []
  let from = 0
  for (const match of text.matchAll(strays)) {
    parts.push(Buffer.from(text.slice(from, match.index)), Buffer.from([match[0].charCodeAt(0) - 0xdc00]))
    from = match.index + 1
  }
  parts.push(Buffer.from(text.slice(from)))
  return Buffer.concat(parts)
}

/** The text of these bytes. */
export function fromBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = buffer.toString()
  if (!text.includes('\ufffd')) return text
  let result = ''
  for (let at = 0; at < buffer.length;) {
    const length = runeLength(buffer, at)
    result +=
      length === 0 ? String.fromCharCode(0xdc00 + buffer[at]!) : buffer.toString('utf8', at, at + length)
    at += length || 1
  }
  return result
}

/** The text after parts were put together: bytes that make a character only now are that character. */
export function joined(text: string): string {
  return hasStrayBytes(text) ? fromBytes(toBytes(text)) : text
}

/** Go's `len` of a string. */
export function byteLength(text: string): number {
  if (!nonASCII.test(text)) return text.length
  return hasStrayBytes(text) ? toBytes(text).length : Buffer.byteLength(text)
}

/** Go's `text[start:end]`. */
export function byteSlice(text: string, start: number, end: number): string {
  return nonASCII.test(text) ? fromBytes(toBytes(text).subarray(start, end)) : text.slice(start, end)
}

/** The length of the valid UTF-8 sequence that starts there, 0 where none does. */
function runeLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0
  let code = first & (0xff >> (length + 1))
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index]!
    if ((byte & 0xc0) !== 0x80) return 0
    code = (code << 6) | (byte & 0x3f)
  }
  const least = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80
  return code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0 : length
}
