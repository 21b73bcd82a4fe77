import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import type {Host} from '../base/host.ts'

/** A preferences file that was looked for. */
export interface KubercFile {
  /** As named by the user, or the usual one. */
  readonly name: string
  /** The user named it: it must be there. */
  readonly explicit: boolean
  /** Its text, or why it could not be read. */
  readonly content: string | Error
}

/** Whether preferences are off altogether: then there is no flag for them either (the gate KUBECTL_KUBERC). */
function kubercDisabled({env}: Host): boolean {
  return env['KUBECTL_KUBERC'] === 'false'
}

/**
 * Reads the preferences file. Every run comes by here, so all that is done without one is to try to open it
 * (kuberc's getExplicitKuberc and LoadKuberc). Throws for a flag that names none.
 */
export function readKuberc(argv: readonly string[], host: Host): KubercFile | undefined {
  if (argv.length === 0 || kubercDisabled(host)) return undefined
  const named = namedIn(argv)
  const fromEnv = host.env['KUBERC'] ?? ''
  if (fromEnv === 'off') {
    if (named === '') return undefined
    throw new Error(
      'kuberc error disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive',
    )
  }
  const explicit = named !== '' || fromEnv !== ''
  const name = named || fromEnv || `${host.home}/.kube/kuberc`
  try {
    return {name, explicit, content: readFileSync(resolve(host.cwd, name), 'utf8')}
  } catch (error) {
    if (!explicit && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    return {name, explicit, content: error as Error}
  }
}

/** The value of `--kuberc`, found before anything else of the command line is understood; '' for none. */
function namedIn(argv: readonly string[]): string {
  for (const [index, word] of argv.entries()) {
    if (word === '--') return ''
    const value =
      word === '--kuberc' ? argv[index + 1] : word.includes('--kuberc=') ? word.split('=')[1] : undefined
    if (word === '--kuberc' ? value === undefined : value === '') throw new Error('kuberc file is not found')
    if (value !== undefined) return value
  }
  return ''
}
