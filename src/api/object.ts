import {type JsonObject, type JsonValue, isObject} from './json.ts'

/** A Kubernetes object as the server sent it, kubectl's Unstructured. */
export interface KubeObject extends JsonObject {
  apiVersion?: string
  kind?: string
  metadata?: ObjectMeta
}

/** The part of ObjectMeta that a client looks at. */
export interface ObjectMeta extends JsonObject {
  name?: string
  generateName?: string
  namespace?: string
  uid?: string
  resourceVersion?: string
  generation?: number
  creationTimestamp?: string | null
  deletionTimestamp?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  finalizers?: string[]
}

/** A list as the server sends it: `kind: XList` (or `List`) with `items`. */
export interface KubeList extends KubeObject {
  items: KubeObject[]
}

/** Whether the object is a list: has an `items` list, apimachinery's IsListType for unstructured data. */
export function isList(object: JsonObject): object is KubeList {
  return Array.isArray(object['items'])
}

/** `metadata.name`, '' when there is none; in a manifest it may be anything. */
export function nameOf(object: KubeObject): string {
  return textOf(object.metadata?.name)
}

/** `metadata.namespace`, '' when there is none. */
export function namespaceOf(object: KubeObject): string {
  return textOf(object.metadata?.namespace)
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** The value at the path of keys, undefined where the path ends early. */
export function fieldAt(object: JsonObject, ...path: string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object
  for (const key of path) {
    if (!isObject(value)) return undefined
    value = value[key]
  }
  return value
}

/** The text at the path of keys, '' where there is none. */
export function textAt(object: JsonObject, ...path: string[]): string {
  const value = fieldAt(object, ...path)
  return typeof value === 'string' ? value : ''
}
