import type {Ingress, IngressBackend, Service} from '../../../api/raw-models.ts'
import {messageOf} from '../../../base/errors.ts'
import {type Describer, type Describing, endpoint, read} from '../cluster.ts'
import {endpointsText, slicesOf} from '../endpoint-slices.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeAnnotations, writeLabels} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {compareText} from '../selectors.ts'

const ingresses = endpoint('networking.k8s.io/v1', 'ingresses', 'Ingress')
const services = endpoint('v1', 'services', 'Service')

/** A host and where its paths lead. */
interface Rule {
  readonly host: string
  readonly paths: readonly {readonly path: string; readonly backend: string}[]
}

/** Shows an ingress: where each host and path leads. */
export const describeIngress: Describer = async (d, namespace, name) => {
  const ingress = await read<Ingress>(d, ingresses, namespace, name)
  const {metadata, spec = {}} = ingress
  const home = metadata?.namespace ?? ''
  const [events, fallback, rules] = await Promise.all([
    eventsOf(d, ingress, 'Ingress'),
    spec.defaultBackend ? backendText(d, home, spec.defaultBackend) : '<default>',
    readRules(d, home, spec),
  ])
  return aligned((w) => {
    w.write(0, `Name:\t${metadata?.name ?? ''}\n`)
    writeLabels(w, 'Labels', metadata?.labels)
    w.write(0, `Namespace:\t${home}\n`)
    w.write(0, `Address:\t${addresses(ingress)}\n`)
    w.write(0, `Ingress Class:\t${spec.ingressClassName ?? '<none>'}\n`)
    w.write(0, `Default backend:\t${fallback}\n`)
    writeTls(w, spec)
    w.write(0, 'Rules:\n  Host\tPath\tBackends\n')
    w.write(1, '----\t----\t--------\n')
    for (const {host, paths} of rules) {
      w.write(1, `${host}\t\n`)
      for (const {path, backend} of paths) w.write(2, `\t${path} \t${backend}\n`)
    }
    if (rules.length === 0) w.write(1, `*\t*\t${fallback}\n`)
    writeAnnotations(w, 'Annotations', metadata?.annotations)
    writeEvents(w, events, d.now)
  })
}

type Spec = NonNullable<Ingress['spec']>

function readRules(d: Describing, namespace: string, {rules = []}: Spec): Promise<Rule[]> {
  const withPaths = rules.filter(({http}) => http)
  return Promise.all(
    withPaths.map(async ({host, http}) => {
      const paths = (http!.paths ?? []).map(async ({path = '', backend = {}}) => {
        return {path, backend: await backendText(d, namespace, backend)}
      })
      return {host: host || '*', paths: await Promise.all(paths)}
    }),
  )
}

function writeTls(w: PrefixWriter, {tls = []}: Spec): void {
  if (tls.length > 0) w.write(0, 'TLS:\n')
  for (const {secretName, hosts = []} of tls) {
    w.write(
      1,
      secretName ? `${secretName} terminates ${hosts.join(',')}\n` : `SNI routes ${hosts.join(',')}\n`,
    )
  }
}

function addresses({status}: Ingress): string {
  const found = (status?.loadBalancer?.ingress ?? []).map(({ip, hostname}) => ip || (hostname ?? ''))
  return [...new Set(found.filter((address) => address !== ''))].toSorted(compareText).join(',')
}

/** What is behind a path: a service with its endpoints, or another object. */
async function backendText(d: Describing, namespace: string, backend: IngressBackend): Promise<string> {
  const {service, resource} = backend
  if (service) {
    const {name = '', port = {}} = service
    const text = `${name}:${port.number || (port.name ?? '')}`
    try {
      const slices = await slicesOf(d, namespace, name)
      const object = await read<Service>(d, services, namespace, name)
      return `${text} (${endpointsText(slices, portName(object, port))})`
    } catch (error) {
      return `${text} (<error: ${messageOf(error)}>)`
    }
  }
  if (!resource) return ''
  const {apiGroup = '<none>', kind = '', name = ''} = resource
  return `APIGroup: ${apiGroup}, Kind: ${kind}, Name: ${name}`
}

function portName({spec}: Service, port: {readonly number?: number; readonly name?: string}): string {
  let found = ''
  for (const {port: number, name = ''} of spec?.ports ?? []) {
    if ((port.number && port.number === number) || (port.name && port.name === name)) found = name
  }
  return found
}
