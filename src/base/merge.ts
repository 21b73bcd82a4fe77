/**
 * What several sources give, each item as it comes. The first failure ends all of them; so does leaving
 * the loop.
 */
export async function* merge<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const ask = async (source: AsyncGenerator<T>) => ({source, result: await source.next()})
  const pending = new Map(sources.map((source) => [source, ask(source)]))
  try {
    while (pending.size > 0) {
      const {source, result} = await Promise.race(pending.values())
      if (result.done) {
        pending.delete(source)
        continue
      }
      pending.set(source, ask(source))
      yield result.value
    }
  } finally {
    // A source that waits ends when what it waits for does: nobody waits for that here.
    for (const [source, waiting] of pending) {
      waiting.catch(() => undefined)
      void source.return(undefined).catch(() => undefined)
    }
  }
}
