import {compareQuantities} from '../../api/quantity.ts'
import {addQuantities, amount} from '../../api/quantity-text.ts'
import type {Container, ContainerStatus, Pod} from '../../api/raw-models.ts'

/** Amounts by name of the resource. */
export type Amounts = Record<string, string>

type Given = Readonly<Record<string, string>> | undefined
type Source = (container: Container, status: ContainerStatus | undefined) => Given

/** What the pod asks for (component-helpers' PodRequests); `actual` counts what the node has given it. */
export function podRequests(pod: Pod, actual: boolean): Amounts {
  const infeasible = actual && isInfeasible(pod)
  const spec: Source = ({resources}) => resources?.requests
  const allocated: Source = (container, status) =>
    status?.allocatedResources ?? (infeasible ? undefined : container.resources?.requests)
  const actuated: Source = (container, status) =>
    status?.resources?.requests ??
    status?.allocatedResources ??
    (infeasible ? undefined : container.resources?.requests)
  const total = actual
    ? greatest(pod, infeasible ? [actuated, allocated] : [spec, actuated, allocated])
    : sumOf(pod, spec)
  applyPodLevel(total, pod.spec?.resources?.requests)
  add(total, pod.spec?.overhead)
  return total
}

/** The most that the pod may use (component-helpers' PodLimits). */
export function podLimits(pod: Pod, actual: boolean): Amounts {
  const infeasible = actual && isInfeasible(pod)
  const spec: Source = ({resources}) => resources?.limits
  const actuated: Source = (container, status) =>
    status?.resources?.limits ?? (infeasible ? undefined : container.resources?.limits)
  const total = actual ? greatest(pod, infeasible ? [actuated] : [spec, actuated]) : sumOf(pod, spec)
  applyPodLevel(total, pod.spec?.resources?.limits)
  for (const [name, quantity] of Object.entries(pod.spec?.overhead ?? {})) {
    const known = total[name]
    if (known !== undefined && amount(known).value !== 0n) total[name] = addQuantities(known, quantity)
  }
  return total
}

/** Adds each amount to the total's. */
export function add(total: Amounts, amounts: Given): void {
  for (const [name, quantity] of Object.entries(amounts ?? {})) {
    const known = total[name]
    total[name] = known === undefined ? quantity : addQuantities(known, quantity)
  }
}

function raise(total: Amounts, amounts: Given): void {
  for (const [name, quantity] of Object.entries(amounts ?? {})) {
    const known = total[name]
    if (known === undefined || compareQuantities(amount(quantity), amount(known)) > 0) total[name] = quantity
  }
}

function greatest(pod: Pod, sources: readonly Source[]): Amounts {
  const total: Amounts = {}
  for (const source of sources) raise(total, sumOf(pod, source))
  return total
}

/** Containers run together; init containers one by one, beside the restartable ones before them. */
function sumOf({spec = {}, status = {}}: Pod, source: Source): Amounts {
  const statuses = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
  const given = (container: Container): Given =>
    source(
      container,
      statuses.find(({name}) => name === container.name),
    )
  const total: Amounts = {}
  for (const container of spec.containers ?? []) add(total, given(container))
  const sidecars: Amounts = {}
  const starting: Amounts = {}
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      add(total, given(container))
      add(sidecars, given(container))
      raise(starting, sidecars)
    } else {
      const together = {...given(container)}
      add(together, sidecars)
      raise(starting, together)
    }
  }
  raise(total, starting)
  return total
}

function applyPodLevel(total: Amounts, amounts: Given): void {
  for (const [name, quantity] of Object.entries(amounts ?? {})) {
    if (name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')) total[name] = quantity
  }
}

function isInfeasible({status}: Pod): boolean {
  return status?.conditions?.find(({type}) => type === 'PodResizePending')?.reason === 'Infeasible'
}
