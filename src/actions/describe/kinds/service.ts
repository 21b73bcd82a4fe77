import type {EndpointSlice, Service} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {endpointsText, slicesOf} from '../endpoint-slices.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {formatLabels} from '../selectors.ts'

const services = endpoint('v1', 'services', 'Service')

/** Shows a service: its addresses, ports and what is behind them. */
export const describeService: Describer = async (d, namespace, name) => {
  const service = await read<Service>(d, services, namespace, name)
  const [slices, events] = await Promise.all([
    slicesOf(d, service.metadata?.namespace ?? '', service.metadata?.name ?? '').catch(
      (): EndpointSlice[] => [],
    ),
    eventsOf(d, service, 'Service'),
  ])
  const {metadata, spec = {}} = service
  return aligned((w) => {
    writeName(w, metadata)
    writeLabelsAndAnnotations(w, metadata)
    writeAddresses(w, service)
    for (const port of spec.ports ?? []) writePort(w, port, slices)
    writePolicies(w, spec)
    writeEvents(w, events, d.now)
  })
}

function writeAddresses(w: PrefixWriter, {spec = {}, status}: Service): void {
  w.write(0, `Selector:\t${formatLabels(spec.selector)}\n`)
  w.write(0, `Type:\t${spec.type ?? ''}\n`)
  if (spec.ipFamilyPolicy !== undefined) w.write(0, `IP Family Policy:\t${spec.ipFamilyPolicy}\n`)
  w.write(0, `IP Families:\t${(spec.ipFamilies ?? []).join(',') || '<none>'}\n`)
  w.write(0, `IP:\t${spec.clusterIP ?? ''}\n`)
  w.write(0, `IPs:\t${spec.clusterIPs?.length ? spec.clusterIPs.join(',') : '<none>'}\n`)
  if (spec.externalIPs?.length) w.write(0, `External IPs:\t${spec.externalIPs.join(',')}\n`)
  if (spec.loadBalancerIP) w.write(0, `Desired LoadBalancer IP:\t${spec.loadBalancerIP}\n`)
  if (spec.externalName) w.write(0, `External Name:\t${spec.externalName}\n`)
  const ingress = status?.loadBalancer?.ingress ?? []
  if (ingress.length === 0) return
  const texts = ingress.map(({ip, ipMode, hostname = ''}) =>
    ip ? ip + (ipMode === undefined ? '' : ` (${ipMode})`) : hostname,
  )
  w.write(0, `LoadBalancer Ingress:\t${texts.join(', ')}\n`)
}

type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number]

function writePort(w: PrefixWriter, port: ServicePort, slices: readonly EndpointSlice[]): void {
  const {port: number = 0, protocol = '', targetPort = 0, appProtocol, nodePort} = port
  const name = port.name || '<unset>'
  w.write(0, `Port:\t${name}\t${number}/${protocol}\n`)
  w.write(0, `TargetPort:\t${String(targetPort)}/${protocol}\n`)
  if (appProtocol !== undefined) w.write(0, `AppProtocol:\t${appProtocol}\n`)
  if (nodePort) w.write(0, `NodePort:\t${name}\t${nodePort}/${protocol}\n`)
  w.write(0, `Endpoints:\t${endpointsText(slices, port.name ?? '')}\n`)
}

function writePolicies(w: PrefixWriter, spec: NonNullable<Service['spec']>): void {
  w.write(0, `Session Affinity:\t${spec.sessionAffinity ?? ''}\n`)
  if (spec.externalTrafficPolicy) w.write(0, `External Traffic Policy:\t${spec.externalTrafficPolicy}\n`)
  if (spec.internalTrafficPolicy !== undefined) {
    w.write(0, `Internal Traffic Policy:\t${spec.internalTrafficPolicy}\n`)
  }
  if (spec.healthCheckNodePort) w.write(0, `HealthCheck NodePort:\t${spec.healthCheckNodePort}\n`)
  if (spec.loadBalancerSourceRanges?.length) {
    w.write(0, `LoadBalancer Source Ranges:\t${spec.loadBalancerSourceRanges.join(',')}\n`)
  }
  if (spec.trafficDistribution !== undefined)
    w.write(0, `Traffic Distribution:\t${spec.trafficDistribution}\n`)
}
