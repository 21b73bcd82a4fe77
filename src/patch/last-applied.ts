import type {KubeObject} from '../api/object.ts'
import {formatJSON} from '../yaml/json.ts'
import {createMergePatch} from './json-merge.ts'

/** Where `apply` keeps what was applied last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** What was applied last according to the object, undefined when it does not say (GetOriginalConfiguration). */
export function originalConfiguration(object: KubeObject): string | undefined {
  const annotations = object.metadata?.annotations
  return annotations && Object.hasOwn(annotations, LAST_APPLIED) ? annotations[LAST_APPLIED] : undefined
}

/**
 * The object as JSON with a line break, without or (`annotate`) with itself in the annotation: what
 * apply sends, byte for byte (GetModifiedConfiguration). Leaves the object as it was.
 */
export function modifiedConfiguration(object: KubeObject, annotate: boolean): string {
  const bare = encodeObject(withAnnotation(object, undefined))
  return annotate ? encodeObject(withAnnotation(object, bare)) : bare
}

/** The object with itself in the annotation, as apply creates it (CreateApplyAnnotation). */
export function withApplyAnnotation(object: KubeObject): KubeObject {
  return withAnnotation(object, modifiedConfiguration(object, false))
}

/** The same where `create` wants it or the object has the annotation already; else the object itself (CreateOrUpdateAnnotation). */
export function updatedConfiguration(object: KubeObject, create: boolean): KubeObject {
  return create || originalConfiguration(object) ? withApplyAnnotation(object) : object
}

/** The object as the API machinery writes unstructured ones: compact JSON and a line break. */
export function encodeObject(object: KubeObject): string {
  return `${formatJSON(object)}\n`
}

/** A shallow copy with this value in the annotation; kubectl leaves an empty map of annotations there, not none. `metadata: null` takes none. */
function withAnnotation(object: KubeObject, value: string | undefined): KubeObject {
  if (object.metadata === null) return object
  const annotations = {...object.metadata?.annotations}
  delete annotations[LAST_APPLIED]
  if (value !== undefined) annotations[LAST_APPLIED] = value
  return {...object, metadata: {...object.metadata, annotations}}
}

/** The JSON merge patch that makes the object's annotation hold the object as it is (editor.GetApplyPatch). */
export function lastAppliedPatch(object: KubeObject): {
  readonly patch: string
  readonly configuration: string
} {
  const configuration = encodeObject(object)
  const annotations = {...object.metadata?.annotations, [LAST_APPLIED]: configuration}
  const annotated = {...object, metadata: {...object.metadata, annotations}}
  return {patch: formatJSON(createMergePatch(object, annotated)), configuration}
}
