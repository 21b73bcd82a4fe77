const controls = '@abcdefghijklmnopqrstuvwxyz[\\]^_'

/** Reads `ctrl-p,ctrl-q`, `DEL` or plain characters (moby/term's ToBytes). Throws its text for anything else. */
export function parseDetachKeys(text: string): Uint8Array {
  return Uint8Array.from(text.split(','), (key) => {
    const bytes = Buffer.from(key)
    if (bytes.length === 1) return bytes[0]!
    const control = /^ctrl-(.)$/.exec(key)?.[1]
    if (control !== undefined && controls.includes(control)) return controls.indexOf(control)
    if (key === 'DEL') return 127
    throw new Error(`Unknown character: '${key}'`)
  })
}

/**
 * What is typed until the keys are, without them. A key that breaks off the sequence does not begin it anew:
 * after ctrl-p ctrl-p ctrl-q the session goes on (moby/term's escapeProxy).
 */
export async function* untilDetached(
  typed: AsyncIterable<Uint8Array>,
  keys: Uint8Array,
): AsyncGenerator<Uint8Array> {
  let matched = 0
  for await (const chunk of typed) {
    const out: number[] = []
    for (const byte of chunk) {
      if (byte === keys[matched]) {
        matched++
        if (matched === keys.length) {
          if (out.length > 0) yield Uint8Array.from(out)
          return
        }
        continue
      }
      out.push(...keys.subarray(0, matched), byte)
      matched = 0
    }
    if (out.length > 0) yield Uint8Array.from(out)
  }
}
