/** What the executable and the Node bundle start with. */
import process from 'node:process'
import {statusOf, TerminatedError} from './cli/signals.ts'
import {systemHost} from './cli/system-host.ts'
import {dieBy} from './cli/termination.ts'
import {main} from './main.ts'

const host = systemHost()
const code = await main(process.argv.slice(2), host)
const {aborted, reason} = host.signal
if (aborted && reason instanceof TerminatedError && code === statusOf(reason.signal)) dieBy(reason.signal)
process.exit(code)
