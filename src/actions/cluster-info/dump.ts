import {fieldAt, isList, type KubeList, type KubeObject, nameOf, namespaceOf} from '../../api/object.ts'
import {formatGo} from '../../api/go-format.ts'
import {isObject} from '../../api/json.ts'
import {messageOf} from '../../base/errors.ts'
import type {Output} from '../../base/io.ts'
import {rawError} from '../../client/raw-error.ts'
import type {RESTClient} from '../../client/request.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import {resourcePath} from '../../resources/path.ts'
import {parseObject} from '../../resources/response-object.ts'
import type {Session} from '../../session/session.ts'
import {type DumpTarget, folderTarget, streamTarget} from './dump-target.ts'

/** What `cluster-info dump` was told, flags by their names. */
export interface DumpOptions extends PrintFlags {
  /** Where the files go; '' or '-' for stdout. */
  readonly outputDirectory: string
  readonly allNamespaces: boolean
  readonly namespaces: readonly string[]
  /** Milliseconds. */
  readonly podRunningTimeout: number
}

/** A list that is dumped: the type it is of, and what its file is called. */
interface Part {
  readonly group: string
  readonly resource: string
  readonly kind: string
  readonly file: string
}

const pods: Part = {group: '', resource: 'pods', kind: 'Pod', file: 'pods'}
/** What is dumped of each namespace, in kubectl's order. */
const parts: readonly Part[] = [
  {group: '', resource: 'events', kind: 'Event', file: 'events'},
  {
    group: '',
    resource: 'replicationcontrollers',
    kind: 'ReplicationController',
    file: 'replication-controllers',
  },
  {group: '', resource: 'services', kind: 'Service', file: 'services'},
  {group: 'apps', resource: 'daemonsets', kind: 'DaemonSet', file: 'daemonsets'},
  {group: 'apps', resource: 'deployments', kind: 'Deployment', file: 'deployments'},
  {group: 'apps', resource: 'replicasets', kind: 'ReplicaSet', file: 'replicasets'},
  pods,
]
const nodes: Part = {group: '', resource: 'nodes', kind: 'Node', file: 'nodes'}
const allNamespaces: Part = {group: '', resource: 'namespaces', kind: 'Namespace', file: ''}

/**
 * Writes the nodes, and of some namespaces the workloads, events and logs, to stdout or into files
 * (kubectl cluster-info dump). Throws what cannot be read or written; logs that cannot be had are told
 * in their place.
 */
export async function dump(session: Session, options: DumpOptions): Promise<void> {
  const {cwd} = session.host
  const printer = await toPrinter(options, {cwd, structs: true})
  const client = await session.client()
  if (options.podRunningTimeout <= 0) throw new Error('--pod-running-timeout must be higher than zero')
  const {namespace} = await session.namespace()
  const {out} = session.io
  const folder = options.outputDirectory === '-' ? '' : options.outputDirectory
  const target = folder === '' ? streamTarget(out) : folderTarget(folder, cwd)
  const run = new Dump(client, target, printer, options.output)
  await run.list(nodes, '')
  for (const name of await namespacesOf(run, options, namespace)) await run.namespace(name)
  if (folder !== '') out.write(`Cluster info dumped to ${folder}\n`)
}

async function namespacesOf(run: Dump, options: DumpOptions, current: string): Promise<readonly string[]> {
  if (options.allNamespaces) return (await run.read(allNamespaces, '')).items.map(nameOf)
  return options.namespaces.length > 0 ? options.namespaces : ['kube-system', current]
}

class Dump {
  private readonly client: RESTClient
  private readonly target: DumpTarget
  private readonly printer: Printer
  private readonly format: string
  private readonly extension: string

  constructor(client: RESTClient, target: DumpTarget, printer: Printer, format: string) {
    this.client = client
    this.target = target
    this.printer = printer
    this.format = format
    this.extension = format === 'json' || format === 'yaml' ? `.${format}` : '.txt'
  }

  async namespace(name: string): Promise<void> {
    for (const part of parts) {
      const items = await this.list(part, name)
      if (part !== pods) continue
      for (const pod of items) {
        await this.target.part([name, nameOf(pod), 'logs'], '.txt', (out) => this.logs(pod, out))
      }
    }
  }

  /** Dumps one list and gives its items. */
  async list(part: Part, namespace: string): Promise<readonly KubeObject[]> {
    const list = await this.read(part, namespace)
    const segments = namespace === '' ? [part.file] : [namespace, part.file]
    await this.target.part(segments, this.extension, (out) => {
      if (this.format === '' || this.format.toLowerCase() === 'name') {
        throw new Error(`list types are not supported by name printing: *v1.${part.kind}List`)
      }
      // kubectl reads lists as protobuf, which does not tell an empty one from none.
      this.printer.printObject(list.items.length === 0 ? {...list, items: null} : list, out)
    })
    return list.items
  }

  async read(part: Part, namespace: string): Promise<KubeList> {
    const response = await this.client.send({method: 'GET', path: pathOf(part, namespace)})
    const list = parseObject(await response.text())
    return isList(list) ? list : {...list, items: []}
  }

  private async logs(pod: KubeObject, out: Output): Promise<void> {
    for (const field of ['initContainers', 'containers']) {
      const containers = fieldAt(pod, 'spec', field)
      for (const container of Array.isArray(containers) ? containers : []) {
        if (isObject(container)) await this.containerLogs(pod, formatGo(container['name'] ?? ''), out)
      }
    }
  }

  private async containerLogs(pod: KubeObject, container: string, out: Output): Promise<void> {
    const subject = `logs for container ${container} of pod ${namespaceOf(pod)}/${nameOf(pod)}`
    out.write(`==== START ${subject} ====\n`)
    const path = `${pathOf(pods, namespaceOf(pod), nameOf(pod))}/log`
    try {
      const response = await this.client.send({method: 'GET', path, query: {container}})
      const chunks: Uint8Array[] = []
      for await (const chunk of response.chunks()) chunks.push(chunk)
      out.write(Buffer.concat(chunks))
    } catch (error) {
      out.write(`Request log error: ${messageOf(rawError(error, {...pods, name: nameOf(pod)}))}\n`)
    }
    out.write(`==== END ${subject} ====\n`)
  }
}

function pathOf({group, resource, kind}: Part, namespace: string, name?: string): string {
  const mapping = {
    resource: {group, version: 'v1', resource},
    kind: {group, version: 'v1', kind},
    namespaced: namespace !== '',
  }
  return resourcePath({mapping, namespace, ...(name === undefined ? {} : {name})})
}
