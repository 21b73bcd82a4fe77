import type {ServiceCIDR} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {writeConditionTable} from '../conditions.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'

const current = endpoint('networking.k8s.io/v1', 'servicecidrs', 'ServiceCIDR')
const beta = endpoint('networking.k8s.io/v1beta1', 'servicecidrs', 'ServiceCIDR')

/** Shows a range of service addresses. */
export const describeServiceCIDR: Describer = async (d, _namespace, name) => {
  const cidr = await read<ServiceCIDR>(d, current, '', name).catch(() => read<ServiceCIDR>(d, beta, '', name))
  const events = await eventsOf(d, cidr, 'ServiceCIDR')
  return aligned((w) => {
    w.write(0, `Name:\t${cidr.metadata?.name ?? ''}\n`)
    writeLabelsAndAnnotations(w, cidr.metadata)
    w.write(0, `CIDRs:\t${(cidr.spec?.cidrs ?? []).join(', ')}\n`)
    if (cidr.status?.conditions?.length) w.write(0, 'Status:\n')
    writeConditionTable(w, cidr.status?.conditions)
    writeEvents(w, events, d.now)
  })
}
