import type {Less} from './go-sort.ts'

/**
 * Sorts in place as Go's `sort.Stable` and `sort.SliceStable` do, comparison for comparison: with an
 * order that contradicts itself (kubectl has one, in the strategic merge) the steps decide the result.
 */
export function goStableSort<T>(items: T[], less: Less<T>): T[] {
  const size = items.length
  let block = 20
  let start = 0
  for (; start + block <= size; start += block) insertionSort(items, less, start, start + block)
  insertionSort(items, less, start, size)
  for (; block < size; block *= 2) {
    let a = 0
    for (; a + 2 * block <= size; a += 2 * block) symMerge(items, less, a, a + block, a + 2 * block)
    if (a + block < size) symMerge(items, less, a, a + block, size)
  }
  return items
}

function insertionSort<T>(items: T[], less: Less<T>, a: number, b: number): void {
  for (let i = a + 1; i < b; i++) {
    for (let j = i; j > a && less(items[j]!, items[j - 1]!); j--) swap(items, j, j - 1)
  }
}

function swap<T>(items: T[], i: number, j: number): void {
  const item = items[i]!
  items[i] = items[j]!
  items[j] = item
}

/** Merges the sorted ranges [a, m) and [m, b). */
function symMerge<T>(items: T[], less: Less<T>, a: number, m: number, b: number): void {
  if (m - a === 1) return insertFirst(items, less, a, m, b)
  if (b - m === 1) return insertLast(items, less, a, m)
  const middle = (a + b) >>> 1
  const n = middle + m
  let [start, right] = m > middle ? [n - b, middle] : [a, m]
  const p = n - 1
  while (start < right) {
    const c = (start + right) >>> 1
    if (!less(items[p - c]!, items[c]!)) start = c + 1
    else right = c
  }
  const end = n - start
  if (start < m && m < end) rotate(items, start, m, end)
  if (a < start && start < middle) symMerge(items, less, a, start, middle)
  if (middle < end && end < b) symMerge(items, less, middle, end, b)
}

function insertFirst<T>(items: T[], less: Less<T>, a: number, m: number, b: number): void {
  let [i, j] = [m, b]
  while (i < j) {
    const h = (i + j) >>> 1
    if (less(items[h]!, items[a]!)) i = h + 1
    else j = h
  }
  for (let k = a; k < i - 1; k++) swap(items, k, k + 1)
}

function insertLast<T>(items: T[], less: Less<T>, a: number, m: number): void {
  let [i, j] = [a, m]
  while (i < j) {
    const h = (i + j) >>> 1
    if (!less(items[m]!, items[h]!)) i = h + 1
    else j = h
  }
  for (let k = m; k > i; k--) swap(items, k, k - 1)
}

/** Turns the neighbouring ranges u = [a, m) and v = [m, b) into v u; both keep their order. */
function rotate<T>(items: T[], a: number, m: number, b: number): void {
  items.splice(a, b - a, ...items.slice(m, b), ...items.slice(a, m))
}
