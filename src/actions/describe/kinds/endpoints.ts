import type {Endpoints} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'

const endpoints = endpoint('v1', 'endpoints', 'Endpoints')

type Subset = NonNullable<Endpoints['subsets']>[number]

/** Shows the addresses of Endpoints. */
export const describeEndpoints: Describer = async (d, namespace, name) => {
  const object = await read<Endpoints>(d, endpoints, namespace, name)
  const events = await eventsOf(d, object, 'Endpoints')
  return aligned((w) => {
    writeName(w, object.metadata)
    writeLabelsAndAnnotations(w, object.metadata)
    w.write(0, 'Subsets:\n')
    for (const subset of object.subsets ?? []) writeSubset(w, subset)
    writeEvents(w, events, d.now)
  })
}

function writeSubset(w: PrefixWriter, {addresses, notReadyAddresses, ports = []}: Subset): void {
  const text = (list: Subset['addresses'] = []): string => list.map(({ip = ''}) => ip).join(',') || '<none>'
  w.write(1, `Addresses:\t${text(addresses)}\n`)
  w.write(1, `NotReadyAddresses:\t${text(notReadyAddresses)}\n`)
  if (ports.length > 0) {
    w.write(1, 'Ports:\n')
    w.write(2, 'Name\tPort\tProtocol\n')
    w.write(2, '----\t----\t--------\n')
  }
  for (const {name, port = 0, protocol = ''} of ports) {
    w.write(2, `${name || '<unset>'}\t${port}\t${protocol}\n`)
  }
  w.write(0, '\n')
}
