/** What became of one item. */
export type Outcome<R> =
  | {readonly ok: true; readonly value: R}
  | {readonly ok: false; readonly error: unknown}

export interface ParallelOptions<T> {
  /** Items worked on at once. */
  readonly limit: number
  /** Items with the same key never overlap and keep their order; undefined for no such tie. */
  readonly key?: (item: T) => string | undefined
  /** An item of another lane starts only when all items before it are done. */
  readonly lane?: (item: T) => string
  /** Items that are done before all others, wherever they stand; all items are then read before any is worked on. */
  readonly first?: ((item: T) => boolean) | undefined
}

interface Slot<T, R> {
  readonly item: T
  readonly outcome: Promise<Outcome<R>>
}

/**
 * Runs `work` on several items at once and gives the outcomes in the order of the items, each as soon as
 * all before it were given. Failures are outcomes, not exceptions; an exception of `items` itself ends
 * the run after what was started.
 */
export async function* inOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  options: ParallelOptions<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<Settled<T, R>> {
  const {first} = options
  if (first === undefined) return yield* inLanes(items, options, work)
  const all: T[] = []
  for await (const item of items) all.push(item)
  const early = new Map<T, Settled<T, R>>()
  for await (const settled of inLanes(all.filter(first), options, work)) early.set(settled.item, settled)
  const rest = inLanes(early.size === 0 ? all : all.filter((item) => !early.has(item)), options, work)
  for (const item of all) yield early.get(item) ?? (await rest.next()).value!
}

/** An item and what became of it. */
export interface Settled<T, R> {
  readonly item: T
  readonly outcome: Outcome<R>
}

async function* inLanes<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  options: ParallelOptions<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<Settled<T, R>> {
  const slots: Slot<T, R>[] = []
  const busy = new Map<string, Promise<unknown>>()
  let lane: string | undefined
  for await (const item of items) {
    const itsLane = options.lane?.(item)
    const full = itsLane === lane ? options.limit : 1
    while (slots.length >= full) yield await settle(slots.shift()!)
    lane = itsLane
    slots.push({item, outcome: start(item, options.key?.(item), busy, work)})
  }
  while (slots.length > 0) yield await settle(slots.shift()!)
}

async function settle<T, R>({item, outcome}: Slot<T, R>): Promise<Settled<T, R>> {
  return {item, outcome: await outcome}
}

function start<T, R>(
  item: T,
  key: string | undefined,
  busy: Map<string, Promise<unknown>>,
  work: (item: T) => Promise<R>,
): Promise<Outcome<R>> {
  const earlier = key === undefined ? undefined : busy.get(key)
  const outcome = run(item, earlier, work)
  if (key === undefined) return outcome
  busy.set(key, outcome)
  // What is done and given is not held any longer.
  void outcome.then(() => busy.get(key) === outcome && busy.delete(key))
  return outcome
}

async function run<T, R>(
  item: T,
  earlier: Promise<unknown> | undefined,
  work: (item: T) => Promise<R>,
): Promise<Outcome<R>> {
  await earlier
  try {
    return {ok: true, value: await work(item)}
  } catch (error) {
    return {ok: false, error}
  }
}
