import {parseLabelSelector} from '../../api/label-selector.ts'
import type {Node} from '../../api/raw-models.ts'
import type {Session} from '../../session/session.ts'
import {readMetrics} from './metrics-api.ts'
import {read} from './read.ts'
import {checkSortBy, measuredNode, type NodeMetrics} from './usage.ts'
import {type NodeResources, printNodes, type UsageTableOptions} from './usage-table.ts'

/** What `top node` was told, flags by their names. */
export interface TopNodeOptions extends UsageTableOptions {
  /** '' for all nodes that the selector matches. */
  readonly name: string
  readonly selector: string
  /** Percentages of the capacity instead of what pods may use. */
  readonly showCapacity: boolean
}

const resource = {group: '', version: 'v1', resource: 'nodes'}

/** Prints what nodes use of their CPU, memory and swap (kubectl top node). Throws when there are no metrics. */
export async function topNode(session: Session, options: TopNodeOptions): Promise<void> {
  const {name, selector, sortBy, showCapacity} = options
  await session.client()
  checkSortBy(sortBy)
  if (name !== '' && selector !== '') throw new Error('only one of NAME or --selector can be provided')
  parseLabelSelector(selector)
  const reading = {namespace: '', name, labelSelector: selector}
  const metrics = await readMetrics<NodeMetrics>(session, 'nodes', reading)
  if (metrics.length === 0) throw new Error('metrics not available yet')
  const nodes = await read<Node>(session, {...reading, resource})
  const resources = nodes.map((node) => resourcesOf(node, showCapacity ? 'capacity' : 'allocatable'))
  printNodes(session.io.out, metrics.map(measuredNode), resources, options)
}

function resourcesOf({metadata, status}: Node, field: 'capacity' | 'allocatable'): NodeResources {
  const {swap: _, ...available} = status?.[field] ?? {}
  const swap = status?.nodeInfo?.swap?.capacity
  return {
    name: metadata?.name ?? '',
    available: typeof swap === 'number' ? {...available, swap: String(swap)} : available,
  }
}
