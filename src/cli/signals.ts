/** The user or the system ended the run; nothing is printed. */
export class TerminatedError extends Error {
  override name = 'TerminatedError'
  readonly signal: 'SIGINT' | 'SIGTERM'
  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`terminated by ${signal}`)
    this.signal = signal
  }
}

/** The status that a shell shows for a process killed by the signal. */
export function statusOf(signal: 'SIGINT' | 'SIGTERM'): 130 | 143 {
  return signal === 'SIGINT' ? 130 : 143
}
