import {isObject} from '../api/json.ts'
import {isList} from '../api/object.ts'
import {goQuote} from '../base/go-quote.ts'
import type {Info} from './info.ts'

/** The info in this namespace, if it has none and its kind has namespaces (resource.SetNamespace). */
export function setNamespace(info: Info, namespace: string): Info {
  if (!info.mapping.namespaced || info.namespace !== '' || namespace === '') return info
  const {object} = info
  if (object === undefined || isList(object)) return {...info, namespace}
  // Into metadata that is null or a number apimachinery's accessors write nothing, and do not say so.
  if (object.metadata === undefined || isObject(object.metadata))
    (object.metadata ??= {}).namespace = namespace
  return {...info, namespace}
}

/** The same, but throws when the info is in another namespace (resource.RequireNamespace). */
export function requireNamespace(info: Info, namespace: string): Info {
  const placed = setNamespace(info, namespace)
  if (!placed.mapping.namespaced || placed.namespace === namespace) return placed
  throw new Error(
    `the namespace from the provided object ${goQuote(placed.namespace)} does not match the namespace ` +
      `${goQuote(namespace)}. You must pass '--namespace=${placed.namespace}' to perform this operation.`,
  )
}

/** The info without a namespace, if its kind has none (resource.FilterNamespace). */
export function filterNamespace(info: Info): Info {
  if (info.mapping.namespaced) return info
  const {object} = info
  if (object?.metadata?.namespace !== undefined) delete object.metadata.namespace
  return info.namespace === '' ? info : {...info, namespace: ''}
}
