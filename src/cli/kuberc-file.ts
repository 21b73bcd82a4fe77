import {statSync} from 'node:fs'
import {resolve} from 'node:path'
import type {Host} from '../base/host.ts'
import {messageOf, toError} from '../base/errors.ts'
import {type KubercLocation, locateKuberc} from '../kuberc/location.ts'
import {readKubercText} from '../kuberc/read-text.ts'

/** A preferences file that was looked for. */
export interface KubercFile extends KubercLocation {
  /** Its text, or why it could not be read. */
  readonly content: string | Error
}

/**
 * Reads the preferences file. Every run comes by here, so all that is done without one is to look for it
 * (kuberc's getExplicitKuberc and LoadKuberc). Throws for a flag that names none.
 */
export function readKuberc(argv: readonly string[], host: Host): KubercFile | undefined {
  if (argv.length === 0) return undefined
  const location = locate(namedIn(argv), host)
  if (location === undefined) return undefined
  try {
    if (!location.explicit && isMissing(resolve(host.cwd, location.name))) return undefined
    return {...location, content: readKubercText(location.name, host.cwd)}
  } catch (error) {
    return {...location, content: toError(error)}
  }
}

/** The usual case; an open that fails would cost an error object, half a millisecond in a program just started. */
function isMissing(file: string): boolean {
  return statSync(file, {throwIfNoEntry: false}) === undefined
}

function locate(named: string, host: Host): KubercLocation | undefined {
  try {
    return locateKuberc(named, host)
  } catch (error) {
    throw new Error(`kuberc error ${messageOf(error)}`)
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
