import type {Output} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {
  type Measured,
  type MeasuredPod,
  milliValue,
  sortMeasured,
  totalUsage,
  type Usage,
  wholeValue,
} from './usage.ts'

/** How the tables of `top` look, flags by their names. */
export interface UsageTableOptions {
  readonly noHeaders: boolean
  readonly sortBy: string
  readonly showSwap: boolean
}

export interface PodTableOptions extends UsageTableOptions {
  readonly allNamespaces: boolean
  /** A line for each container. */
  readonly containers: boolean
  readonly sum: boolean
}

/** What a node has to use: its swap is unknown unless it tells. */
export interface NodeResources {
  readonly name: string
  readonly available: Usage
}

const resourcesOf = ({showSwap}: UsageTableOptions): readonly string[] =>
  showSwap ? ['cpu', 'memory', 'swap'] : ['cpu', 'memory']
const units: Readonly<Record<string, string>> = {cpu: 'cores', memory: 'bytes', swap: 'bytes'}
const unknown = '<unknown>'

/** Prints what nodes use and what part of what they have that is; nodes without metrics come last (PrintNodeMetrics). */
export function printNodes(
  to: Output,
  measured: readonly Measured[],
  nodes: readonly NodeResources[],
  options: UsageTableOptions,
): void {
  const resources = resourcesOf(options)
  const table = new Table(to)
  const percentages = resources.flatMap((resource) => [header(resource), `${resource.toUpperCase()}(%)`])
  table.begin(['NAME', ...percentages], options.noHeaders)
  const rest = new Map(nodes.map(({name, available}) => [name, available]))
  for (const {name, usage} of sortMeasured(measured, options.sortBy)) {
    const available = rest.get(name)
    rest.delete(name)
    table.line([name, ...resources.flatMap((resource) => nodeCells(resource, usage, available))])
  }
  for (const name of rest.keys()) table.line([name, ...resources.flatMap(() => [unknown, unknown])])
  table.flush()
}

/** Prints what pods or their containers use (PrintPodMetrics). */
export function printPods(to: Output, measured: readonly MeasuredPod[], options: PodTableOptions): void {
  const resources = resourcesOf(options)
  const {allNamespaces, containers, noHeaders, sortBy, sum} = options
  const table = new Table(to)
  const headers = [
    ...(allNamespaces ? ['NAMESPACE'] : []),
    ...(containers ? ['POD'] : []),
    ...['NAME', ...resources.map(header)],
  ]
  table.begin(headers, noHeaders)
  for (const pod of sortMeasured(measured, sortBy, allNamespaces)) {
    for (const {name, usage} of containers ? sortMeasured(pod.containers, sortBy) : [pod]) {
      const owner = [...(allNamespaces ? [pod.namespace] : []), ...(containers ? [pod.name] : [])]
      table.line([...owner, name, ...used(resources, usage)])
    }
  }
  if (sum) {
    // kubectl places the sum by the columns of the headers, printed or not, and reckons with two resources.
    const width = noHeaders ? 1 + resources.length : headers.length
    table.line([...blank(width - 2), '________', '________'])
    table.line([...blank(width - 3), '', ...used(resources, totalUsage(measured))])
  }
  table.flush()
}

/** Lines of cells, each ended by a tab as kubectl's printValue does it. */
class Table {
  private readonly out: TabWriter

  constructor(to: Output) {
    this.out = new TabWriter(to)
  }

  /** Says what the columns are, for their colours. */
  begin(headers: readonly string[], noHeaders: boolean): void {
    this.out.beginTable(headers)
    if (!noHeaders) this.line(headers)
  }

  line(cells: readonly string[]): void {
    this.out.write(`${cells.map((cell) => `${cell}\t`).join('')}\n`)
  }

  flush(): void {
    this.out.flush()
  }
}

function header(resource: string): string {
  return `${resource.toUpperCase()}(${units[resource]})`
}

function used(resources: readonly string[], usage: Usage): string[] {
  return resources.map((resource) => formatUse(resource, usage[resource]))
}

function formatUse(resource: string, quantity: string | undefined): string {
  if (resource === 'cpu') return `${milliValue(quantity)}m`
  return `${wholeValue(quantity) / (1024n * 1024n)}Mi`
}

/** The use, and the percentage of what there is if that is known. */
function nodeCells(resource: string, usage: Usage, available: Usage | undefined): string[] {
  const all = available?.[resource]
  if (resource === 'swap' && available !== undefined && all === undefined) return [unknown, unknown]
  const use = formatUse(resource, usage[resource])
  return all === undefined ? [use] : [use, `${percentage(usage[resource], all)}%`]
}

function percentage(use: string | undefined, all: string): number {
  const whole = Number(milliValue(all))
  return whole === 0 ? 0 : Math.trunc((Number(milliValue(use)) / whole) * 100)
}

function blank(count: number): string[] {
  return Array.from({length: count}, () => '')
}
