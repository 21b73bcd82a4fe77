import {isObject, type JsonObject} from '../../api/json.ts'
import {jsonEqual} from '../../api/json-compare.ts'
import type {KubeObject} from '../../api/object.ts'
import {kindOf} from '../../api/schema.ts'

const hidden = '***'
const before = '*** (before)'
const after = '*** (after)'

/** An object as it is and as it would be; undefined where there is none. */
export interface Versions {
  readonly live: KubeObject | undefined
  readonly merged: KubeObject
}

/** Whether the values of the object are not for the eye. */
export function isSecret(object: KubeObject): boolean {
  const {version, kind} = kindOf(object)
  return version === 'v1' && kind === 'Secret'
}

/** The versions with the values of their `data` hidden; those that differ still differ (diff.go's Masker). */
export function maskSecret({live, merged}: Versions): Versions {
  const from = dataOf(live)
  const to = dataOf(merged)
  const changed = (key: string): boolean =>
    from !== undefined &&
    to !== undefined &&
    Object.hasOwn(from, key) &&
    Object.hasOwn(to, key) &&
    !jsonEqual(from[key], to[key])
  return {
    live: live && masked(live, from, (key) => (changed(key) ? before : hidden)),
    merged: masked(merged, to, (key) => (changed(key) ? after : hidden)),
  }
}

/** Throws for data that is no map, as kubectl does: what cannot be hidden is not shown. */
function dataOf(object: KubeObject | undefined): JsonObject | undefined {
  const data = object?.['data']
  if (data === undefined || isObject(data)) return data
  throw new Error(
    "run masker: extract 'data' field: get nested map: .data accessor error: it is not of the type map[string]interface{}",
  )
}

function masked(object: KubeObject, data: JsonObject | undefined, mask: (key: string) => string): KubeObject {
  if (data === undefined) return object
  return {...object, data: Object.fromEntries(Object.keys(data).map((key) => [key, mask(key)]))}
}
