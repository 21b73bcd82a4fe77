import {fstatSync, writeSync} from 'node:fs'
import process from 'node:process'
import type {Host} from '../base/host.ts'
import type {Input, Output} from '../base/io.ts'
import {BrokenPipeError} from '../base/errors.ts'
import {errorCode, FileError} from '../base/go-file-error.ts'
import {escapeControls} from '../base/terminal-text.ts'
import {systemTerminal} from './system-terminal.ts'
import {beforeDeath, Termination} from './termination.ts'

/**
 * The real world: the process's streams, environment, clock and signals. Built-in modules that few runs need are
 * loaded where they are needed: each costs the start a millisecond or two.
 */
export function systemHost(): Host {
  const env = environment()
  const termination = new Termination()
  beforeDeath(() => statusLine.remove())
  return {
    io: {
      in: new StandardInput(),
      out: new DescriptorOutput(1, '/dev/stdout'),
      errOut: new DescriptorOutput(2, '/dev/stderr'),
    },
    env,
    cwd: process.cwd(),
    home: env['HOME'] || process.getBuiltinModule('node:os').homedir(),
    platform: process.platform,
    now: Date.now,
    signal: termination.signal,
    hold: termination.hold,
    terminal: systemTerminal(termination.alsoEndOn),
  }
}

const trustAnybody = 'NODE_TLS_REJECT_UNAUTHORIZED'

/**
 * The environment as programs that are started see it too. Node and Bun print a warning at the first TLS
 * connection when this variable is 0; it weakens nothing here, because every connection says for itself
 * whom it trusts, so it is kept from them.
 */
function environment(): NodeJS.ProcessEnv {
  if (process.env[trustAnybody] === undefined) return process.env
  const env = {...process.env}
  delete process.env[trustAnybody]
  return env
}

/** Writes synchronously, so that nothing is lost when the process ends and the order of the streams holds. */
class DescriptorOutput implements Output {
  private readonly fd: number
  private readonly name: string
  private terminal: boolean | undefined

  constructor(fd: number, name: string) {
    this.fd = fd
    this.name = name
  }

  get isTerminal(): boolean {
    return (this.terminal ??= isTerminal(this.fd))
  }

  get columns(): number | undefined {
    return this.isTerminal ? (this.fd === 1 ? process.stdout : process.stderr).columns : undefined
  }

  write(chunk: string | Uint8Array): void {
    if (this.isTerminal) statusLine.remove()
    let rest: Uint8Array = typeof chunk === 'string' ? Buffer.from(this.shown(chunk)) : chunk
    while (rest.length > 0) rest = rest.subarray(this.writeSome(rest))
  }

  status(line: string): void {
    if (!this.isTerminal) return
    statusLine.remove()
    if (line !== '') statusLine.show(this.fd, line.slice(0, (this.columns ?? 80) - 1))
  }

  /** The last line of defence on a terminal; what is meant to reach it untouched is written as bytes. */
  private shown(text: string): string {
    return this.isTerminal ? escapeControls(text) : text
  }

  private writeSome(bytes: Uint8Array): number {
    try {
      return writeSync(this.fd, bytes)
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EPIPE') throw new BrokenPipeError(`write ${this.name}: broken pipe`)
      if (code !== 'EAGAIN') throw new FileError('write', this.name, error)
      // A pipe that somebody made non-blocking is full: give its reader time.
      Atomics.wait(pause, 0, 0, 2)
      return 0
    }
  }
}

/** The line that all output to a terminal makes room for. What fails here is no more than a missing line. */
const statusLine = {
  fd: -1,
  show(fd: number, line: string): void {
    this.fd = fd
    this.send(escapeControls(line))
  },
  remove(): void {
    if (this.fd < 0) return
    this.send('\r\u001b[K')
    this.fd = -1
  },
  send(text: string): void {
    try {
      writeSync(this.fd, text)
    } catch {
      // The next real output tells.
    }
  },
}

const pause = new Int32Array(new SharedArrayBuffer(4))

class StandardInput implements Input {
  get isTerminal(): boolean {
    return isTerminal(0)
  }

  async *chunks(): AsyncIterable<Uint8Array> {
    for await (const chunk of process.stdin) yield chunk as Uint8Array
  }
}

function isTerminal(fd: number): boolean {
  try {
    if (!fstatSync(fd).isCharacterDevice()) return false
  } catch {
    return false
  }
  return process.getBuiltinModule('node:tty').isatty(fd)
}
