const orders = new Map<string, readonly string[]>()
const maxOrders = 2048

/**
 * Keys in the order goyaml.v2 writes them (its keyList): letters by code point, anything else before letters,
 * runs of digits by their value. The order of a set of keys is remembered, as objects repeat it.
 */
export function naturalOrder(keys: readonly string[]): readonly string[] {
  if (keys.length < 2) return keys
  const set = keys.join('\0')
  const known = orders.get(set)
  if (known) return known
  const sorted = keys.toSorted(compareKeys)
  if (orders.size >= maxOrders) orders.clear()
  orders.set(set, sorted)
  return sorted
}

const letter = /\p{L}/u
const digit = /\p{Nd}/u
const asciiKey = /^[A-Za-z]*$/

/** Which of two keys comes first; negative for the left one. */
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
