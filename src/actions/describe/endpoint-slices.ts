import type {EndpointSlice} from '../../api/raw-models.ts'
import {type Describing, endpoint, list} from './cluster.ts'
import {joinHostPort} from './probes.ts'

const slices = endpoint('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice')
const shown = 3

/** The endpoint slices of a service. Throws the server's error. */
export function slicesOf(d: Describing, namespace: string, service: string): Promise<EndpointSlice[]> {
  return list<EndpointSlice>(d, slices, {namespace, labelSelector: `kubernetes.io/service-name=${service}`})
}

/** The first ready addresses of a service's port, and how many there are more (kubectl's formatEndpointSlices). */
export function endpointsText(found: readonly EndpointSlice[], portName: string): string {
  if (found.length === 0) return '<none>'
  const addresses: string[] = []
  let more = false
  let count = 0
  for (const {ports, endpoints} of found) {
    const wanted = ports?.length ? ports.filter(({name = ''}) => name === portName) : [undefined]
    for (const port of wanted) {
      for (const {addresses: own = [], conditions} of endpoints ?? []) {
        // kubectl looks for room before it looks whether the address counts.
        if (addresses.length === shown) more = true
        if (conditions?.ready === false) continue
        const address = own[0] ?? ''
        if (!more) addresses.push(port === undefined ? address : joinHostPort(address, port.port ?? 0))
        count++
      }
    }
  }
  const text = addresses.join(',')
  return more ? `${text} + ${count - shown} more...` : text
}
