import {spawn} from 'node:child_process'
import path from 'node:path'
import {text} from 'node:stream/consumers'

/** What a person does once a text has appeared: types, or makes the window another number of columns wide. */
export type TerminalStep = {readonly waitFor: string} & ({readonly send: string} | {readonly columns: number})

/** A person at a terminal: what runs, and what is typed once a text has appeared. */
export interface TerminalSession {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly columns: number
  /** In order; each waits for its text after the place where the one before was found. */
  readonly steps: readonly TerminalStep[]
  /** Milliseconds until the program is killed. */
  readonly timeout: number
}

/** How it ended. `output` is everything the terminal showed, with its control sequences. */
export interface TerminalResult {
  readonly code: number
  readonly output: string
  readonly timedOut: boolean
  /** The texts that never appeared. */
  readonly unplayed: readonly string[]
}

const root = path.resolve(import.meta.dirname, '../..')

/** Runs a program in a real pseudo-terminal. Throws when the pseudo-terminal itself fails. */
export async function runInTerminal(
  session: Pick<TerminalSession, 'argv' | 'cwd' | 'env'> & Partial<TerminalSession>,
): Promise<TerminalResult> {
  const whole: TerminalSession = {columns: 100, steps: [], timeout: 20_000, ...session}
  const child = spawn(path.join(root, 'node_modules/.bin/bun'), [
    path.join(import.meta.dirname, 'terminal-child.ts'),
  ])
  child.stdin.end(JSON.stringify(whole))
  const [answer, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (answer === '') throw new Error(`the pseudo-terminal failed: ${errors}`)
  return JSON.parse(answer) as TerminalResult
}
