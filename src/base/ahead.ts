import {inOrder, type Outcome} from './parallel.ts'

/** The results of one item, begun before their turn. */
export interface Begun<T, R> {
  readonly item: T
  /** Whether the first result is there, or it is known that there is none. */
  readonly ok: boolean
  /** Throws, where its turn comes, what asking for them threw. */
  readonly results: AsyncGenerator<R>
}

/**
 * What each item gives, in the order of the items: while the results of one are worked on, the first ones of as
 * many as `limit` after it are on their way.
 */
export async function* ahead<T, R>(
  items: Iterable<T>,
  limit: number,
  begin: (item: T) => AsyncGenerator<R>,
): AsyncGenerator<Begun<T, R>> {
  const first = async (item: T) => {
    const rest = begin(item)
    return {first: await rest.next(), rest}
  }
  for await (const {item, outcome} of inOrder(items, {limit}, first)) {
    yield {item, ok: outcome.ok, results: resume(outcome)}
  }
}

async function* resume<R>(
  outcome: Outcome<{readonly first: IteratorResult<R>; readonly rest: AsyncGenerator<R>}>,
): AsyncGenerator<R> {
  if (!outcome.ok) throw outcome.error
  const {first, rest} = outcome.value
  if (first.done) return
  yield first.value
  yield* rest
}
