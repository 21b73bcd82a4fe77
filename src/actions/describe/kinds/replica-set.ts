import type {ReplicaSet, ReplicationController} from '../../../api/raw-models.ts'
import {messageOf} from '../../../base/errors.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {writeConditions} from '../conditions.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeController, writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {podCounts} from '../pod-counts.ts'
import {writePodTemplate} from '../pod-template.ts'
import {aligned} from '../prefix-writer.ts'
import {formatLabels, formatLabelSelector, selectorText} from '../selectors.ts'

const replicaSets = endpoint('apps/v1', 'replicasets', 'ReplicaSet')
const controllers = endpoint('v1', 'replicationcontrollers', 'ReplicationController')

/** Shows a ReplicaSet and how its pods are. */
export const describeReplicaSet: Describer = async (d, namespace, name) => {
  const set = await read<ReplicaSet>(d, replicaSets, namespace, name)
  const {metadata, spec = {}, status = {}} = set
  const [counts, events] = await Promise.all([
    podCounts(d, metadata, selectorText(spec.selector)).catch(
      (error: unknown) => `error in fetching pods: ${messageOf(error)}\n`,
    ),
    eventsOf(d, set, 'ReplicaSet'),
  ])
  return aligned((w) => {
    writeName(w, metadata)
    w.write(0, `Selector:\t${formatLabelSelector(spec.selector)}\n`)
    writeLabelsAndAnnotations(w, metadata)
    writeController(w, metadata)
    w.write(0, `Replicas:\t${status.replicas ?? 0} current / ${spec.replicas ?? 0} desired\n`)
    w.write(0, `Pods Status:\t${counts}`)
    writePodTemplate(w, spec.template ?? {})
    writeConditions(w, status.conditions)
    writeEvents(w, events, d.now)
  })
}

/** Shows a ReplicationController and how its pods are. */
export const describeReplicationController: Describer = async (d, namespace, name) => {
  const controller = await read<ReplicationController>(d, controllers, namespace, name)
  const {metadata, spec = {}, status = {}} = controller
  const [counts, events] = await Promise.all([
    podCounts(d, metadata, selectorText({matchLabels: spec.selector ?? {}})),
    eventsOf(d, controller, 'ReplicationController'),
  ])
  return aligned((w) => {
    writeName(w, metadata)
    w.write(0, `Selector:\t${formatLabels(spec.selector)}\n`)
    writeLabelsAndAnnotations(w, metadata)
    w.write(0, `Replicas:\t${status.replicas ?? 0} current / ${spec.replicas ?? 0} desired\n`)
    w.write(0, `Pods Status:\t${counts}`)
    writePodTemplate(w, spec.template)
    writeConditions(w, status.conditions)
    writeEvents(w, events, d.now)
  })
}
