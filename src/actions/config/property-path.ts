import {configStruct, type Field, type Struct} from '../../kubeconfig/schema.ts'

/** Where a property name of `config set` leads to. */
export type PropertyPath =
  /** `kind` and `apiVersion`, which kubectl accepts and never changes. */
  | {readonly at: 'constant'}
  | {readonly at: 'field'; readonly owner: readonly [] | readonly [Field]; readonly field: Field}
  | {readonly at: 'stanza'; readonly list: Field; readonly name: string}
  | {readonly at: 'stanzaField'; readonly list: Field; readonly name: string; readonly field: Field}

/**
 * Reads a dotted property name (kubectl's newNavigationSteps). Names of stanzas may hold dots: they
 * end where a known field begins. Throws when it leads nowhere.
 */
export function parsePropertyPath(path: string): PropertyPath {
  const [first, ...rest] = path.split('.') as [string, ...string[]]
  if (rest.length === 0 && (first === 'kind' || first === 'apiVersion')) return {at: 'constant'}
  const top = fieldOf(configStruct, first)
  if (top === undefined) throw new Error(`unable to parse ${path} after [] at api.Config`)
  if (rest.length === 0) return {at: 'field', owner: [], field: top}
  const {type} = top
  if (typeof type === 'object' && 'named' in type) return stanzaPath(path, top, type.named.struct, rest)
  if (typeof type === 'object' && 'struct' in type) {
    const field = fieldOf(type.struct, rest[0]!)
    if (field === undefined)
      throw new Error(`unable to parse ${path} after [${first}] at api.${type.struct.name}`)
    endsHere(path, field, rest.slice(1))
    return {at: 'field', owner: [top], field}
  }
  endsHere(path, top, rest)
  throw new Error(`unable to parse one or more field values of ${path}`)
}

function stanzaPath(path: string, list: Field, struct: Struct, parts: readonly string[]): PropertyPath {
  const end = parts.findIndex((part, index) => index > 0 && fieldOf(struct, part) !== undefined)
  if (end < 0) return {at: 'stanza', list, name: parts.join('.')}
  const field = fieldOf(struct, parts[end]!)!
  endsHere(path, field, parts.slice(end + 1))
  return {at: 'stanzaField', list, name: parts.slice(0, end).join('.'), field}
}

/** Below a plain value there is nothing; below these maps kubectl does not go (it panics for extensions). */
function endsHere(path: string, field: Field, rest: readonly string[]): void {
  if (rest.length === 0) return
  if (field.type === 'stringListMap') throw new Error('string is not of type struct')
  throw new Error(`unable to parse one or more field values of ${path}`)
}

/** The command line calls impersonation `act-as`, the file `as`. */
function fieldOf(struct: Struct, name: string): Field | undefined {
  if (/^as(-|$)/.test(name)) return undefined
  return struct.fields.find(({json}) => (/^as(-|$)/.test(json) ? `act-${json}` : json) === name)
}
