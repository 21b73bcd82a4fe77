import {isObject, type JsonValue} from '../api/json.ts'
import {fieldAt, type KubeObject} from '../api/object.ts'
import type {Info} from './info.ts'
import type {MapChanges} from './pairs.ts'

/** The maps of text in an object's metadata that commands change. */
export type MetadataMap = 'labels' | 'annotations'

/** An object with a changed map, and the keys in question. */
export interface ChangedMap {
  readonly object: KubeObject
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** The map; empty where it is none, or holds anything but texts (unstructured.NestedStringMap). */
export function textsIn(object: KubeObject, field: MetadataMap): Readonly<Record<string, string>> {
  const map = fieldAt(object, 'metadata', field)
  return isObject(map) && Object.values(map).every(isText) ? (map as Record<string, string>) : {}
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string'
}

/**
 * A copy of the object with the changes in its map, which is there afterwards even when it is empty, and with this
 * resource version unless that is ''. Metadata that is no object stays as it is (Unstructured.setNestedMap gives up).
 */
export function changeMap(
  object: KubeObject,
  field: MetadataMap,
  {set, remove}: MapChanges,
  resourceVersion: string,
): ChangedMap {
  const map = new Map(Object.entries(textsIn(object, field)))
  const added = [...set].filter(([key, value]) => map.get(key) !== value).map(([key]) => key)
  for (const key of added) map.set(key, set.get(key)!)
  const removed = remove.filter((key) => map.delete(key))
  if (object.metadata !== undefined && !isObject(object.metadata)) return {object, added, removed}
  const version = resourceVersion === '' ? {} : {resourceVersion}
  const metadata = {...object.metadata, [field]: Object.fromEntries(map), ...version}
  return {object: {...object, metadata}, added, removed}
}

/** A copy without the resource version, so that a patch made from it has the new one in it. */
export function withoutResourceVersion(object: KubeObject): KubeObject {
  if (object.metadata?.resourceVersion === undefined) return object
  const {resourceVersion: _, ...metadata} = object.metadata
  return {...object, metadata}
}

/** The lines of `--list`; of several objects each gets a heading. */
export function listMap(
  {mapping, name}: Info,
  object: KubeObject,
  field: MetadataMap,
  single: boolean,
): string {
  const heading = `Listing ${field} for ${mapping.kind.kind}.${mapping.kind.group}/${name}:\n`
  const lines = Object.entries(textsIn(object, field)).map(([key, value]) => `${key}=${value}\n`)
  return single ? lines.join('') : heading + lines.map((line) => ` ${line}`).join('')
}
