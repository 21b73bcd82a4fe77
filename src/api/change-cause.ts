import type {KubeObject} from './object.ts'

/** The annotation that `--record` keeps the command line in. */
export const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/** A copy of the object that notes the command line; the object itself when there is none to note. */
export function withChangeCause(object: KubeObject, cause: string | undefined): KubeObject {
  if (cause === undefined || object.metadata === null) return object
  const annotations = {...object.metadata?.annotations, [CHANGE_CAUSE]: cause}
  return {...object, metadata: {...object.metadata, annotations}}
}
