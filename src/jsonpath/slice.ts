import type {ArrayNode} from './node.ts'

/**
 * The items that an index or a slice selects, undefined when it asks for none at all.
 * Throws client-go's `array index out of bounds: …` and its like (jsonpath.go evalArray).
 */
export function selectSlice<T>(items: readonly T[], node: ArrayNode): T[] | undefined {
  const length = BigInt(items.length)
  let start = node.start.known ? node.start.value : 0n
  if (start < 0n) start += length
  let end = node.end.known ? node.end.value : length
  if (end < 0n || (end === 0n && node.end.derived)) end += length
  if (start === end) return undefined
  if (start >= length || start < 0n) throw outOfBounds(start, length)
  if (end > length || end < 0n) throw outOfBounds(end - 1n, length)
  if (start > end) throw new Error(`starting index ${start} is greater than ending index ${end}`)
  const step = node.step.known ? node.step.value : 1n
  if (step <= 0n) throw new Error('step must be > 0')
  const selected: T[] = []
  for (let index = Number(start); index < Number(end); index += Number(step)) selected.push(items[index]!)
  return selected
}

function outOfBounds(index: bigint, length: bigint): Error {
  return new Error(`array index out of bounds: index ${index}, length ${length}`)
}
