/** Things that were used and dropped, until it is worth to look for them: the cost of a sweep is 5 to 10 ms. */
const enough = 1000

/**
 * Keeps memory flat where many things are used once and dropped. JavaScriptCore lets its heap grow to a multiple of what
 * was alive in the middle of a page before it looks at all of it; asked between pages it finds next to nothing alive.
 * V8 does so by itself.
 */
export class Sweeper {
  private dropped = 0

  /** Takes note of so many things that nobody needs any more. */
  drop(count: number): void {
    this.dropped += count
    if (this.dropped < enough) return
    this.dropped = 0
    engine.Bun?.gc(true)
  }
}

const engine = globalThis as {Bun?: {gc(now: boolean): void}}
