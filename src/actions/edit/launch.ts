import {spawn} from 'node:child_process'
import path from 'node:path'
import {ExitError} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import type {Host} from '../../base/host.ts'
import {isProgramPath, lookPath} from '../../base/look-path.ts'
import type {Session} from '../../session/session.ts'
import {commandFor, type Editor} from './editor.ts'
import {saveTerminal} from './save-terminal.ts'

type Surroundings = Pick<Session, 'host' | 'logger'>

/**
 * Opens the file in the editor, which has the terminal to itself, and waits until it ends (editor.Launch). Throws
 * when it cannot be started, fails or is killed. A signal to kctl ends the wait and leaves the editor alone: it
 * may hold what nobody has saved yet.
 */
export async function launch(editor: Editor, file: string, {host, logger}: Surroundings): Promise<void> {
  const command = commandFor(editor, path.resolve(host.cwd, file), goQuote)
  const [name = '', ...args] = command.args
  logger.text(5, openedAt(host), `Opening file with editor [${command.args.join(' ')}]`)
  const shown = goQuote(editor.args.join(' '))
  const program = isProgramPath(name, host.platform) || name === '' ? name : lookPath(name, host)
  if (program === undefined) throw new Error(`unable to launch the editor ${shown}`)
  const terminal = saveTerminal(host)
  const child = program === '' ? undefined : run(program, args, {name, host, verbatim: command.verbatim})
  try {
    if ((await child) !== true) throw new Error(`there was a problem with the editor ${shown}`)
  } catch (error) {
    // On a terminal kubectl guards the editor by its interrupt handler, which ends with 1.
    throw host.signal.aborted && terminal !== undefined ? new ExitError(1) : error
  } finally {
    terminal?.restore()
  }
}

function openedAt({platform}: Host): string {
  return platform === 'win32' ? 'launcher_windows.go:85' : 'launcher_others.go:61'
}

interface RunOptions {
  /** What the program sees as its own name. */
  readonly name: string
  readonly host: Host
  readonly verbatim: boolean
}

/** Whether the program ran and ended well. Throws when a signal to kctl came first. */
function run(program: string, args: readonly string[], {name, host, verbatim}: RunOptions): Promise<boolean> {
  const {signal, cwd, env} = host
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      argv0: name,
      cwd,
      env,
      stdio: 'inherit',
      windowsVerbatimArguments: verbatim,
    })
    const abandon = (): void => {
      child.unref()
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', abandon, {once: true})
    const settle = (ended: boolean): void => {
      signal.removeEventListener('abort', abandon)
      resolve(ended)
    }
    child.on('error', () => settle(false))
    child.on('exit', (code) => settle(code === 0))
  })
}
