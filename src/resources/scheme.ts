import type {KubeObject} from '../api/object.ts'
import {formatGroupVersion, type GroupVersionKind, kindOf} from '../api/schema.ts'
import {formatJSON} from '../yaml/json.ts'
import {metadataFault} from './object-meta.ts'

/** The Go types that kubectl reads manifests into, in commands that do (Builder.WithScheme). */
export interface Scheme {
  /** Whether the kind has a type. */
  has(kind: GroupVersionKind): boolean
  /** What of the object does not fit into its type; undefined for nothing. */
  fault(object: KubeObject): string | undefined
}

const name = 'scheme "pkg/runtime/scheme.go:111"'

/** What is wrong with an item of a List that has no type. */
export const untypedItem =
  'unable to get type info from the object "*runtime.Unknown": no kind is registered for the type runtime.Unknown in ' +
  name

/** What is wrong with a document that has no type. */
export function untyped(kind: GroupVersionKind): string {
  return `no kind "${kind.kind}" is registered for version "${formatGroupVersion(kind)}" in ${name}`
}

/** What keeps the object from being read into a Go type; that there is none is another matter. */
export function decodingFault(object: KubeObject, scheme: Scheme, json?: string): string | undefined {
  const missing = (['kind', 'apiVersion'] as const).find((field) => !object[field])
  if (missing !== undefined) {
    const what = missing === 'kind' ? 'Kind' : missing
    return `Object '${what}' is missing in '${json?.trim() ?? formatJSON(object)}'`
  }
  return metadataFault(object, json) ?? (scheme.has(kindOf(object)) ? scheme.fault(object) : undefined)
}
