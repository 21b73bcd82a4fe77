import {YamlError} from './yaml-error.ts'

type Utf16 = 'utf-16le' | 'utf-16be'

/**
 * The text of a YAML file's bytes: UTF-16 with a byte order mark, else UTF-8 (goyaml's readerc.go). The mark
 * stays for the reader. Throws goyaml's `YamlError` for bytes that are no text.
 */
export function decodeYAML(bytes: Uint8Array): string {
  const encoding = utf16Of(bytes)
  const fault = encoding === undefined ? utf8Fault(bytes) : utf16Fault(bytes, encoding)
  if (fault !== undefined) throw new YamlError(fault)
  return new TextDecoder(encoding, {ignoreBOM: true}).decode(bytes)
}

/** The UTF-16 that a byte order mark tells of. */
export function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

/** The first half of a pair, or the second. */
function isSurrogate(unit: number, half: 'high' | 'low'): boolean {
  return (unit & 0xfc00) === (half === 'high' ? 0xd800 : 0xdc00)
}

function utf16Fault(bytes: Uint8Array, encoding: Utf16): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unit = (at: number) => view.getUint16(at, encoding === 'utf-16le')
  for (let at = 0; at < bytes.length; at += 2) {
    if (at + 2 > bytes.length) return 'yaml: incomplete UTF-16 character'
    if (isSurrogate(unit(at), 'low')) return 'yaml: unexpected low surrogate area'
    if (!isSurrogate(unit(at), 'high')) continue
    if (at + 4 > bytes.length) return 'yaml: incomplete UTF-16 surrogate pair'
    at += 2
    if (!isSurrogate(unit(at), 'low')) return 'yaml: expected low surrogate area'
  }
  return undefined
}

const leads = [
  {mask: 0x80, bits: 0, least: 0},
  {mask: 0xe0, bits: 0xc0, least: 0x80},
  {mask: 0xf0, bits: 0xe0, least: 0x800},
  {mask: 0xf8, bits: 0xf0, least: 0x10000},
] as const

const whiteSpace = [...'\t\n\r'].map((char) => char.charCodeAt(0))

/** Not node:buffer's, whose loading every command would pay for: kubeconfigs are read with this. */
function isUTF8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** What goyaml says of bytes that are not UTF-8, undefined when they are (its readerc.go). */
function utf8Fault(bytes: Uint8Array): string | undefined {
  if (isUTF8(bytes)) return undefined
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!
    if (byte < 0x20 && !whiteSpace.includes(byte)) return 'yaml: control characters are not allowed'
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
