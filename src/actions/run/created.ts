import type {KubeObject} from '../../api/object.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'

/** An object that `run` has made (kubectl's RunObject). */
export interface Created {
  readonly object: KubeObject
  readonly mapping: RESTMapping
}
