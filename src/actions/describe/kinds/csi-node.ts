import type {CSINode} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'
import {longTime} from '../times.ts'

const nodes = endpoint('storage.k8s.io/v1', 'csinodes', 'CSINode')

/** Shows the CSI drivers of a node. */
export const describeCSINode: Describer = async (d, _namespace, name) => {
  const node = await read<CSINode>(d, nodes, '', name)
  const events = await eventsOf(d, node, 'CSINode')
  return aligned((w) => {
    w.write(0, `Name:\t${node.metadata?.name ?? ''}\n`)
    writeLabelsAndAnnotations(w, node.metadata)
    w.write(0, `CreationTimestamp:\t${longTime(node.metadata?.creationTimestamp)}\n`)
    w.write(0, 'Spec:\n')
    if (node.spec?.drivers) w.write(1, 'Drivers:\n')
    for (const {name: driver = '', nodeID = '', allocatable, topologyKeys} of node.spec?.drivers ?? []) {
      w.write(2, `${driver}:\n`)
      w.write(3, `Node ID:\t${nodeID}\n`)
      if (allocatable?.count !== undefined) {
        w.write(3, 'Allocatables:\n')
        w.write(4, `Count:\t${allocatable.count}\n`)
      }
      if (topologyKeys) w.write(3, `Topology Keys:\t[${topologyKeys.join(' ')}]\n`)
    }
    writeEvents(w, events, d.now)
  })
}
