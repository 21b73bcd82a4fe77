import {ExitError} from './errors.ts'

/**
 * Runs a wait that kubectl guards with its interrupt handler: when a signal ends it, the run ends with
 * status 1 and not by the signal (kubectl's util/interrupt).
 */
export async function interruptible<T>(signal: AbortSignal, wait: () => Promise<T>): Promise<T> {
  try {
    return await wait()
  } catch (error) {
    throw signal.aborted ? new ExitError(1) : error
  }
}
