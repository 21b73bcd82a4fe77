/** The time a request was allowed to take is over. */
export class TimeoutError extends Error {
  override name = 'TimeoutError'
  /** Whether there was no connection yet to send the request on. */
  readonly connecting: boolean
  constructor(connecting = false) {
    super('context deadline exceeded')
    this.connecting = connecting
  }
}

/**
 * What may end a request early: the run's signal, the request's own, and its time. `end` must be called
 * when the request is over, because the timer keeps the process alive.
 */
export class Cancellation {
  readonly signal: AbortSignal
  private readonly controller = new AbortController()
  private readonly sources: readonly AbortSignal[]
  private readonly timer: NodeJS.Timeout | undefined

  constructor(sources: readonly AbortSignal[], timeout: number) {
    this.sources = sources
    this.signal = this.controller.signal
    for (const source of sources) {
      source.addEventListener('abort', this.pass, {once: true})
      if (source.aborted) this.pass()
    }
    if (timeout > 0) {
      this.timer = setTimeout(() => this.controller.abort(new TimeoutError()), timeout)
    }
  }

  /** Lets go of the sources and the timer. */
  readonly end = (): void => {
    clearTimeout(this.timer)
    for (const source of this.sources) source.removeEventListener('abort', this.pass)
  }

  private readonly pass = (): void => {
    this.controller.abort(this.sources.find((source) => source.aborted)?.reason)
    this.end()
  }
}
