import type {Output} from '../../base/io.ts'
import {interruptible} from '../../base/interrupt.ts'
import type {TerminalSize} from '../../base/terminal.ts'
import type {Session} from '../../session/session.ts'

/** How the local terminal takes part in a session with a container. */
export interface TerminalUse {
  /** stdin is passed on. */
  readonly stdin: boolean
  /** Keys are passed on one by one, and the container's terminal is shown as it is. */
  readonly raw: boolean
}

/**
 * Decides how the terminal is used (exec's SetupTTY): a terminal in the container needs one here; that there is
 * none is said on `notices`, undefined for a quiet run.
 */
export function chooseTerminal(
  session: Session,
  wanted: {readonly stdin: boolean; readonly tty: boolean},
  notices: Output | undefined,
): TerminalUse {
  const {stdin, tty} = wanted
  if (!stdin || !tty) return {stdin, raw: false}
  if (session.io.in.isTerminal) return {stdin, raw: true}
  notices?.write('Unable to use a TTY - input is not a terminal or the right kind of file\n')
  return {stdin, raw: false}
}

/**
 * Runs a session with the terminal as chosen, and gives it back as it was however the session ends. A signal
 * ends the run with status 1 where the terminal had to be given back (kubectl's term.TTY.Safe).
 */
export async function withTerminal<T>(
  session: Session,
  use: TerminalUse,
  work: () => Promise<T>,
): Promise<T> {
  if (!use.stdin || !session.io.in.isTerminal) return work()
  const restore = use.raw ? session.host.terminal?.makeRaw() : undefined
  try {
    return await interruptible(session.host.signal, work)
  } finally {
    restore?.()
  }
}

/**
 * Tells the sizes of the terminal from now on, after `first`; undefined when stdout shows none.
 * The result is what streamRemote takes.
 */
export function terminalSizes(
  session: Session,
  first: (size: TerminalSize) => readonly TerminalSize[],
): ((resized: (size: TerminalSize) => void) => () => void) | undefined {
  const {terminal} = session.host
  const size = terminal?.size()
  if (terminal === undefined || size === undefined) return undefined
  return (resized) => {
    first(size).forEach(resized)
    return terminal.onResize(() => {
      const now = terminal.size()
      if (now !== undefined) resized(now)
    })
  }
}
