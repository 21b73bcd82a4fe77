/** Remembers what was worked out of a list of keys, for objects repeat theirs; forgets all when it is full. */
export class KeySetCache<T> {
  private readonly known = new Map<string, {readonly keys: readonly string[]; readonly value: T}>()
  private readonly compute: (keys: readonly string[]) => T

  constructor(compute: (keys: readonly string[]) => T) {
    this.compute = compute
  }

  get(keys: readonly string[]): T {
    const joined = keys.join('\0')
    const known = this.known.get(joined)
    if (known && isSame(known.keys, keys)) return known.value
    if (this.known.size >= 4096) this.known.clear()
    const value = this.compute(keys)
    this.known.set(joined, {keys, value})
    return value
  }
}

/** Two lists can be joined to one text when a key holds the joint itself. */
function isSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index]) return false
  }
  return true
}

const letter = /\p{L}/u
const digit = /\p{Nd}/u
const asciiKey = /^[A-Za-z]*$/

/**
 * Which of two keys goyaml.v2 writes first (its keyList), negative for the left one: letters by code point,
 * anything else before letters, runs of digits by their value.
 */
export function compareKeys(left: string, right: string): number {
  if (left === right) return 0
  if (asciiKey.test(left) && asciiKey.test(right)) return left < right ? -1 : 1
  const leftRunes = [...left]
  const rightRunes = [...right]
  const shared = Math.min(leftRunes.length, rightRunes.length)
  for (let index = 0; index < shared; index++) {
    if (leftRunes[index] !== rightRunes[index]) return compareAt(leftRunes, rightRunes, index)
  }
  return leftRunes.length - rightRunes.length
}

/** Decides at the first place where two keys differ. */
function compareAt(left: readonly string[], right: readonly string[], index: number): number {
  const leftRune = left[index]!
  const rightRune = right[index]!
  const leftIsLetter = letter.test(leftRune)
  const rightIsLetter = letter.test(rightRune)
  if (leftIsLetter && rightIsLetter) return codeOf(leftRune) - codeOf(rightRune)
  if (leftIsLetter || rightIsLetter) return rightIsLetter ? -1 : 1
  // Inside a number that began before, a zero is a digit like others and not a leading one.
  const first = (leftRune === '0' || rightRune === '0') && followsNumber(left, index) ? 1n : 0n
  const leftNumber = readNumber(left, index, first)
  const rightNumber = readNumber(right, index, first)
  if (leftNumber.value !== rightNumber.value) return leftNumber.value < rightNumber.value ? -1 : 1
  if (leftNumber.end !== rightNumber.end) return leftNumber.end - rightNumber.end
  return codeOf(leftRune) - codeOf(rightRune)
}

function followsNumber(runes: readonly string[], index: number): boolean {
  for (let at = index - 1; at >= 0 && digit.test(runes[at]!); at--) {
    if (runes[at] !== '0') return true
  }
  return false
}

/** The number that begins at a place, in goyaml's wrapping int64. */
function readNumber(runes: readonly string[], index: number, first: bigint): {value: bigint; end: number} {
  let value = first
  let end = index
  for (; end < runes.length && digit.test(runes[end]!); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(runes[end]!) - 0x30))
  }
  return {value, end}
}

function codeOf(rune: string): number {
  return rune.codePointAt(0)!
}
