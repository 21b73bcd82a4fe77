import type {
  Container,
  ContainerState,
  ContainerStatus,
  EnvFromSource,
  EnvVar,
  ResourceRequirements,
} from '../../api/raw-models.ts'
import {goQuote} from '../../base/go-quote.ts'
import {goSort} from '../../base/go-sort.ts'
import {resourceValue} from './container-resources.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {probeText} from './probes.ts'
import {byKey, compareText} from './selectors.ts'
import {longTime} from './times.ts'

/** What a `fieldRef` of a running pod is. */
export type FieldValue = (variable: EnvVar) => string

/** The containers of one kind and what is known of how they run. */
export interface ContainerGroup {
  readonly label: string
  readonly containers: readonly Container[]
  readonly statuses?: readonly ContainerStatus[] | undefined
  readonly fieldValue?: FieldValue
  /** Blanks before the label; the containers' names then get one more as well. */
  readonly space: string
}

/** Shows the containers (kubectl's describeContainers). */
export function writeContainers(w: PrefixWriter, group: ContainerGroup): void {
  const {label, containers, statuses = [], space} = group
  const byName = new Map(statuses.map((status) => [status.name, status]))
  w.write(0, `${space}${label}:${containers.length === 0 ? ' <none>' : ''}\n`)
  for (const container of containers) {
    const status = byName.get(container.name)
    writeBasics(w, container, status, space)
    writeCommand(w, 'Command', container.command)
    writeCommand(w, 'Args', container.args)
    if (status) writeState(w, status)
    writeResources(w, container.resources, 2)
    writeProbes(w, container)
    if (container.envFrom?.length) writeEnvFrom(w, container.envFrom)
    writeEnv(w, container, group.fieldValue)
    writeMounts(w, container)
  }
}

function writeBasics(
  w: PrefixWriter,
  container: Container,
  status: ContainerStatus | undefined,
  space: string,
): void {
  w.write(1, `${space === '' ? '' : ' '}${container.name ?? ''}:\n`)
  if (status) w.write(2, `Container ID:\t${status.containerID ?? ''}\n`)
  w.write(2, `Image:\t${container.image ?? ''}\n`)
  if (status) w.write(2, `Image ID:\t${status.imageID ?? ''}\n`)
  writePorts(w, container, 'Port', 'containerPort')
  writePorts(w, container, 'Host Port', 'hostPort')
  const seccomp = container.securityContext?.seccompProfile
  if (!seccomp) return
  w.write(2, `SeccompProfile:\t${seccomp.type ?? ''}\n`)
  if (seccomp.type === 'Localhost') w.write(3, `LocalhostProfile:\t${seccomp.localhostProfile ?? ''}\n`)
}

function writePorts(
  w: PrefixWriter,
  {ports = []}: Container,
  label: string,
  field: 'containerPort' | 'hostPort',
): void {
  const text = ports
    .map((port) => `${port[field] ?? 0}/${port.protocol ?? ''}${port.name ? ` (${port.name})` : ''}`)
    .join(', ')
  w.write(2, text.includes(',') ? `${label}s:\t${text}\n` : `${label}:\t${text || '<none>'}\n`)
}

function writeCommand(w: PrefixWriter, label: string, words: readonly string[] | undefined): void {
  if (!words?.length) return
  w.write(2, `${label}:\n`)
  for (const line of words.flatMap((word) => word.split('\n'))) w.write(3, `${line}\n`)
}

function writeState(w: PrefixWriter, status: ContainerStatus): void {
  writeOneState(w, 'State', status.state ?? {})
  if (status.lastState?.terminated) writeOneState(w, 'Last State', status.lastState)
  w.write(2, `Ready:\t${status.ready ? 'True' : 'False'}\n`)
  w.write(2, `Restart Count:\t${status.restartCount ?? 0}\n`)
}

function writeOneState(w: PrefixWriter, label: string, {running, waiting, terminated}: ContainerState): void {
  if (running) {
    w.write(2, `${label}:\tRunning\n`)
    w.write(3, `Started:\t${longTime(running.startedAt)}\n`)
  } else if (waiting || !terminated) {
    w.write(2, `${label}:\tWaiting\n`)
    if (waiting?.reason) w.write(3, `Reason:\t${waiting.reason}\n`)
  } else {
    w.write(2, `${label}:\tTerminated\n`)
    if (terminated.reason) w.write(3, `Reason:\t${terminated.reason}\n`)
    if (terminated.message) w.write(3, `Message:\t${terminated.message}\n`)
    w.write(3, `Exit Code:\t${terminated.exitCode ?? 0}\n`)
    if ((terminated.signal ?? 0) > 0) w.write(3, `Signal:\t${terminated.signal}\n`)
    w.write(3, `Started:\t${longTime(terminated.startedAt)}\n`)
    w.write(3, `Finished:\t${longTime(terminated.finishedAt)}\n`)
  }
}

/** Limits and requests, sorted by name (kubectl's describeResources). */
export function writeResources(
  w: PrefixWriter,
  resources: ResourceRequirements | undefined,
  level: number,
): void {
  for (const [label, amounts] of [
    ['Limits', resources?.limits],
    ['Requests', resources?.requests],
  ] as const) {
    const pairs = byKey(amounts)
    if (pairs.length > 0) w.write(level, `${label}:\n`)
    for (const [name, quantity] of pairs) w.write(level + 1, `${name}:\t${quantity}\n`)
  }
}

function writeProbes(w: PrefixWriter, {livenessProbe, readinessProbe, startupProbe}: Container): void {
  if (livenessProbe) w.write(2, `Liveness:\t${probeText(livenessProbe)}\n`)
  if (readinessProbe) w.write(2, `Readiness:\t${probeText(readinessProbe)}\n`)
  if (startupProbe) w.write(2, `Startup:\t${probeText(startupProbe)}\n`)
}

function writeEnvFrom(w: PrefixWriter, sources: readonly EnvFromSource[]): void {
  w.write(2, 'Environment Variables from:\n')
  for (const {configMapRef, secretRef, prefix} of sources) {
    const from = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : ''
    const ref = configMapRef ?? secretRef
    const prefixed = prefix ? ` with prefix '${prefix}'` : ''
    w.write(3, `${ref?.name ?? ''}\t${from}${prefixed}\tOptional: ${ref?.optional ?? false}\n`)
  }
}

function writeEnv(w: PrefixWriter, container: Container, fieldValue: FieldValue | undefined): void {
  const variables = container.env ?? []
  w.write(2, `Environment:${variables.length === 0 ? '\t<none>' : ''}\n`)
  for (const variable of variables) {
    if (variable.valueFrom) writeEnvSource(w, container, variable, fieldValue)
    else writeEnvValue(w, variable)
  }
}

function writeEnvValue(w: PrefixWriter, {name = '', value = ''}: EnvVar): void {
  const [first, ...rest] = value.split('\n')
  w.write(3, `${name}:\t${first}\n`)
  for (const line of rest) w.write(3, `\t${line}\n`)
}

function writeEnvSource(
  w: PrefixWriter,
  container: Container,
  variable: EnvVar,
  fieldValue: FieldValue | undefined,
): void {
  const {name = '', valueFrom: {fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef} = {}} = variable
  if (fieldRef) {
    const value = fieldValue?.(variable) ?? ''
    w.write(3, `${name}:\t${value} (${fieldRef.apiVersion ?? ''}:${fieldRef.fieldPath ?? ''})\n`)
  } else if (resourceFieldRef) {
    const {resource = ''} = resourceFieldRef
    let value = resourceValue(resourceFieldRef, container.resources)
    if (value === '0' && (resource === 'limits.cpu' || resource === 'limits.memory')) {
      value = 'node allocatable'
    }
    w.write(3, `${name}:\t${value} (${resource})\n`)
  } else if (secretKeyRef) {
    const {key = '', name: secret = '', optional = false} = secretKeyRef
    w.write(3, `${name}:\t<set to the key '${key}' in secret '${secret}'>\tOptional: ${optional}\n`)
  } else if (configMapKeyRef) {
    const {key = '', name: map = '', optional = false} = configMapKeyRef
    w.write(3, `${name}:\t<set to the key '${key}' of config map '${map}'>\tOptional: ${optional}\n`)
  }
}

function writeMounts(w: PrefixWriter, {volumeMounts = [], volumeDevices = []}: Container): void {
  const none = volumeMounts.length === 0 ? '\t<none>' : ''
  w.write(2, `Mounts:${none}\n`)
  for (const {mountPath = '', name = '', readOnly, subPath} of goSort(
    [...volumeMounts],
    (a, b) => compareText(a.mountPath ?? '', b.mountPath ?? '') < 0,
  )) {
    const flags = [readOnly ? 'ro' : 'rw', ...(subPath ? [`path=${goQuote(subPath)}`] : [])]
    w.write(3, `${mountPath} from ${name} (${flags.join(',')})\n`)
  }
  if (volumeDevices.length === 0) return
  w.write(2, `Devices:${none}\n`)
  for (const {devicePath = '', name = ''} of goSort(
    [...volumeDevices],
    (a, b) => compareText(a.devicePath ?? '', b.devicePath ?? '') < 0,
  )) {
    w.write(3, `${devicePath} from ${name}\n`)
  }
}
