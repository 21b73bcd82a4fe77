const wellFormed = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const alphabet = /[A-Za-z0-9+/]/

/** Decodes as Go's base64.StdEncoding does: line ends are skipped, padding is required. Throws its text. */
export function decodeBase64(text: string): Uint8Array {
  if (!wellFormed.test(/[\r\n]/.test(text) ? text.replace(/[\r\n]/g, '') : text)) {
    throw new Error(
      `illegal base64 data at input byte ${firstIllegalByte(Buffer.from(text).toString('latin1'))}`,
    )
  }
  return Buffer.from(text, 'base64')
}

/** Where Go's decoder gives up (encoding/base64's decodeQuantum, over and over). */
function firstIllegalByte(text: string): number {
  const afterLineEnds = (at: number): number => {
    let index = at
    while (text[index] === '\n' || text[index] === '\r') index++
    return index
  }
  let inQuantum = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char === '\n' || char === '\r') continue
    if (alphabet.test(char)) {
      inQuantum = (inQuantum + 1) % 4
      continue
    }
    if (char !== '=' || inQuantum < 2) return i
    let next = afterLineEnds(i + 1)
    if (inQuantum === 2) {
      if (next === text.length) return next
      if (text[next] !== '=') return next - 1
      next++
    }
    return afterLineEnds(next)
  }
  return text.length - inQuantum
}
