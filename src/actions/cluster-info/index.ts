import {fieldAt, isList, type KubeObject, nameOf, namespaceOf} from '../../api/object.ts'
import {type JsonObject, type JsonValue, isObject} from '../../api/json.ts'
import {formatGo} from '../../api/go-format.ts'
import {harmless} from '../../base/terminal-text.ts'
import {listPages} from '../../resources/lists.ts'
import type {Session} from '../../session/session.ts'

/**
 * Tells where the control plane and the services of the cluster are (kubectl cluster-info). The hint at
 * the end is written also when the services could not be had. Throws what was wrong then.
 */
export async function clusterInfo(session: Session): Promise<void> {
  const {host} = await session.restConfig()
  const out = harmless(session.io.out)
  const [program] = session.commandPath.split(' ')
  try {
    for await (const list of serviceLists(session)) {
      out.write(line('Kubernetes control plane', host))
      for (const service of isList(list) ? list.items : []) {
        const name = fieldAt(service, 'metadata', 'labels', 'kubernetes.io/name')
        out.write(line(text(name) || nameOf(service), serviceLink(service, host)))
      }
    }
  } finally {
    out.write(`\nTo further debug and diagnose cluster problems, use '${program} cluster-info dump'.\n`)
  }
}

async function* serviceLists(session: Session): AsyncGenerator<KubeObject> {
  const selection = await session.select({
    args: ['services'],
    namespace: session.flags.namespace || 'kube-system',
    labelSelector: 'kubernetes.io/cluster-service=true',
    latest: true,
    chunkSize: 0,
  })
  const client = await session.client()
  for (const query of selection.lists ?? []) yield* listPages(client, query)
}

function line(name: string, link: string): string {
  return `${name} is running at ${link}\n`
}

/** The addresses of a load balancer, each with a space after it, or the path through the API server's proxy. */
export function serviceLink(service: KubeObject, host: string): string {
  const ports = objects(fieldAt(service, 'spec', 'ports'))
  const [ingress] = objects(fieldAt(service, 'status', 'loadBalancer', 'ingress'))
  if (ingress !== undefined) {
    const address = text(ingress['ip']) || text(ingress['hostname'])
    return ports.map(({port}) => `http://${address}:${formatGo(port)} `).join('')
  }
  const target = proxyTarget(nameOf(service), ports[0])
  return `${host}/api/v1/namespaces/${namespaceOf(service)}/services/${target}/proxy`
}

/** `https:name:port`; the scheme is guessed from the first port. */
function proxyTarget(name: string, port: JsonObject | undefined): string {
  if (port === undefined) return name
  const portName = text(port['name'])
  if (portName === 'https' || port['port'] === 443) return `https:${name}:${portName}`
  return portName === '' ? name : `${name}:${portName}`
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((item) => isObject(item)) : []
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
