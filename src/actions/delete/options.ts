import type {DryRun} from '../../api/dry-run.ts'
import {readGoBool} from '../../base/go-bool.ts'
import {checkRawPath} from '../../resources/raw-request.ts'
import type {DeleteOptions as ServerOptions} from '../../resources/helper.ts'

/** What `delete` was told, flags by their names. */
export interface DeleteOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize?: string | undefined
  readonly recursive: boolean
  readonly selector: string
  readonly fieldSelector: string
  readonly all: boolean
  readonly allNamespaces: boolean
  /** As typed: background, foreground, orphan or a boolean. */
  readonly cascade: string
  readonly force: boolean
  /** Seconds; -1 for the server's choice. */
  readonly gracePeriod: number
  /** Undefined when the user did not say. */
  readonly ignoreNotFound: boolean | undefined
  readonly now: boolean
  /** Milliseconds, 0 for no limit. */
  readonly timeout: number
  readonly wait: boolean
  readonly output: string
  readonly raw: string
  readonly interactive: boolean
  /** Do not ask a person at a terminal. */
  readonly yes: boolean
  readonly dryRun: DryRun
  /** Objects worked on at once. */
  readonly concurrency: number
}

export type Propagation = NonNullable<ServerOptions['propagationPolicy']>

/**
 * Reads `--cascade` (delete_flags.go's parseCascadingFlag); a boolean is an old form that `warn` is told
 * about. Throws for anything else.
 */
export function parseCascade(text: string, warn: (line: string) => void): Propagation {
  const policies: Readonly<Record<string, Propagation>> = {
    background: 'Background',
    foreground: 'Foreground',
    orphan: 'Orphan',
  }
  const policy = policies[text]
  if (policy !== undefined) return policy
  const isTrue = readGoBool(text)
  if (isTrue === undefined) {
    throw new Error(`invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`)
  }
  const now = isTrue ? 'background' : 'orphan'
  warn(
    `warning: --cascade=${text} is deprecated (boolean value) and can be replaced with --cascade=${now}.\n`,
  )
  return isTrue ? 'Background' : 'Orphan'
}

/** The grace period that goes to the server (DeleteOptions.Complete). Throws for `--now` with `--grace-period`. */
export function gracePeriodOf({now, gracePeriod, force}: DeleteOptions): number {
  if (now && gracePeriod !== -1) throw new Error('--now and --grace-period cannot be specified together')
  const seconds = now ? 1 : gracePeriod
  // 0 means losing data, so it takes --force as well.
  if (seconds === 0 && !force) return 1
  return force && seconds < 0 ? 0 : seconds
}

/** Flags that do not go together (DeleteOptions.Validate). Throws the first that is wrong. */
export function validateDelete(options: DeleteOptions, gracePeriod: number): void {
  const {output, all, selector, fieldSelector, force} = options
  if (output !== '' && output !== 'name') {
    throw new Error(`unexpected -o output mode: ${output}. We only support '-o name'`)
  }
  if (all && selector !== '') throw new Error('cannot set --all and --selector at the same time')
  if (all && fieldSelector !== '') {
    throw new Error('cannot set --all and --field-selector at the same time')
  }
  if (force && gracePeriod > 0) {
    throw new Error('--force and --grace-period greater than 0 cannot be specified together')
  }
  if (options.raw !== '') validateRaw(options)
}

function validateRaw({interactive, filenames, recursive, output, raw}: DeleteOptions): void {
  if (interactive) throw new Error('--interactive can not be used with --raw')
  if (filenames.length > 1) throw new Error('--raw can only use a single local file or stdin')
  if (/^https?:\/\//.test(filenames[0] ?? '')) throw new Error('--raw cannot read from a url')
  if (recursive) throw new Error('--raw and --recursive are mutually exclusive')
  if (output !== '') throw new Error('--raw and --output are mutually exclusive')
  checkRawPath(raw)
}
