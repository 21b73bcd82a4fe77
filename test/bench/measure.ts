import {execFile} from 'node:child_process'
import {promisify} from 'node:util'
import {measureProgram} from '../cluster/cluster.mjs'

/** What the operating system says of one finished process. */
export interface Usage {
  /** Seconds. */
  readonly wall: number
  /** Seconds of user and system time. */
  readonly cpu: number
  /** Peak resident memory in MiB. */
  readonly memory: number
}

/** A command to measure; its stdout is read and thrown away. */
export interface Command {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Its exit code when all is well. */
  readonly exit: number
}

/** Runs a command to its end. Throws with its stderr unless it exits with the code of success. */
export async function measure({argv, env, exit}: Command): Promise<Usage> {
  const {stdout} = await promisify(execFile)(measureProgram, [...argv], {env})
  const {code, stderr, ...usage} = JSON.parse(stdout) as Usage & {code: number; stderr: string}
  if (code !== exit) throw new Error(`${argv.join(' ')} exited with ${code}: ${stderr}`)
  return usage
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
