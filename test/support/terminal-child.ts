/**
 * Runs a program in a real pseudo-terminal and plays a person's part. Run by Bun, which has
 * pseudo-terminals built in; terminal.ts starts it and explains the protocol.
 */
import type {TerminalResult, TerminalSession} from './terminal.ts'

interface Terminal {
  write(text: string): void
  resize(columns: number, rows: number): void
  close(): void
}
interface Child {
  readonly exited: Promise<number>
  readonly terminal: Terminal
  kill(signal: string): void
}
declare const Bun: {
  spawn(argv: readonly string[], options: Record<string, unknown>): Child
  readonly stdin: {json(): Promise<TerminalSession>}
}

const session = await Bun.stdin.json()
const pending = [...session.steps]
const decoder = new TextDecoder()
let output = ''
let seen = 0
const rows = 24

function play(child: Child): void {
  for (let step = pending[0]; step; step = pending[0]) {
    const found = output.indexOf(step.waitFor, seen)
    if (found < 0) return
    seen = found + step.waitFor.length
    pending.shift()
    if ('send' in step) child.terminal.write(step.send)
    else child.terminal.resize(step.columns, rows)
  }
}

const child = Bun.spawn(session.argv, {
  cwd: session.cwd,
  env: {TERM: 'xterm-256color', ...session.env},
  terminal: {
    cols: session.columns,
    rows,
    data(_: Terminal, data: Uint8Array) {
      output += decoder.decode(data, {stream: true})
      play(child)
    },
  },
})
let timedOut = false
const timer = setTimeout(() => {
  timedOut = true
  child.kill('SIGKILL')
}, session.timeout)
const code = await child.exited
clearTimeout(timer)
// What the terminal still holds arrives after the exit.
await new Promise((resolve) => setTimeout(resolve, 30))
child.terminal.close()
const result: TerminalResult = {code, output, timedOut, unplayed: pending.map((step) => step.waitFor)}
process.stdout.write(JSON.stringify(result))
