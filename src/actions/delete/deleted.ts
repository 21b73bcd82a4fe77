import {fieldAt, type KubeObject} from '../../api/object.ts'
import {formatGroupKind} from '../../api/schema.ts'
import type {Info} from '../../resources/info.ts'

/** An object whose deletion the server accepted. */
export interface Deleted {
  readonly info: Info
  /** '' when the answer did not tell. */
  readonly uid: string
  /** The answer was a Status: the object is gone already. */
  readonly gone: boolean
}

/** What an answer tells: a server that removes an object at once sends a Status, otherwise the object. */
export function outcomeOf(answer: KubeObject): {uid: string; gone: boolean} {
  if (answer.kind === 'Status') {
    const uid = fieldAt(answer, 'details', 'uid')
    return {uid: typeof uid === 'string' ? uid : '', gone: answer['status'] === 'Success'}
  }
  return {uid: answer.metadata?.uid ?? '', gone: false}
}

/** `deployment.apps`, or `pod` for the core group. */
export function kindName({mapping}: Pick<Info, 'mapping'>): string {
  return formatGroupKind(mapping.kind).toLowerCase()
}

/** What is said when the answer was no. */
export const cancelled = 'deletion is cancelled\n'
