import {spawn} from 'node:child_process'
import {ExitError} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import type {Host} from '../../base/host.ts'
import {isProgramPath, lookPath} from '../../base/look-path.ts'

/** Whether the user has a program of their own for the comparison. */
export function hasOwnProgram({env}: Host): boolean {
  return Boolean(env['KUBECTL_EXTERNAL_DIFF'])
}

/** A command line that compares two folders. */
interface DiffCommand {
  readonly program: string
  readonly args: readonly string[]
}

/**
 * Shows the differences between two folders with `diff -u -N`, or with the program of KUBECTL_EXTERNAL_DIFF; its output
 * goes where kctl's goes. Throws `ExitError` 1 when there are any, and when the program fails or cannot be started.
 */
export async function showDifferences(host: Host, from: string, to: string): Promise<void> {
  const command = commandFor(host.env['KUBECTL_EXTERNAL_DIFF'] ?? '', from, to)
  const code = await run(command, host)
  if (code === 0) return
  // A program that was killed counts as one that found differences, as in kubectl.
  if (code === undefined || code <= 1) throw new ExitError(1)
  throw failed(command, `exit status ${code}`)
}

/** Words that may go to the program: no paths, nothing for a shell (DiffProgram.getCommand). */
const harmlessWord = /^[a-zA-Z0-9=-]+$/

/** The command line; words of the variable stand after the folders. */
export function commandFor(variable: string, from: string, to: string): DiffCommand {
  if (variable === '') return {program: 'diff', args: ['-u', '-N', from, to]}
  const [program = '', ...words] = variable.split(' ')
  return {program, args: [from, to, ...words.filter((word) => harmlessWord.test(word))]}
}

function failed({program}: DiffCommand, why: string): Error {
  return new Error(`failed to run ${goQuote(program)}: ${why}`)
}

/** The exit code, undefined after a signal. Throws when the program cannot be started, or a signal to kctl came first. */
function run(command: DiffCommand, host: Host): Promise<number | undefined> {
  const {signal, cwd, env, platform} = host
  const {program: name, args} = command
  if (name === '') throw failed(command, 'exec: no command')
  const program = isProgramPath(name, platform) ? name : lookPath(name, host)
  const notFound = failed(command, 'executable file not found in $PATH')
  if (program === undefined) throw notFound
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {argv0: name, cwd, env, stdio: ['ignore', 'inherit', 'inherit']})
    const abort = (): void => {
      child.kill()
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', abort, {once: true})
    child.on('error', () => reject(notFound))
    child.on('exit', (code) => {
      signal.removeEventListener('abort', abort)
      resolve(code ?? undefined)
    })
  })
}
