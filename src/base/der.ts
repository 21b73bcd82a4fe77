/** One value in DER: its tag (of one byte, class and form included) and what is in it. */
export interface DerValue {
  readonly tag: number
  readonly content: Uint8Array
}

/** Tags of ASN.1's universal types. */
export const derTags = {
  objectIdentifier: 0x06,
  octetString: 0x04,
  sequence: 0x30,
  set: 0x31,
} as const

/** All values that follow each other in the bytes. Throws when they do not end where they say. */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at]!
    const {length, start} = readLength(bytes, at + 1)
    if (start + length > bytes.length) throw truncated()
    values.push({tag, content: bytes.subarray(start, start + length)})
    at = start + length
  }
  return values
}

/** The values in a constructed value of this tag. Throws when it is none. */
export function derMembers(value: DerValue | undefined, tag: number): DerValue[] {
  if (value?.tag !== tag) throw new Error('asn1: structure error: tags do not match')
  return readDer(value.content)
}

/** An object identifier as text, `2.5.4.3`. */
export function derOid({content}: DerValue): string {
  const parts: number[] = []
  let part = 0
  for (const byte of content) {
    part = part * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    parts.push(part)
    part = 0
  }
  const [first = 0, ...rest] = parts
  const root = Math.min(Math.trunc(first / 40), 2)
  return [root, first - root * 40, ...rest].join('.')
}

const textDecoders: Readonly<Record<number, (content: Uint8Array) => string>> = {
  0x0c: (content) => Buffer.from(content).toString('utf8'),
  0x12: latin1,
  0x13: latin1,
  // T61String, read as everybody does.
  0x14: latin1,
  0x16: latin1,
  0x1e: (content) => Buffer.from(content).swap16().toString('utf16le'),
}

/** The text of a value, undefined when it is of no type of text that encoding/asn1 knows. */
export function derText({tag, content}: DerValue): string | undefined {
  return textDecoders[tag]?.(content)
}

function latin1(content: Uint8Array): string {
  return Buffer.from(content).toString('latin1')
}

function readLength(bytes: Uint8Array, at: number): {length: number; start: number} {
  const first = bytes[at]
  if (first === undefined) throw truncated()
  if (first < 0x80) return {length: first, start: at + 1}
  const count = first & 0x7f
  const digits = bytes.subarray(at + 1, at + 1 + count)
  if (count === 0 || count > 4 || digits.length < count) throw truncated()
  return {length: digits.reduce((sum, digit) => sum * 256 + digit, 0), start: at + 1 + count}
}

function truncated(): Error {
  return new Error('asn1: syntax error: data truncated')
}
