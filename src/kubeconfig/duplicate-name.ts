import type {Struct} from './schema.ts'

const mapTypes: Readonly<Record<string, string>> = {
  NamedCluster: 'Cluster',
  NamedAuthInfo: 'AuthInfo',
  NamedContext: 'Context',
}

/**
 * The error for a name that occurs twice in a list (api/v1/conversion.go). kubectl prints the whole
 * list after it, in Go's `%v` notation; for users that would show tokens and keys, so there only the
 * names are shown.
 */
export function duplicateName(
  entry: string,
  struct: Struct,
  name: string,
  list: readonly (readonly [string, object])[],
): Error {
  const shown = list.map(([key, value]) =>
    entry === 'NamedAuthInfo' ? `{${key}}` : `{${key} ${goStruct(struct, value)}}`,
  )
  return new Error(
    `error converting *[]${entry} into *map[string]*api.${mapTypes[entry]}: duplicate name "${name}" in list: [${shown.join(' ')}]`,
  )
}

function goStruct(struct: Struct, value: object): string {
  return `{${struct.fields.map((field) => goValue(Reflect.get(value, field.prop))).join(' ')}}`
}

function goValue(value: unknown): string {
  if (value instanceof Uint8Array) return `[${[...value].join(' ')}]`
  if (value instanceof Map) return `[${[...value.keys()].map((key) => `{${String(key)}}`).join(' ')}]`
  return String(value)
}
