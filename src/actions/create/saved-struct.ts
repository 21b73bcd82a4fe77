import type {KubeObject} from '../../api/object.ts'
import {LAST_APPLIED} from '../../patch/last-applied.ts'
import {formatJSON} from '../../yaml/json.ts'

/** `--save-config`: the struct as Go writes it, with a line break, in its own annotation. */
export function withSavedStruct(object: KubeObject): KubeObject {
  return withAnnotation(object, LAST_APPLIED, `${formatJSON(object, 0, {order: 'given'})}\n`)
}

/**
 * The object with one more annotation. Fields keep the order of ObjectMeta, where annotations come after
 * labels and before owner references.
 */
export function withAnnotation(object: KubeObject, key: string, value: string): KubeObject {
  const {annotations, ownerReferences, finalizers, managedFields, ...before} = object.metadata ?? {}
  const metadata = {
    ...before,
    annotations: {...annotations, [key]: value},
    ...(ownerReferences === undefined ? {} : {ownerReferences}),
    ...(finalizers === undefined ? {} : {finalizers}),
    ...(managedFields === undefined ? {} : {managedFields}),
  }
  return {...object, metadata}
}
