import type {IOStreams} from './io.ts'
import type {Terminal} from './terminal.ts'

/** Everything an invocation takes from outside; `main` builds the real one, tests their own. */
export interface Host {
  readonly io: IOStreams
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The user's home folder as client-go finds it (`$HOME` first), '' when there is none. */
  readonly home: string
  readonly platform: NodeJS.Platform
  /** Milliseconds since the epoch. */
  now(): number
  /** Aborted by SIGINT or SIGTERM; every wait and every request takes it. */
  readonly signal: AbortSignal
  /**
   * Lets go on what must still be done after a signal has ended the run, until the function given back is
   * called. Absent where no signals come.
   */
  readonly hold?: () => () => void
  /** Absent where there is none. */
  readonly terminal?: Terminal
}
