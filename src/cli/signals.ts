/** The signals that a run ends on; the last two only while it has something to put in order. */
export type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGQUIT'

/** The user or the system ended the run; nothing is printed. */
export class TerminatedError extends Error {
  override name = 'TerminatedError'
  readonly signal: EndingSignal
  constructor(signal: EndingSignal) {
    super(`terminated by ${signal}`)
    this.signal = signal
  }
}

/** Their numbers, the same on every system. */
const numbers: Readonly<Record<EndingSignal, number>> = {SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15}

/** The status that a shell shows for a process killed by the signal. */
export function statusOf(signal: EndingSignal): number {
  return 128 + numbers[signal]
}
