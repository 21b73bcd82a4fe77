/** The entry of both forms, executable and Node bundle: the only file that knows `process` as a whole. */
import {isatty} from 'node:tty'
import {systemHost} from './cli/system-host.ts'
import {main} from './main.ts'

/** How long a command may take to end after a signal before the signal's default takes over, in milliseconds. */
const grace = 2000

const controller = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    controller.abort(new Error(`${signal} received`))
    // Whoever waits for this process must see that the signal ended it, as with kubectl.
    setTimeout(() => process.kill(process.pid, signal), grace).unref()
    endBySignal = signal
  })
}
let endBySignal: 'SIGINT' | 'SIGTERM' | undefined

const code = await main(process.argv.slice(2), systemHost(process, controller.signal, isatty))
if (endBySignal === undefined) process.exit(code)
process.kill(process.pid, endBySignal)
