/**
 * Go's `sort.Sort` (pattern-defeating quicksort), step for step. It is not stable, so where the order
 * of equal items shows (merge keys that occur twice, `--sort-by` on equal values) only the same steps
 * give the same order. `less` may be a non-strict order, as some of kubectl's are.
 */
export type Less<T> = (left: T, right: T) => boolean

type Hint = 'unknown' | 'increasing' | 'decreasing'

/** Sorts in place as Go 1.26's `sort.Sort` and `sort.Slice` do. */
export function goSort<T>(items: T[], less: Less<T>): T[] {
  if (items.length > 1) pdqSort(new Run(items, less), 0, items.length, bitLength(items.length))
  return items
}

/** Bits needed to write the number, Go's `bits.Len`. */
function bitLength(n: number): number {
  return 32 - Math.clz32(n)
}

/** The list being sorted, addressed by index as Go's sort.Interface is. */
class Run<T> {
  private readonly items: T[]
  private readonly compare: Less<T>

  constructor(items: T[], compare: Less<T>) {
    this.items = items
    this.compare = compare
  }

  less(i: number, j: number): boolean {
    return this.compare(this.items[i]!, this.items[j]!)
  }

  swap(i: number, j: number): void {
    const item = this.items[i]!
    this.items[i] = this.items[j]!
    this.items[j] = item
  }
}

function pdqSort<T>(run: Run<T>, from: number, to: number, badPivots: number): void {
  let [a, b, limit] = [from, to, badPivots]
  let wasBalanced = true
  let wasPartitioned = true
  for (;;) {
    const length = b - a
    if (length <= 12) return insertionSort(run, a, b)
    if (limit === 0) return heapSort(run, a, b)
    if (!wasBalanced) {
      breakPatterns(run, a, b)
      limit--
    }
    const chosen = choosePivot(run, a, b)
    let {pivot, hint} = chosen
    if (hint === 'decreasing') {
      reverseRange(run, a, b)
      pivot = b - 1 - (pivot - a)
      hint = 'increasing'
    }
    if (wasBalanced && wasPartitioned && hint === 'increasing' && partialInsertionSort(run, a, b)) return
    if (a > 0 && !run.less(a - 1, pivot)) {
      a = partitionEqual(run, a, b, pivot)
      continue
    }
    const {middle, already} = partition(run, a, b, pivot)
    wasPartitioned = already
    const [left, right] = [middle - a, b - middle]
    wasBalanced = Math.min(left, right) >= Math.floor(length / 8)
    if (left < right) {
      pdqSort(run, a, middle, limit)
      a = middle + 1
    } else {
      pdqSort(run, middle + 1, b, limit)
      b = middle
    }
  }
}

function insertionSort<T>(run: Run<T>, a: number, b: number): void {
  for (let i = a + 1; i < b; i++) {
    for (let j = i; j > a && run.less(j, j - 1); j--) run.swap(j, j - 1)
  }
}

function heapSort<T>(run: Run<T>, a: number, b: number): void {
  const size = b - a
  for (let i = Math.floor((size - 1) / 2); i >= 0; i--) siftDown(run, i, size, a)
  for (let i = size - 1; i >= 0; i--) {
    run.swap(a, a + i)
    siftDown(run, 0, i, a)
  }
}

function siftDown<T>(run: Run<T>, low: number, high: number, first: number): void {
  let root = low
  for (;;) {
    let child = 2 * root + 1
    if (child >= high) return
    if (child + 1 < high && run.less(first + child, first + child + 1)) child++
    if (!run.less(first + root, first + child)) return
    run.swap(first + root, first + child)
    root = child
  }
}

function partition<T>(run: Run<T>, a: number, b: number, pivot: number): {middle: number; already: boolean} {
  run.swap(a, pivot)
  let [i, j] = [a + 1, b - 1]
  let already = true
  for (;;) {
    while (i <= j && run.less(i, a)) i++
    while (i <= j && !run.less(j, a)) j--
    if (i > j) break
    already = false
    run.swap(i++, j--)
  }
  run.swap(j, a)
  return {middle: j, already}
}

function partitionEqual<T>(run: Run<T>, a: number, b: number, pivot: number): number {
  run.swap(a, pivot)
  let [i, j] = [a + 1, b - 1]
  for (;;) {
    while (i <= j && !run.less(a, i)) i++
    while (i <= j && run.less(a, j)) j--
    if (i > j) return i
    run.swap(i++, j--)
  }
}

/** Repairs a nearly sorted range; whether it is sorted now. */
function partialInsertionSort<T>(run: Run<T>, a: number, b: number): boolean {
  let i = a + 1
  for (let step = 0; step < 5; step++) {
    while (i < b && !run.less(i, i - 1)) i++
    if (i === b) return true
    if (b - a < 50) return false
    run.swap(i, i - 1)
    if (i - a >= 2) for (let j = i - 1; j >= 1 && run.less(j, j - 1); j--) run.swap(j, j - 1)
    if (b - i >= 2) for (let j = i + 1; j < b && run.less(j, j - 1); j++) run.swap(j, j - 1)
  }
  return false
}

/** Moves some items around (pseudo-randomly, seeded by the length) after an unbalanced partition. */
function breakPatterns<T>(run: Run<T>, a: number, b: number): void {
  const length = b - a
  if (length < 8) return
  let random = BigInt(length)
  const mask = (1n << BigInt(bitLength(length))) - 1n
  const middle = a + Math.floor(length / 4) * 2
  for (let index = middle - 1; index <= middle + 1; index++) {
    random = BigInt.asUintN(64, random ^ (random << 13n))
    random ^= random >> 7n
    random = BigInt.asUintN(64, random ^ (random << 17n))
    const other = Number(random & mask)
    run.swap(index, a + (other >= length ? other - length : other))
  }
}

function choosePivot<T>(run: Run<T>, a: number, b: number): {pivot: number; hint: Hint} {
  const length = b - a
  const quarter = Math.floor(length / 4)
  const swaps = {count: 0}
  let [i, j, k] = [a + quarter, a + quarter * 2, a + quarter * 3]
  if (length >= 8) {
    if (length >= 50) {
      i = median(run, i - 1, i, i + 1, swaps)
      j = median(run, j - 1, j, j + 1, swaps)
      k = median(run, k - 1, k, k + 1, swaps)
    }
    j = median(run, i, j, k, swaps)
  }
  const hint = swaps.count === 0 ? 'increasing' : swaps.count === 12 ? 'decreasing' : 'unknown'
  return {pivot: j, hint}
}

function median<T>(run: Run<T>, x: number, y: number, z: number, swaps: {count: number}): number {
  let [a, b, c] = [x, y, z]
  const ordered = (left: number, right: number): [number, number] => {
    if (!run.less(right, left)) return [left, right]
    swaps.count++
    return [right, left]
  }
  ;[a, b] = ordered(a, b)
  ;[b, c] = ordered(b, c)
  ;[, b] = ordered(a, b)
  return b
}

function reverseRange<T>(run: Run<T>, a: number, b: number): void {
  for (let i = a, j = b - 1; i < j; i++, j--) run.swap(i, j)
}
