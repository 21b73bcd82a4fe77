import type {KubeObject} from '../api/object.ts'
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

/**
 * A copy of the object with the changes in its map, which is there afterwards even when it is empty, and with this
 * resource version unless that is ''.
 */
export function changeMap(
  object: KubeObject,
  field: MetadataMap,
  {set, remove}: MapChanges,
  resourceVersion: string,
): ChangedMap {
  const map = new Map(Object.entries(object.metadata?.[field] ?? {}))
  const added = [...set].filter(([key, value]) => map.get(key) !== value).map(([key]) => key)
  for (const key of added) map.set(key, set.get(key)!)
  const removed = remove.filter((key) => map.delete(key))
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
  const lines = Object.entries(object.metadata?.[field] ?? {}).map(([key, value]) => `${key}=${value}\n`)
  return single ? lines.join('') : heading + lines.map((line) => ` ${line}`).join('')
}
