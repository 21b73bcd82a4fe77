import type {ObjectMeta, Pod} from '../../api/raw-models.ts'
import {type Describing, endpoint, list} from './cluster.ts'

const pods = endpoint('v1', 'pods', 'Pod')
const phases = ['Running', 'Pending', 'Succeeded', 'Failed']

/** All pods of a namespace that match. Throws the server's error. */
export function listPods(
  d: Describing,
  options: {readonly namespace: string; readonly labelSelector?: string; readonly fieldSelector?: string},
): Promise<Pod[]> {
  return list<Pod>(d, pods, {...options, limit: d.chunkSize})
}

/** How many pods of the controller are in which phase, in one line. Throws the server's error. */
export async function podCounts(
  d: Describing,
  metadata: ObjectMeta | undefined,
  labelSelector: string,
): Promise<string> {
  const found = await listPods(d, {namespace: metadata?.namespace ?? '', labelSelector})
  const own = found.filter((pod) => controllerUid(pod.metadata) === metadata?.uid)
  const [running, waiting, succeeded, failed] = phases.map(
    (phase) => own.filter(({status}) => status?.phase === phase).length,
  )
  return `${running} Running / ${waiting} Waiting / ${succeeded} Succeeded / ${failed} Failed\n`
}

/** The uid of what controls the object. */
export function controllerUid(metadata: ObjectMeta | undefined): string | undefined {
  return metadata?.ownerReferences?.find(({controller}) => controller)?.uid
}
