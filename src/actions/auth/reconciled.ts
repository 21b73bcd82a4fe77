import type {JsonValue} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'

/** What has to be done so that an object allows what a manifest says, and the object then (component-helpers' reconciliation). */
export interface Reconciled {
  readonly operation: 'create' | 'update' | 'recreate' | 'none'
  readonly object: KubeObject
  /** The live object wants to be left alone. */
  readonly isProtected: boolean
  /** Rules or subjects, as Go prints them. */
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

/** The live object with the labels and annotations of the manifest that it has not, and whether that changes it. */
export function withMetadata(
  live: KubeObject,
  wanted: KubeObject,
): {readonly object: KubeObject; readonly changed: boolean} {
  const labels = merged(wanted.metadata?.labels, live.metadata?.labels)
  const annotations = merged(wanted.metadata?.annotations, live.metadata?.annotations)
  const changed = isLarger(labels, live.metadata?.labels) || isLarger(annotations, live.metadata?.annotations)
  const metadata = {...live.metadata, ...(labels && {labels}), ...(annotations && {annotations})}
  return {object: {...live, metadata}, changed}
}

/** Whether the object opted out of being changed. */
export function isProtected({metadata}: KubeObject): boolean {
  return metadata?.annotations?.['rbac.authorization.kubernetes.io/autoupdate'] === 'false'
}

/** The list in a field, [] for none. */
export function listIn(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

type Texts = Readonly<Record<string, string>> | null | undefined

/** What is live wins. */
function merged(wanted: Texts, live: Texts): Record<string, string> | undefined {
  return wanted || live ? {...wanted, ...live} : undefined
}

/** An empty map in place of none is a change, too, as Go compares. */
function isLarger(after: Texts, before: Texts): boolean {
  return after ? !before || Object.keys(after).length > Object.keys(before).length : false
}
