import process from 'node:process'
import {type EndingSignal, statusOf, TerminatedError} from './signals.ts'

/** How long what does not listen to the signal may go on, in milliseconds. */
const grace = 500

/** Turns signals of the system into the end of the run. */
export class Termination {
  private readonly controller = new AbortController()
  private holds = 0
  private forced: EndingSignal | undefined

  constructor() {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => this.end(name))
  }

  /** Aborted by the first SIGINT or SIGTERM, with a TerminatedError as reason. A second one ends the process at once. */
  get signal(): AbortSignal {
    return this.controller.signal
  }

  /**
   * Lets go on what must still be done after a signal, until the function given back is called. A second signal
   * ends the process all the same.
   */
  readonly hold = (): (() => void) => {
    this.holds++
    const leave = this.alsoEndOn()
    return () => {
      leave()
      if (--this.holds === 0 && this.forced !== undefined) dieBy(this.forced)
    }
  }

  /** Makes the run end in order when its terminal goes away, until the function given back is called. */
  readonly alsoEndOn = (): (() => void) => {
    const hangUp = (): void => this.end('SIGHUP')
    const quit = (): void => this.end('SIGQUIT')
    process.on('SIGHUP', hangUp).on('SIGQUIT', quit)
    return () => void process.off('SIGHUP', hangUp).off('SIGQUIT', quit)
  }

  private end(name: EndingSignal): void {
    if (this.controller.signal.aborted) dieBy(name)
    this.controller.abort(new TerminatedError(name))
    setTimeout(() => {
      if (this.holds === 0) dieBy(name)
      this.forced = name
    }, grace).unref()
  }
}

const lastWork: (() => void)[] = []

/** Has something done before a signal kills the process. */
export function beforeDeath(work: () => void): void {
  lastWork.push(work)
}

const pause = new Int32Array(new SharedArrayBuffer(4))

/** Ends the process as the signal would have, so that a shell sees the same status. */
export function dieBy(name: EndingSignal): never {
  for (const work of lastWork) work()
  process.removeAllListeners(name)
  process.kill(process.pid, name)
  // The signal may arrive a moment later.
  Atomics.wait(pause, 0, 0, 100)
  return process.exit(statusOf(name))
}
