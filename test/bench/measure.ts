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
}

// Only Bun tells a child's resource usage, so benchmarks run under it; these are the parts used of its API.
interface Finished {
  readonly exited: Promise<number>
  readonly stdout: ReadableStream<Uint8Array>
  readonly stderr: ReadableStream<Uint8Array>
  resourceUsage(): {maxRSS: number; cpuTime: {total: bigint | number}}
}
declare const Bun: {
  spawn(argv: readonly string[], options: Record<string, unknown>): Finished
}

/** Runs a command to its end. Throws with its stderr unless it exits with 0. */
export async function measure({argv, env}: Command): Promise<Usage> {
  const began = performance.now()
  const child = Bun.spawn(argv, {env, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe'})
  const errors = new Response(child.stderr).text()
  for await (const _ of child.stdout) {
    // Read as a pipe's other end would.
  }
  const code = await child.exited
  const wall = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`${argv.join(' ')} exited with ${code}: ${await errors}`)
  const {maxRSS, cpuTime} = child.resourceUsage()
  return {wall, cpu: Number(cpuTime.total) / 1e6, memory: maxRSS / (1 << 20)}
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
