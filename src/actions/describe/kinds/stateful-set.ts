import type {StatefulSet} from '../../../api/raw-models.ts'
import {writeClaimTemplates} from '../claims.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {podCounts} from '../pod-counts.ts'
import {writePodTemplate} from '../pod-template.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {selectorText} from '../selectors.ts'
import {longTime} from '../times.ts'

const statefulSets = endpoint('apps/v1', 'statefulsets', 'StatefulSet')

/** Shows a StatefulSet, how its pods are and what they claim. */
export const describeStatefulSet: Describer = async (d, namespace, name) => {
  const set = await read<StatefulSet>(d, statefulSets, namespace, name)
  const {metadata, spec = {}, status = {}} = set
  const selector = selectorText(spec.selector)
  const [counts, events] = await Promise.all([
    podCounts(d, metadata, selector),
    eventsOf(d, set, 'StatefulSet'),
  ])
  return aligned((w) => {
    writeName(w, metadata)
    w.write(0, `CreationTimestamp:\t${longTime(metadata?.creationTimestamp)}\n`)
    w.write(0, `Selector:\t${selector}\n`)
    writeLabelsAndAnnotations(w, metadata)
    if (spec.serviceName) w.write(0, `Service Name:\t${spec.serviceName}\n`)
    if (spec.podManagementPolicy) w.write(0, `Pod Management Policy:\t${spec.podManagementPolicy}\n`)
    w.write(0, `Replicas:\t${spec.replicas ?? 0} desired | ${status.replicas ?? 0} total\n`)
    writePolicies(w, spec)
    w.write(0, `Pods Status:\t${counts}`)
    writePodTemplate(w, spec.template ?? {})
    writeClaimTemplates(w, spec.volumeClaimTemplates)
    writeEvents(w, events, d.now)
  })
}

function writePolicies(w: PrefixWriter, spec: NonNullable<StatefulSet['spec']>): void {
  w.write(0, `Update Strategy:\t${spec.updateStrategy?.type ?? ''}\n`)
  const rolling = spec.updateStrategy?.rollingUpdate
  if (rolling?.partition !== undefined) {
    w.write(1, `Partition:\t${rolling.partition}\n`)
    if (rolling.maxUnavailable !== undefined) {
      w.write(1, `MaxUnavailable:\t${String(rolling.maxUnavailable)}\n`)
    }
  }
  const retention = spec.persistentVolumeClaimRetentionPolicy
  if (!retention) return
  w.write(0, 'Persistent Volume Claim Retention Policy:\n')
  w.write(1, `WhenDeleted:\t${retention.whenDeleted ?? ''}\n`)
  w.write(1, `WhenScaled:\t${retention.whenScaled ?? ''}\n`)
}
