import type {IPAddress} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'

const current = endpoint('networking.k8s.io/v1', 'ipaddresses', 'IPAddress')
const beta = endpoint('networking.k8s.io/v1beta1', 'ipaddresses', 'IPAddress')

/** Shows an address and what it belongs to. */
export const describeIPAddress: Describer = async (d, _namespace, name) => {
  const address = await read<IPAddress>(d, current, '', name).catch(() => read<IPAddress>(d, beta, '', name))
  const events = await eventsOf(d, address, 'IPAddress')
  return aligned((w) => {
    w.write(0, `Name:\t${address.metadata?.name ?? ''}\n`)
    writeLabelsAndAnnotations(w, address.metadata)
    const parent = address.spec?.parentRef
    if (parent) {
      w.write(0, 'Parent Reference:\n')
      w.write(1, `Group:\t${parent.group ?? ''}\n`)
      w.write(1, `Resource:\t${parent.resource ?? ''}\n`)
      w.write(1, `Namespace:\t${parent.namespace ?? ''}\n`)
      w.write(1, `Name:\t${parent.name ?? ''}\n`)
    }
    writeEvents(w, events, d.now)
  })
}
