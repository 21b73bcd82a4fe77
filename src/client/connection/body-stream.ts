/**
 * The bytes of an answer between the connection that pushes them and the reader that pulls them.
 * Above `highWater` unread bytes the connection is told to pause.
 */
export class BodyStream implements AsyncIterable<Uint8Array> {
  private readonly queue: Uint8Array[] = []
  private queued = 0
  private done = false
  private failure: Error | undefined
  private wake: (() => void) | undefined
  private paused = false
  private readonly flow: {pause(): void; resume(): void; abandon(): void}
  private static readonly highWater = 4 << 20
  /** Fulfilled when the last byte has come, or nothing more will; read or not. */
  readonly over: Promise<void>
  private readonly settle: () => void

  /** `abandon` is called when the reader stops before the end. */
  constructor(flow: {pause(): void; resume(): void; abandon(): void}) {
    this.flow = flow
    const {promise, resolve} = Promise.withResolvers<void>()
    this.over = promise
    this.settle = resolve
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    this.queue.push(chunk)
    this.queued += chunk.length
    if (!this.paused && this.queued > BodyStream.highWater) {
      this.paused = true
      this.flow.pause()
    }
    this.notify()
  }

  end(): void {
    this.done = true
    this.settle()
    this.notify()
  }

  fail(error: Error): void {
    if (this.done) return
    this.failure ??= error
    this.settle()
    this.notify()
  }

  private notify(): void {
    const wake = this.wake
    this.wake = undefined
    wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    let finished = false
    try {
      for (;;) {
        for (let chunk = this.queue.shift(); chunk !== undefined; chunk = this.queue.shift()) {
          this.queued -= chunk.length
          yield chunk
        }
        this.relieve()
        if (this.failure !== undefined) throw this.failure
        if (this.done) break
        await new Promise<void>((resolve) => (this.wake = resolve))
      }
      finished = true
    } finally {
      if (!finished && !this.done) this.flow.abandon()
    }
  }

  private relieve(): void {
    if (!this.paused) return
    this.paused = false
    this.flow.resume()
  }
}
