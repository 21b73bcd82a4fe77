import {parseGoBool} from '../../base/go-bool.ts'
import {goQuote} from '../../base/go-quote.ts'
import {toError} from '../../base/errors.ts'
import {decodeBase64} from '../../base/go-base64.ts'
import type {KubeConfig} from '../../kubeconfig/config.ts'
import {sortKeys} from '../../yaml/json.ts'
import {configStruct, type Field, type Struct} from '../../kubeconfig/schema.ts'
import type {Session} from '../../session/session.ts'
import {editConfig} from './access.ts'
import {parsePropertyPath, type PropertyPath} from './property-path.ts'

/** Sets one value of the kubeconfig. `rawBytes` takes the value of a data field as it is, not as base64. */
export async function setProperty(
  session: Session,
  path: string,
  value: string,
  rawBytes: boolean,
): Promise<void> {
  if (value === '') throw new Error('you cannot use set to unset a property')
  if (path === '') throw new Error('you must specify a property')
  await editConfig(session, (config) => setAt(config, parsePropertyPath(path), path, value, rawBytes), false)
  session.io.out.write(`Property ${goQuote(path)} set.\n`)
}

/** Clears one value of the kubeconfig, or removes a stanza. */
export async function unsetProperty(session: Session, path: string): Promise<void> {
  if (path === '') throw new Error('you must specify a property')
  await editConfig(session, (config) => unsetAt(config, parsePropertyPath(path)), false)
  session.io.out.write(`Property ${goQuote(path)} unset.\n`)
}

function setAt(
  config: KubeConfig,
  where: PropertyPath,
  path: string,
  value: string,
  rawBytes: boolean,
): void {
  if (where.at === 'constant') return
  if (where.at === 'stanza') throw notOneValue(stanzasOf(config, where.list), path)
  const given = {path, value, rawBytes}
  if (where.at === 'field') {
    setField(ownerOf(config, where.owner), where.field, given)
    return
  }
  const stanzas = stanzasOf(config, where.list)
  const stanza = stanzas.get(where.name) ?? structOf(where.list).make()
  setField(stanza, where.field, given)
  stanzas.set(where.name, stanza)
}

function unsetAt(config: KubeConfig, where: PropertyPath): void {
  if (where.at === 'constant') return
  if (where.at === 'field') {
    const [owner] = where.owner
    const struct = owner === undefined ? configStruct : structOf(owner)
    copyZero(struct, ownerOf(config, where.owner), where.field)
    return
  }
  const stanzas = stanzasOf(config, where.list)
  if (where.at === 'stanza') {
    stanzas.delete(where.name)
    return
  }
  const stanza = stanzas.get(where.name)
  if (stanza === undefined) throw new Error(`current map key \`${where.name}\` is invalid`)
  copyZero(structOf(where.list), stanza, where.field)
}

function copyZero(struct: Struct, target: object, field: Field): void {
  Reflect.set(target, field.prop, Reflect.get(struct.make(), field.prop))
}

function ownerOf(config: KubeConfig, owner: readonly Field[]): object {
  return owner[0] === undefined ? config : (Reflect.get(config, owner[0].prop) as object)
}

function stanzasOf(config: KubeConfig, list: Field): Map<string, object> {
  return Reflect.get(config, list.prop) as Map<string, object>
}

function structOf({type}: Field): Struct {
  if (typeof type === 'object' && 'named' in type) return type.named.struct
  if (typeof type === 'object' && 'struct' in type) return type.struct
  throw new Error('not a struct')
}

interface Given {
  readonly path: string
  readonly value: string
  readonly rawBytes: boolean
}

function setField(owner: object, {prop, type}: Field, {path, value, rawBytes}: Given): void {
  const set = (item: unknown) => Reflect.set(owner, prop, item)
  if (type === 'string') set(value)
  else if (type === 'bool') set(parseGoBool(value))
  else if (type === 'bytes') set(rawBytes ? Buffer.from(value) : decoded(value))
  else if (type === 'strings') throw new Error('unrecognized slice type. string')
  else throw notOneValue(Reflect.get(owner, prop), path)
}

/** What kubectl says; at a pointer it crashes. */
function notOneValue(current: unknown, path: string): Error {
  if (current instanceof Map) return new Error(`can't set a map to a value: ${goMap(current)}`)
  if (path !== 'preferences') return new Error(`${path} holds several values and cannot be set to one`)
  const {colors, extensions} = current as KubeConfig['preferences']
  const step = 'config.navigationStep{stepValue:"", stepType:reflect.Type(nil)}'
  return new Error(`unable to locate path ${step} under {${colors} ${goMap(extensions)}}`)
}

/** Go prints where a stanza lies in memory, which nobody can repeat. */
function goMap(map: ReadonlyMap<string, unknown>): string {
  const entries = sortKeys([...map.keys()]).map((key) => {
    const value = map.get(key)
    return `${key}:${Array.isArray(value) ? `[${value.join(' ')}]` : '...'}`
  })
  return `map[${entries.join(' ')}]`
}

function decoded(value: string): Uint8Array {
  try {
    return decodeBase64(value)
  } catch (error) {
    throw new Error(`error decoding input value: ${toError(error).message}`)
  }
}
