import {isObject, type JsonValue} from '../api/json.ts'
import {goKind} from './go-kind.ts'
import {messageOf} from '../base/errors.ts'
import {parseJSON} from '../yaml/json.ts'

/** A program's version as Kubernetes programs tell it (apimachinery's version.Info), in this order. */
export interface VersionInfo {
  readonly major: string
  readonly minor: string
  readonly emulationMajor?: string | undefined
  readonly emulationMinor?: string | undefined
  readonly minCompatibilityMajor?: string | undefined
  readonly minCompatibilityMinor?: string | undefined
  readonly gitVersion: string
  readonly gitCommit: string
  readonly gitTreeState: string
  readonly buildDate: string
  readonly goVersion: string
  readonly compiler: string
  readonly platform: string
}

/** Reads the answer of `/version`; fields that the Go struct does not have are dropped. Throws Go's words. */
export function parseVersionInfo(text: string): VersionInfo {
  try {
    return versionInfo(parseJSON(text))
  } catch (error) {
    throw new Error(`unable to parse the server version: ${messageOf(error)}`, {cause: error})
  }
}

function versionInfo(value: JsonValue): VersionInfo {
  if (value !== null && !isObject(value)) {
    throw new Error(`json: cannot unmarshal ${goKind(value)} into Go value of type version.Info`)
  }
  const text = (name: keyof VersionInfo): string => {
    const field = value?.[name] ?? ''
    if (typeof field === 'string') return field
    throw new Error(
      `json: cannot unmarshal ${goKind(field)} into Go struct field Info.${name} of type string`,
    )
  }
  return {
    major: text('major'),
    minor: text('minor'),
    emulationMajor: text('emulationMajor') || undefined,
    emulationMinor: text('emulationMinor') || undefined,
    minCompatibilityMajor: text('minCompatibilityMajor') || undefined,
    minCompatibilityMinor: text('minCompatibilityMinor') || undefined,
    gitVersion: text('gitVersion'),
    gitCommit: text('gitCommit'),
    gitTreeState: text('gitTreeState'),
    buildDate: text('buildDate'),
    goVersion: text('goVersion'),
    compiler: text('compiler'),
    platform: text('platform'),
  }
}
