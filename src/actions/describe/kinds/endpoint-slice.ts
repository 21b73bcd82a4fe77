import type {EndpointSlice} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'

const slices = endpoint('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice')

/** Shows an EndpointSlice. */
export const describeEndpointSlice: Describer = async (d, namespace, name) => {
  const slice = await read<EndpointSlice>(d, slices, namespace, name)
  const events = await eventsOf(d, slice, 'EndpointSlice')
  return aligned((w) => {
    writeName(w, slice.metadata)
    writeLabelsAndAnnotations(w, slice.metadata)
    w.write(0, `AddressType:\t${slice.addressType ?? ''}\n`)
    writePorts(w, slice)
    writeEndpoints(w, slice)
    writeEvents(w, events, d.now)
  })
}

function writePorts(w: PrefixWriter, {ports}: EndpointSlice): void {
  if (!ports?.length) {
    w.write(0, 'Ports: <unset>\n')
    return
  }
  w.write(0, 'Ports:\n')
  w.write(1, 'Name\tPort\tProtocol\n')
  w.write(1, '----\t----\t--------\n')
  for (const {name, port, protocol = ''} of ports) {
    w.write(1, `${name || '<unset>'}\t${port ?? '<unset>'}\t${protocol}\n`)
  }
}

function writeEndpoints(w: PrefixWriter, {endpoints}: EndpointSlice): void {
  if (!endpoints?.length) {
    w.write(0, 'Endpoints: <none>\n')
    return
  }
  w.write(0, 'Endpoints:\n')
  for (const {addresses = [], conditions, hostname, targetRef, nodeName, zone} of endpoints) {
    w.write(1, `- Addresses:\t${addresses.join(', ') || '<none>'}\n`)
    w.write(2, 'Conditions:\n')
    w.write(3, `Ready:\t${conditions?.ready ?? '<unset>'}\n`)
    w.write(2, `Hostname:\t${hostname ?? '<unset>'}\n`)
    if (targetRef) w.write(2, `TargetRef:\t${targetRef.kind ?? ''}/${targetRef.name ?? ''}\n`)
    w.write(2, `NodeName:\t${nodeName ?? '<unset>'}\n`)
    w.write(2, `Zone:\t${zone ?? '<unset>'}\n`)
  }
}
