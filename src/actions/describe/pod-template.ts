import type {
  PodSchedulingGroup,
  PodTemplateSpec,
  Toleration,
  TopologySpreadConstraint,
} from '../../api/raw-models.ts'
import {goSort} from '../../base/go-sort.ts'
import {writeContainers} from './containers.ts'
import {writeAnnotations, writeColumn, writeLabels} from './metadata.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {compareText, formatLabelSelector} from './selectors.ts'
import {writeVolumes} from './volumes.ts'

/** Shows what pods are made of (kubectl's DescribePodTemplate). */
export function writePodTemplate(w: PrefixWriter, template: PodTemplateSpec | undefined): void {
  w.write(0, 'Pod Template:\n')
  if (!template) {
    w.write(1, '<unset>')
    return
  }
  const {metadata, spec = {}} = template
  writeLabels(w, '  Labels', metadata?.labels)
  if (Object.keys(metadata?.annotations ?? {}).length > 0) {
    writeAnnotations(w, '  Annotations', metadata?.annotations)
  }
  if (spec.serviceAccountName) w.write(1, `Service Account:\t${spec.serviceAccountName}\n`)
  if (spec.initContainers?.length) {
    writeContainers(w, {label: 'Init Containers', containers: spec.initContainers, space: '  '})
  }
  writeContainers(w, {label: 'Containers', containers: spec.containers ?? [], space: '  '})
  writeVolumes(w, spec.volumes, '  ')
  writeSpread(w, spec.topologySpreadConstraints, '  ')
  if (spec.priorityClassName) w.write(1, `Priority Class Name:\t${spec.priorityClassName}\n`)
  writeLabels(w, '  Node-Selectors', spec.nodeSelector)
  writeTolerations(w, '  Tolerations', spec.tolerations)
  writeSchedulingGroup(w, spec.schedulingGroup, '  ')
}

/** How pods are spread over the topology, sorted by its keys. */
export function writeSpread(
  w: PrefixWriter,
  constraints: readonly TopologySpreadConstraint[] = [],
  space: string,
): void {
  if (constraints.length === 0) return
  const sorted = goSort([...constraints], (a, b) => compareText(a.topologyKey ?? '', b.topologyKey ?? '') < 0)
  w.write(0, `${space}Topology Spread Constraints:\t`)
  for (const [
    index,
    {topologyKey = '', whenUnsatisfiable = '', maxSkew = 0, labelSelector},
  ] of sorted.entries()) {
    if (index > 0) w.write(0, `${space}\t`)
    w.write(0, `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded`)
    if (labelSelector) w.write(0, ` for selector ${formatLabelSelector(labelSelector)}`)
    w.write(0, '\n')
  }
}

/** What taints the pods bear with, sorted by key (kubectl's printTolerationsMultilineWithIndent). */
export function writeTolerations(
  w: PrefixWriter,
  title: string,
  tolerations: readonly Toleration[] = [],
): void {
  const sorted = goSort([...tolerations], (a, b) => compareText(a.key ?? '', b.key ?? '') < 0)
  writeColumn(w, title, sorted.map(tolerationText))
}

function tolerationText({key = '', value, effect, operator, tolerationSeconds}: Toleration): string {
  let text = key + (value ? `=${value}` : '') + (effect ? `:${effect}` : '')
  if (operator === 'Exists' && !value) text += key || effect ? ' op=Exists' : 'op=Exists'
  if (tolerationSeconds !== undefined) text += ` for ${tolerationSeconds}s`
  return text
}

/** The group of pods that are scheduled together. */
export function writeSchedulingGroup(
  w: PrefixWriter,
  group: PodSchedulingGroup | undefined,
  space: string,
): void {
  if (!group) return
  w.write(0, `${space}SchedulingGroup:\n`)
  w.write(1, `PodGroupName:\t${group.podGroupName ?? ''}\n`)
}
