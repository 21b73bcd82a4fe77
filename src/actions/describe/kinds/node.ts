import type {JsonObject} from '../../../api/json.ts'
import type {Event, Lease, Node, Pod, ResourceSlice} from '../../../api/raw-models.ts'
import {messageOf} from '../../../base/errors.ts'
import {hasReason} from '../../../client/status.ts'
import {type Describer, type Describing, endpoint, list, read} from '../cluster.ts'
import {eventsAbout, writeEvents} from '../events.ts'
import {writeColumn, writeLabelsAndAnnotations} from '../metadata.ts'
import {writeNodeResources} from '../node-resources.ts'
import {listPods} from '../pod-counts.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {byKey, compareText} from '../selectors.ts'
import {goSort} from '../../../base/go-sort.ts'
import {longTime} from '../times.ts'

const nodes = endpoint('v1', 'nodes', 'Node')
const leases = endpoint('coordination.k8s.io/v1', 'leases', 'Lease')
const slices = endpoint('resource.k8s.io/v1', 'resourceslices', 'ResourceSlice')
const shownPools = 10

/** Shows a node: its state, what it has and what runs on it. */
export const describeNode: Describer = async (d, _namespace, name) => {
  const node = await read<Node>(d, nodes, '', name)
  const own = node.metadata?.name ?? ''
  const [pods, events, devices, lease] = await Promise.all([
    podsOn(d, own),
    nodeEvents(d, node),
    list<ResourceSlice>(d, slices, {namespace: '', fieldSelector: `spec.nodeName=${own}`}).catch(
      (): ResourceSlice[] => [],
    ),
    read<Lease>(d, leases, 'kube-node-lease', own).catch(messageOf),
  ])
  return aligned((w) => {
    writeHead(w, node)
    writeLease(w, lease)
    writeStatus(w, node)
    writeSlices(w, devices)
    writeSystem(w, node)
    if (pods === undefined) w.write(0, 'Pods:\tnot authorized\n')
    else writeNodeResources(w, pods, node, d.now)
    writeEvents(w, events, d.now)
  })
}

/** The pods that have not ended; undefined when the user may not see them. */
async function podsOn(d: Describing, node: string): Promise<Pod[] | undefined> {
  const fieldSelector = `spec.nodeName=${node},status.phase!=Succeeded,status.phase!=Failed`
  return listPods(d, {namespace: '', fieldSelector}).catch((error: unknown) => {
    if (!hasReason(error, 'Forbidden')) throw error
    return undefined
  })
}

/** Controllers know a node by its uid, the kubelet by its name. */
async function nodeEvents(d: Describing, node: Node): Promise<Event[] | undefined> {
  if (!d.showEvents) return undefined
  const object = node as JsonObject
  const byUid = await eventsAbout(d, object, 'Node')
  return [...byUid, ...(await eventsAbout(d, object, 'Node', node.metadata?.name ?? ''))]
}

function writeHead(w: PrefixWriter, {metadata, spec = {}}: Node): void {
  w.write(0, `Name:\t${metadata?.name ?? ''}\n`)
  w.write(0, `Roles:\t${roles(metadata?.labels).join(',') || '<none>'}\n`)
  writeLabelsAndAnnotations(w, metadata)
  w.write(0, `CreationTimestamp:\t${longTime(metadata?.creationTimestamp)}\n`)
  const taints = goSort(
    [...(spec.taints ?? [])],
    (a, b) => compareText(`${a.effect ?? ''},${a.key ?? ''}`, `${b.effect ?? ''},${b.key ?? ''}`) < 0,
  )
  const texts = taints.map(({key = '', value, effect}) => {
    const text = value ? `${key}=${value}` : key
    return effect ? `${text}:${effect}` : value ? `${text}:` : text
  })
  writeColumn(w, 'Taints', texts)
  w.write(0, `Unschedulable:\t${spec.unschedulable ?? false}\n`)
}

function roles(labels: Readonly<Record<string, string>> = {}): string[] {
  const prefix = 'node-role.kubernetes.io/'
  const found = Object.entries(labels).map(([key, value]) => {
    if (key.startsWith(prefix)) return key.slice(prefix.length)
    return key === 'kubernetes.io/role' ? value : ''
  })
  return [...new Set(found.filter((role) => role !== ''))].toSorted(compareText)
}

function writeLease(w: PrefixWriter, lease: Lease | string): void {
  if (typeof lease === 'string') {
    w.write(0, `Lease:\tFailed to get lease: ${lease}\n`)
    return
  }
  const {holderIdentity = '<unset>', acquireTime, renewTime} = lease.spec ?? {}
  w.write(0, 'Lease:\n')
  w.write(1, `HolderIdentity:\t${holderIdentity}\n`)
  w.write(1, `AcquireTime:\t${acquireTime ? longTime(acquireTime) : '<unset>'}\n`)
  w.write(1, `RenewTime:\t${renewTime ? longTime(renewTime) : '<unset>'}\n`)
}

function writeStatus(w: PrefixWriter, {status = {}}: Node): void {
  const {conditions = [], addresses = [], capacity, allocatable} = status
  if (conditions.length > 0) {
    w.write(0, 'Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n')
    w.write(1, '----\t------\t-----------------\t------------------\t------\t-------\n')
  }
  for (const condition of conditions) {
    const {type = '', status: state = '', reason = '', message = ''} = condition
    const times = `${longTime(condition.lastHeartbeatTime)} \t${longTime(condition.lastTransitionTime)}`
    w.write(1, `${type} \t${state} \t${times} \t${reason} \t${message}\n`)
  }
  w.write(0, 'Addresses:\n')
  for (const {type = '', address = ''} of addresses) w.write(1, `${type}:\t${address}\n`)
  for (const [label, amounts] of [
    ['Capacity', byKey(capacity)],
    ['Allocatable', byKey(allocatable)],
  ] as const) {
    if (amounts.length > 0) w.write(0, `${label}:\n`)
    for (const [name, quantity] of amounts) w.write(0, `  ${name}:\t${quantity}\n`)
  }
}

/** The devices of the node, by driver and pool. */
function writeSlices(w: PrefixWriter, found: readonly ResourceSlice[]): void {
  const pools = new Map<string, {driver: string; pool: string; slices: number; devices: number}>()
  for (const {spec} of found) {
    const [driver, pool] = [spec?.driver ?? '', spec?.pool?.name ?? '']
    const known = pools.get(`${driver}/${pool}`) ?? {driver, pool, slices: 0, devices: 0}
    known.slices++
    known.devices += spec?.devices?.length ?? 0
    pools.set(`${driver}/${pool}`, known)
  }
  if (pools.size === 0) return
  w.write(0, 'Node-Local ResourceSlices:\n')
  w.write(1, 'Driver\tPool\tSlices\tDevices\n')
  w.write(1, '------\t----\t------\t-------\n')
  const sorted = [...pools].toSorted(([a], [b]) => compareText(a, b))
  for (const [, {driver, pool, slices: count, devices}] of sorted.slice(0, shownPools)) {
    w.write(1, `${driver}\t${pool}\t${count}\t${devices}\n`)
  }
  if (sorted.length > shownPools) w.write(1, `...and ${sorted.length - shownPools} more pools\n`)
}

const systemFields = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
] as const

function writeSystem(w: PrefixWriter, {spec = {}, status = {}}: Node): void {
  w.write(0, 'System Info:\n')
  for (const [label, field] of systemFields) w.write(0, `  ${label}:\t${status.nodeInfo?.[field] ?? ''}\n`)
  if (spec.podCIDR) w.write(0, `PodCIDR:\t${spec.podCIDR}\n`)
  if (spec.podCIDRs?.length) w.write(0, `PodCIDRs:\t${spec.podCIDRs.join(',')}\n`)
  if (spec.providerID) w.write(0, `ProviderID:\t${spec.providerID}\n`)
}
