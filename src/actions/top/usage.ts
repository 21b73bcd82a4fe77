import {addQuantities, amount, scaled} from '../../api/quantity-text.ts'
import type {ObjectMeta} from '../../api/raw-models.ts'
import {goSort} from '../../base/go-sort.ts'

/** Amounts by the names of resources, as the API writes them. */
export type Usage = Readonly<Record<string, string>>

/** Amounts as a server sends them: not every metrics API writes quantities as strings. */
type SentUsage = Readonly<Record<string, string | number>>

/** A NodeMetrics of metrics.k8s.io. */
export interface NodeMetrics {
  readonly metadata?: ObjectMeta
  readonly usage?: SentUsage
}

/** A PodMetrics of metrics.k8s.io. */
export interface PodMetrics {
  readonly metadata?: ObjectMeta
  readonly containers?: readonly {readonly name?: string; readonly usage?: SentUsage}[]
}

/** What one node, pod or container uses. */
export interface Measured {
  readonly name: string
  readonly namespace: string
  readonly usage: Usage
}

/** What a pod and each of its containers use. */
export interface MeasuredPod extends Measured {
  readonly containers: readonly Measured[]
}

export function measuredNode({metadata, usage = {}}: NodeMetrics): Measured {
  return {name: metadata?.name ?? '', namespace: '', usage: asTexts(usage)}
}

/** Go reads a number as the text that it has in JSON (Quantity.UnmarshalJSON). */
function asTexts(usage: SentUsage): Usage {
  return Object.fromEntries(Object.entries(usage).map(([resource, used]) => [resource, String(used)]))
}

/** The pod uses what its containers use. */
export function measuredPod({metadata, containers = []}: PodMetrics): MeasuredPod {
  const {name = '', namespace = ''} = metadata ?? {}
  const parts = containers.map((container) => ({
    name: container.name ?? '',
    namespace,
    usage: asTexts(container.usage ?? {}),
  }))
  return {name, namespace, containers: parts, usage: totalUsage(parts)}
}

/** The sum of what all use (metricsutil's ResourceAdder). */
export function totalUsage(parts: readonly Measured[]): Usage {
  const total: Record<string, string> = {}
  for (const {usage} of parts) {
    for (const [resource, used] of Object.entries(usage)) {
      total[resource] = addQuantities(total[resource] ?? '0', used)
    }
  }
  return total
}

/** Thousandths of a resource, rounded up (Quantity.MilliValue). */
export function milliValue(quantity: string | undefined): bigint {
  return scaled(amount(quantity), 3)
}

/** Whole units of a resource, rounded up (Quantity.Value). */
export function wholeValue(quantity: string | undefined): bigint {
  return scaled(amount(quantity), 0)
}

/** Throws unless `--sort-by` is one that there is; '' sorts by name. */
export function checkSortBy(sortBy: string): void {
  if (!['', 'cpu', 'memory'].includes(sortBy)) throw new Error('--sort-by accepts only cpu or memory')
}

/**
 * Sorts as kubectl does, the largest use first or by name; what is equal is left as Go's sort leaves it
 * (metricsutil's sorters).
 */
export function sortMeasured<T extends Measured>(
  items: readonly T[],
  sortBy: string,
  byNamespace = false,
): readonly T[] {
  if (sortBy === '') return goSort([...items], (a, b) => isNameLess(a, b, byNamespace))
  const value = sortBy === 'cpu' ? milliValue : wholeValue
  const keyed = items.map((item) => ({item, used: value(item.usage[sortBy])}))
  return goSort(keyed, (a, b) => a.used > b.used).map(({item}) => item)
}

function isNameLess(a: Measured, b: Measured, byNamespace: boolean): boolean {
  if (byNamespace && a.namespace !== b.namespace) return a.namespace < b.namespace
  return a.name < b.name
}
