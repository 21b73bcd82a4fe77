import type {IOStreams} from './io.ts'

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
}
