const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}
const hexLengths: Readonly<Record<string, number>> = {x: 2, u: 4, U: 8}

/**
 * The text between single or double quotes with Go's escapes resolved (jsonpath.UnquoteExtend over
 * strconv.UnquoteChar); undefined where Go says `invalid syntax`.
 */
export function unquote(quoted: string): string | undefined {
  return unquoteBytes(quoted)?.toString('utf8')
}

/** The same as bytes: `\xff` need not be part of a character. */
export function unquoteBytes(quoted: string): Buffer | undefined {
  const quote = quoted[0]!
  const text = quoted.slice(1, -1)
  if (!text.includes('\\') && !text.includes(quote)) return Buffer.from(text)
  const parts: Buffer[] = []
  for (let position = 0; position < text.length;) {
    const step = unquoteCharacter(text, position, quote)
    if (step === undefined) return undefined
    parts.push(step.bytes)
    position = step.next
  }
  // `\xe4\xb8\xad` are bytes that make a character together.
  return Buffer.concat(parts)
}

interface Step {
  readonly bytes: Buffer
  readonly next: number
}

/** One character of the text between these quotes, as bytes (strconv.UnquoteChar); undefined where Go finds none. */
export function unquoteCharacter(text: string, position: number, quote: string): Step | undefined {
  const character = String.fromCodePoint(text.codePointAt(position)!)
  if (character === quote) return undefined
  if (character !== '\\') return {bytes: Buffer.from(character), next: position + character.length}
  const escape = text[position + 1]
  if (escape === undefined) return undefined
  const next = position + 2
  const simple = escape === quote ? quote : simpleEscapes[escape]
  if (simple !== undefined) return {bytes: Buffer.from(simple), next}
  if (/[0-7]/.test(escape)) return unquoteOctal(text, position + 1)
  const length = hexLengths[escape]
  return length === undefined ? undefined : unquoteHex(text, next, length)
}

function unquoteOctal(text: string, position: number): Step | undefined {
  const digits = /^[0-7]{3}/.exec(text.slice(position, position + 3))?.[0]
  if (digits === undefined) return undefined
  const value = Number.parseInt(digits, 8)
  return value > 255 ? undefined : {bytes: Buffer.from([value]), next: position + 3}
}

function unquoteHex(text: string, position: number, length: number): Step | undefined {
  const digits = text.slice(position, position + length)
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined
  const value = Number.parseInt(digits, 16)
  const next = position + length
  if (length === 2) return {bytes: Buffer.from([value]), next}
  if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return undefined
  return {bytes: Buffer.from(String.fromCodePoint(value)), next}
}
