import {writeSync} from 'node:fs'
import {BrokenPipeError} from '../base/errors.ts'
import type {Host} from '../base/host.ts'
import type {Input, Output} from '../base/io.ts'

/** The parts of `process` that a host is made of, so that this file can be tested without one. */
export type ProcessLike = Pick<NodeJS.Process, 'cwd' | 'env' | 'platform' | 'stdin' | 'stdout' | 'stderr'>

/** The real host: file descriptors, the process's environment and folder, the clock. */
export function systemHost(process: ProcessLike, signal: AbortSignal, isTerminal: (fd: number) => boolean): Host {
  const {env} = process
  return {
    io: {
      in: stdinOf(process, isTerminal(0)),
      out: new DescriptorOutput(1, isTerminal(1), () => process.stdout.columns),
      errOut: new DescriptorOutput(2, isTerminal(2), () => process.stderr.columns),
    },
    env,
    cwd: process.cwd(),
    home: homeOf(env, process.platform),
    platform: process.platform,
    now: () => Date.now(),
    signal,
  }
}

/** client-go's homedir.HomeDir for systems other than Windows: $HOME alone. */
function homeOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['HOME'] ?? env['USERPROFILE'] ?? ''
  return env['HOME'] ?? ''
}

function stdinOf(process: ProcessLike, isTerminal: boolean): Input {
  return {
    isTerminal,
    // The getter opens the descriptor: only a command that reads pays for it.
    chunks: () => process.stdin as AsyncIterable<Uint8Array>,
  }
}

/** How long to wait for the reader of a full non-blocking pipe before trying again, in milliseconds. */
const retryPause = 2

/**
 * Writes straight to a file descriptor, so that what was written is out when `write` returns and the
 * order of stdout and stderr is that of the calls.
 */
class DescriptorOutput implements Output {
  readonly isTerminal: boolean
  private readonly fd: number
  private readonly width: () => number | undefined

  constructor(fd: number, isTerminal: boolean, width: () => number | undefined) {
    this.fd = fd
    this.isTerminal = isTerminal
    this.width = width
  }

  get columns(): number | undefined {
    return this.isTerminal ? this.width() : undefined
  }

  write(chunk: string | Uint8Array): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    for (let offset = 0; offset < bytes.length; ) offset += this.writeSome(bytes, offset)
  }

  private writeSome(bytes: Uint8Array, offset: number): number {
    try {
      return writeSync(this.fd, bytes, offset)
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException
      if (code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryPause)
        return 0
      }
      if (code === 'EPIPE') throw new BrokenPipeError('broken pipe')
      const name = this.fd === 1 ? '/dev/stdout' : '/dev/stderr'
      const why = code === 'ENOSPC' ? 'no space left on device' : String(code)
      throw new Error(`write ${name}: ${why}`, {cause: error})
    }
  }
}
