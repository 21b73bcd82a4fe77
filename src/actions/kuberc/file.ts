import {dirname, resolve} from 'node:path'
import {messageOf} from '../../base/errors.ts'
import {isNotExist} from '../../base/go-file-error.ts'
import {makeFolderOf, replaceFile} from '../../kubeconfig/write.ts'
import {encodePreference} from '../../kuberc/encode.ts'
import {type KubercLocation, locateKuberc} from '../../kuberc/location.ts'
import {decodePreference, type Preference} from '../../kuberc/preference.ts'
import {readKubercText} from '../../kuberc/read-text.ts'
import type {Session} from '../../session/session.ts'
import {formatYAML} from '../../yaml/yaml-writer.ts'

/** The file to show or change; `named` as `--kuberc` names it. Throws when preferences are off. */
export function requireLocation(named: string, {host}: Session): KubercLocation {
  const location = locateKuberc(named, host)
  if (location === undefined) throw new Error('KUBERC is disabled via KUBERC=off environment variable')
  return location
}

/**
 * The preferences of the file, undefined where there is none (kuberc's LoadPreference). Throws for a file that
 * cannot be read, is empty, or that a strict reader finds fault with: writing it anew would lose what it says.
 */
export function loadPreference(file: string, {host}: Session): Preference | undefined {
  try {
    return decodeStrictly(readKubercText(file, host.cwd), file)
  } catch (error) {
    if (isNotExist(error)) return undefined
    throw new Error(`error reading kuberc file: ${messageOf(error)}`)
  }
}

function decodeStrictly(text: string, file: string): Preference {
  const decoded = decodePreference(text, file)
  if (decoded === undefined) {
    throw new Error(
      'error converting Preferences to v1beta1.Preferences: expected pointer, but got invalid kind',
    )
  }
  if (decoded.strictError !== '') throw new Error(decoded.strictError)
  return decoded.preference
}

/** Writes the preferences and says so (kuberc's SavePreference). Throws when the file cannot be written. */
export function savePreference(preference: Preference, file: string, {host, io}: Session): void {
  const path = resolve(host.cwd, file)
  try {
    makeFolderOf(path)
  } catch (error) {
    throw new Error(`failed to create directory ${dirname(file)}: ${messageOf(error)}`)
  }
  try {
    replaceFile(path, file, formatYAML(encodePreference(preference)), 0o644)
  } catch (error) {
    throw new Error(`failed to write kuberc file: ${messageOf(error)}`)
  }
  io.out.write(`Updated ${file}\n`)
}
