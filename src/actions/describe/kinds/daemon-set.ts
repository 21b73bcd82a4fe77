import type {DaemonSet} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {podCounts} from '../pod-counts.ts'
import {writePodTemplate} from '../pod-template.ts'
import {aligned} from '../prefix-writer.ts'
import {formatLabels, selectorText} from '../selectors.ts'

const daemonSets = endpoint('apps/v1', 'daemonsets', 'DaemonSet')

/** Shows a DaemonSet: on how many nodes it is, and how its pods are. */
export const describeDaemonSet: Describer = async (d, namespace, name) => {
  const set = await read<DaemonSet>(d, daemonSets, namespace, name)
  const {metadata, spec = {}, status = {}} = set
  const selector = selectorText(spec.selector)
  const [counts, events] = await Promise.all([
    podCounts(d, metadata, selector),
    eventsOf(d, set, 'DaemonSet'),
  ])
  return aligned((w) => {
    writeName(w, metadata)
    w.write(0, `Selector:\t${selector}\n`)
    w.write(0, `Node-Selector:\t${formatLabels(spec.template?.spec?.nodeSelector)}\n`)
    writeLabelsAndAnnotations(w, metadata)
    w.write(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled ?? 0}\n`)
    w.write(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled ?? 0}\n`)
    w.write(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}\n`)
    w.write(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}\n`)
    w.write(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled ?? 0}\n`)
    w.write(0, `Pods Status:\t${counts}`)
    writePodTemplate(w, spec.template ?? {})
    writeEvents(w, events, d.now)
  })
}
