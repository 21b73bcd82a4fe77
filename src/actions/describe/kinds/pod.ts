import type {JsonObject} from '../../../api/json.ts'
import type {Container, EnvVar, Pod} from '../../../api/raw-models.ts'
import {type Describer, type Describing, endpoint, read} from '../cluster.ts'
import {writeContainers, writeResources} from '../containers.ts'
import {eventsAbout, writeEvents} from '../events.ts'
import {writeController, writeLabels, writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {writeSchedulingGroup, writeSpread, writeTolerations} from '../pod-template.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {longTime, since} from '../times.ts'
import {writeVolumes} from '../volumes.ts'

const pods = endpoint('v1', 'pods', 'Pod')

/** Shows a pod: how it runs, its containers, volumes and events. */
export const describePod: Describer = async (d, namespace, name) => {
  const pod = await read<Pod>(d, pods, namespace, name)
  const mirrored = pod.metadata?.annotations?.['kubernetes.io/config.mirror']
  const events = d.showEvents ? await eventsAbout(d, pod as JsonObject, undefined, mirrored) : undefined
  return aligned((w) => {
    writeHead(w, d, pod)
    writeRun(w, d, pod)
    writeAllContainers(w, pod)
    writeGates(w, pod)
    const {conditions = []} = pod.status ?? {}
    if (conditions.length > 0) w.write(0, 'Conditions:\n  Type\tStatus\n')
    for (const {type = '', status = ''} of conditions) w.write(1, `${type} \t${status} \n`)
    writeVolumes(w, pod.spec?.volumes, '')
    w.write(0, `QoS Class:\t${pod.status?.qosClass ?? 'BestEffort'}\n`)
    writeLabels(w, 'Node-Selectors', pod.spec?.nodeSelector)
    writeTolerations(w, 'Tolerations', pod.spec?.tolerations)
    writeSpread(w, pod.spec?.topologySpreadConstraints, '')
    writeSchedulingGroup(w, pod.spec?.schedulingGroup, '')
    writeEvents(w, events, d.now)
  })
}

function writeHead(w: PrefixWriter, d: Describing, {metadata, spec = {}, status = {}}: Pod): void {
  writeName(w, metadata)
  if (spec.priority !== undefined) w.write(0, `Priority:\t${spec.priority}\n`)
  if (spec.priorityClassName) w.write(0, `Priority Class Name:\t${spec.priorityClassName}\n`)
  if (spec.runtimeClassName) w.write(0, `Runtime Class Name:\t${spec.runtimeClassName}\n`)
  if (spec.serviceAccountName) w.write(0, `Service Account:\t${spec.serviceAccountName}\n`)
  w.write(0, `Node:\t${spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>'}\n`)
  if (status.startTime) w.write(0, `Start Time:\t${longTime(status.startTime)}\n`)
  writeLabelsAndAnnotations(w, metadata)
  const ended = status.phase === 'Failed' || status.phase === 'Succeeded'
  if (metadata?.deletionTimestamp && !ended) {
    w.write(0, `Status:\tTerminating (lasts ${since(d.now, metadata.deletionTimestamp)})\n`)
    w.write(0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds ?? 0}s\n`)
  } else {
    w.write(0, `Status:\t${status.phase ?? ''}\n`)
  }
}

function writeRun(w: PrefixWriter, _d: Describing, {metadata, spec = {}, status = {}}: Pod): void {
  if (status.reason) w.write(0, `Reason:\t${status.reason}\n`)
  if (status.message) w.write(0, `Message:\t${status.message}\n`)
  const seccomp = spec.securityContext?.seccompProfile
  if (seccomp) {
    w.write(0, `SeccompProfile:\t${seccomp.type ?? ''}\n`)
    if (seccomp.type === 'Localhost') w.write(0, `LocalhostProfile:\t${seccomp.localhostProfile ?? ''}\n`)
  }
  w.write(0, `IP:\t${status.podIP ?? ''}\n`)
  const {podIPs = []} = status
  w.write(0, podIPs.length === 0 ? 'IPs:\t<none>\n' : 'IPs:\n')
  for (const {ip = ''} of podIPs) w.write(1, `IP:\t${ip}\n`)
  writeController(w, metadata)
  if (status.nominatedNodeName) w.write(0, `NominatedNodeName:\t${status.nominatedNodeName}\n`)
  if (!spec.resources) return
  w.write(0, 'Resources:\n')
  writeResources(w, spec.resources, 1)
}

function writeAllContainers(w: PrefixWriter, pod: Pod): void {
  const {spec = {}, status = {}} = pod
  const fieldValue = (variable: EnvVar): string => podField(pod, variable)
  const groups = [
    ['Init Containers', spec.initContainers ?? [], status.initContainerStatuses],
    ['Containers', spec.containers ?? [], status.containerStatuses],
    [
      'Ephemeral Containers',
      (spec.ephemeralContainers ?? []) as Container[],
      status.ephemeralContainerStatuses,
    ],
  ] as const
  for (const [label, containers, statuses] of groups) {
    if (containers.length === 0 && label !== 'Containers') continue
    writeContainers(w, {label, containers, statuses, fieldValue, space: ''})
  }
}

function writeGates(w: PrefixWriter, {spec, status}: Pod): void {
  const gates = spec?.readinessGates ?? []
  if (gates.length > 0) w.write(0, 'Readiness Gates:\n  Type\tStatus\n')
  for (const {conditionType = ''} of gates) {
    const condition = status?.conditions?.find(({type}) => type === conditionType)
    w.write(1, `${conditionType} \t${condition?.status ?? '<none>'} \n`)
  }
}

/** What the field is; kubectl looks up no others than these two. */
function podField({metadata}: Pod, {valueFrom}: EnvVar): string {
  const path = valueFrom?.fieldRef?.fieldPath
  if (path === 'metadata.name') return metadata?.name ?? ''
  return path === 'metadata.namespace' ? (metadata?.namespace ?? '') : ''
}
