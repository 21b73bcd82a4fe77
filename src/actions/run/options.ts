import type {DryRun} from '../../api/dry-run.ts'
import type {PrintFlags} from '../../printers/print-flags.ts'
import {goQuote} from '../../base/go-quote.ts'
import {isImageReference} from './image-reference.ts'

/** What `run` was told, flags by their names. */
export interface RunOptions {
  /** NAME, and after it the command or its arguments. */
  readonly args: readonly string[]
  readonly image: string
  readonly annotations: readonly string[]
  readonly labels: string
  readonly env: readonly string[]
  readonly restart: string
  readonly imagePullPolicy: string
  /** Milliseconds. */
  readonly podRunningTimeout: number
  readonly stdin: boolean
  readonly tty: boolean
  /** Undefined when the user did not say. */
  readonly attach: boolean | undefined
  readonly rm: boolean
  readonly leaveStdinOpen: boolean
  readonly quiet: boolean
  readonly detachKeys: string
  readonly command: boolean
  readonly expose: boolean
  readonly port: string
  readonly privileged: boolean
  readonly overrides: string
  readonly overrideType: string
  /** As typed; only its form matters here. */
  readonly cascade: string
  readonly saveConfig: boolean
  readonly dryRun: DryRun
  readonly fieldManager: string
  readonly print: PrintFlags
  /** The command line to note on the objects (`--record`), undefined for none. */
  readonly changeCause?: string | undefined
}

export interface EnvVar {
  readonly name: string
  readonly value?: string
}

/** The flags that are more than text, read. */
export interface ParsedRun {
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly env: readonly EnvVar[]
  readonly restartPolicy: string
}

/** Reads the flags in kubectl's order (RunOptions.Complete). Throws for the first that cannot be read. */
export function parseRun(options: Omit<RunOptions, 'dryRun'>): ParsedRun {
  const annotations = parsePairs(options.annotations, 'annotations')
  const labels = parseLabels(options.labels)
  const env = options.env.map(parseEnv)
  const restartPolicy = parseRestart(options)
  checkPullPolicy(options.imagePullPolicy)
  if (options.podRunningTimeout <= 0) {
    throw new Error('--pod-running-timeout must be higher than zero')
  }
  return {annotations, labels, env, restartPolicy}
}

/** Flags that do not go together (RunOptions.Validate). Throws the first that is wrong. */
export function validateRun(options: RunOptions): void {
  const {args, image, tty, stdin, expose, port, rm, dryRun} = options
  const attach = attaches(options)
  if (args.length === 0) throw new Error('NAME is required for run')
  if (image === '') throw new Error('--image is required')
  if (!isImageReference(image)) {
    throw new Error(`invalid image name ${goQuote(image)}: invalid reference format`)
  }
  if (tty && !stdin) throw new Error('-i/--stdin is required for containers with -t/--tty=true')
  if (expose && port === '') throw new Error('--port must be set when exposing a service')
  if (port !== '' && !/^[+-]?\d+$/.test(port)) throw new Error('--port must be a number')
  if (!attach && rm) throw new Error('--rm should only be used for attached containers')
  if (attach && dryRun !== 'none') {
    throw new Error(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    )
  }
}

/** Whether the terminal is to be connected: `--stdin` alone means so. */
export function attaches({attach, stdin}: RunOptions): boolean {
  return attach ?? stdin
}

/** `KEY=VALUE` each (cmdutil.ParsePairs). Throws with all that are wrong. */
function parsePairs(pairs: readonly string[], what: string): Record<string, string> {
  const wrong = pairs.filter((pair) => pair.indexOf('=') < 1)
  if (wrong.length > 0) throw new Error(`invalid ${what} format: ${wrong.join(', ')}`)
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}

function parseLabels(text: string): Record<string, string> {
  if (text === '') return {}
  const labels = text.split(',').map((label) => {
    const parts = label.split('=')
    if (parts.length !== 2) throw new Error(`unexpected label spec: ${label}`)
    if (parts[0] === '') throw new Error('unexpected empty label key')
    return parts as [string, string]
  })
  return Object.fromEntries(labels)
}

function parseEnv(text: string): EnvVar {
  const [name] = text.split('=', 1)
  const isName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name!) && !/^(\.$|\.\.)/.test(name!)
  if (!text.includes('=') || !isName) throw new Error(`invalid env: ${text}`)
  const value = text.slice(name!.length + 1)
  return value === '' ? {name: name!} : {name: name!, value}
}

function parseRestart({restart, stdin}: Pick<RunOptions, 'restart' | 'stdin'>): string {
  if (restart === '') return stdin ? 'OnFailure' : 'Always'
  if (['Always', 'OnFailure', 'Never'].includes(restart)) return restart
  throw new Error(`invalid restart policy: ${restart}, valid values are: Always, OnFailure, Never`)
}

function checkPullPolicy(policy: string): void {
  if (['', 'Always', 'IfNotPresent', 'Never'].includes(policy)) return
  throw new Error(`invalid image pull policy: ${policy}, valid values are: Always, IfNotPresent, Never`)
}
