import type {JsonObject, JsonValue} from '../api/json.ts'
import {type CommandDefaults, group, type Preference} from './preference.ts'

/** The preferences as the v1beta1 object that kubectl prints and writes: fields in the order of the Go structs. */
export function encodePreference({defaults, aliases, pluginPolicy}: Preference): JsonObject {
  const {type, allowlist = []} = pluginPolicy
  return {
    kind: 'Preference',
    apiVersion: `${group}/v1beta1`,
    defaults:
      defaults?.map(({command, options}) => ({command, options: encodeOptions(options) ?? null})) ?? null,
    aliases:
      aliases?.map(({name, command, prependArgs, appendArgs, options}) => ({
        name,
        command,
        ...filled('prependArgs', prependArgs),
        ...filled('appendArgs', appendArgs),
        ...filled('options', encodeOptions(options)),
      })) ?? null,
    ...(type === '' ? {} : {credentialPluginPolicy: type}),
    ...filled(
      'credentialPluginAllowlist',
      allowlist.map((command) => (command === '' ? {} : {command})),
    ),
  }
}

function encodeOptions(options: CommandDefaults['options']): JsonObject[] | undefined {
  return options?.map(({name, default: value}) => ({name, default: value}))
}

/** Go's omitempty. */
function filled(field: string, list: readonly JsonValue[] | undefined): JsonObject {
  return list === undefined || list.length === 0 ? {} : {[field]: [...list]}
}
