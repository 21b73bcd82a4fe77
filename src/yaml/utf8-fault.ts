import {isUtf8} from 'node:buffer'

const leads = [
  {mask: 0x80, bits: 0, least: 0},
  {mask: 0xe0, bits: 0xc0, least: 0x80},
  {mask: 0xf0, bits: 0xe0, least: 0x800},
  {mask: 0xf8, bits: 0xf0, least: 0x10000},
] as const

/** What goyaml says of bytes that are not UTF-8, undefined when they are (its readerc.go). */
export function utf8Fault(bytes: Uint8Array): string | undefined {
  if (isUtf8(bytes)) return undefined
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!
    const width = 1 + leads.findIndex(({mask, bits}) => (byte & mask) === bits)
    if (width === 0) return 'yaml: invalid leading UTF-8 octet'
    if (at + width > bytes.length) return 'yaml: incomplete UTF-8 octet sequence'
    const {mask, least} = leads[width - 1]!
    let value = byte & ~mask
    for (const trailing of bytes.subarray(at + 1, at + width)) {
      if ((trailing & 0xc0) !== 0x80) return 'yaml: invalid trailing UTF-8 octet'
      value = (value << 6) | (trailing & 0x3f)
    }
    if (value < least) return 'yaml: invalid length of a UTF-8 sequence'
    if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) return 'yaml: invalid Unicode character'
    at += width
  }
  return undefined
}
