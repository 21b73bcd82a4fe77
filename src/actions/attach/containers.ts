import {isObject, type JsonObject} from '../../api/json.ts'
import {fieldAt, type KubeObject, nameOf, namespaceOf, textAt} from '../../api/object.ts'
import type {Output} from '../../base/io.ts'

/** Names the container that commands mean when nobody names one (KEP 2227). */
const defaultContainer = 'kubectl.kubernetes.io/default-container'

/** A container of a pod, and in which of the pod's lists it stands. */
export interface PodContainer {
  readonly name: string
  readonly tty: boolean
  readonly list: 'containers' | 'initContainers' | 'ephemeralContainers'
}

const suffixes = {containers: '', ephemeralContainers: ' (ephem)', initContainers: ' (init)'} as const

/** The container of this name, undefined when the pod has none (podcmd.FindContainerByName). */
export function findContainer(pod: KubeObject, name: string): PodContainer | undefined {
  const all = (['containers', 'initContainers', 'ephemeralContainers'] as const).flatMap((list) =>
    containersOf(pod, list),
  )
  return all.find((container) => container.name === name)
}

/**
 * The container that is meant: by name, by the pod's annotation, else the first; that one was chosen is said on
 * `notices`, undefined for a quiet run (podcmd.FindOrDefaultContainerByName). Throws when there is none.
 */
export function findOrDefaultContainer(
  pod: KubeObject,
  name: string,
  notices: Output | undefined,
): PodContainer {
  const [first, ...others] = containersOf(pod, 'containers')
  if (first === undefined) {
    throw new Error(`pod ${namespaceOf(pod)}/${nameOf(pod)} does not have any containers`)
  }
  const wanted = name || pod.metadata?.annotations?.[defaultContainer] || ''
  if (wanted !== '') {
    const found = findContainer(pod, wanted)
    if (found !== undefined) return found
    throw new Error(
      `container ${wanted} is not valid for pod ${nameOf(pod)} out of: ${allContainerNames(pod)}`,
    )
  }
  const more = [
    ...others,
    ...containersOf(pod, 'initContainers'),
    ...containersOf(pod, 'ephemeralContainers'),
  ]
  if (more.length > 0) {
    notices?.write(`Defaulted container "${first.name}" out of: ${allContainerNames(pod)}\n`)
  }
  return first
}

/** `a, b, c (ephem), d (init)` (podcmd.AllContainerNames). */
function allContainerNames(pod: KubeObject): string {
  return (['containers', 'ephemeralContainers', 'initContainers'] as const)
    .flatMap((list) => containersOf(pod, list))
    .map(({name, list}) => `${name}${suffixes[list]}`)
    .join(', ')
}

function containersOf(pod: KubeObject, list: PodContainer['list']): PodContainer[] {
  const containers = fieldAt(pod, 'spec', list)
  if (!Array.isArray(containers)) return []
  return containers.filter(isObject).map((container: JsonObject) => ({
    name: textAt(container, 'name'),
    tty: container['tty'] === true,
    list,
  }))
}
