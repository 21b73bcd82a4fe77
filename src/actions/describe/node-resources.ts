import {amount, scaled} from '../../api/quantity-text.ts'
import type {Node, Pod} from '../../api/raw-models.ts'
import {add, type Amounts, podLimits, podRequests} from './pod-resources.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {compareText} from './selectors.ts'
import {since} from './times.ts'

/** What the pods of a node ask of what it has (kubectl's describeNodeResource). */
export function writeNodeResources(w: PrefixWriter, pods: readonly Pod[], node: Node, now: number): void {
  const {capacity = {}, allocatable = {}} = node.status ?? {}
  const available = Object.keys(allocatable).length > 0 ? allocatable : capacity
  w.write(0, `Non-terminated Pods:\t(${pods.length} in total)\n`)
  w.write(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n')
  w.write(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n')
  for (const pod of pods) writePod(w, pod, available, now)
  w.write(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n')
  w.write(1, 'Resource\tRequests\tLimits\n')
  w.write(1, '--------\t--------\t------\n')
  writeTotals(w, pods, available)
}

function writePod(w: PrefixWriter, pod: Pod, available: Amounts, now: number): void {
  const requests = podRequests(pod, true)
  const limits = podLimits(pod, true)
  const cells = ['cpu', 'memory'].flatMap((name) => [
    share(name, requests, available, false),
    share(name, limits, available, false),
  ])
  const {namespace = '', name = '', creationTimestamp} = pod.metadata ?? {}
  w.write(1, `${namespace}\t${name}\t\t${cells.join('\t')}\t${since(now, creationTimestamp)}\n`)
}

function writeTotals(w: PrefixWriter, pods: readonly Pod[], available: Amounts): void {
  const requests: Amounts = {}
  const limits: Amounts = {}
  for (const pod of pods) {
    add(requests, podRequests(pod, false))
    add(limits, podLimits(pod, false))
  }
  const names = Object.keys(available).toSorted(compareText)
  const shared = [
    'cpu',
    'memory',
    'ephemeral-storage',
    ...names.filter((name) => name.startsWith('hugepages-')),
  ]
  for (const name of shared) {
    w.write(
      1,
      `${name}\t${share(name, requests, available, true)}\t${share(name, limits, available, true)}\n`,
    )
  }
  for (const name of names.filter((other) => other !== 'pods' && !shared.includes(other))) {
    w.write(1, `${name}\t${requests[name] ?? '0'}\t${limits[name] ?? '0'}\n`)
  }
}

/** The amount and what part of the node's it is; kubectl only guards the totals against dividing by zero. */
function share(name: string, amounts: Amounts, available: Amounts, guarded: boolean): string {
  const power = name === 'cpu' ? 3 : 0
  const part = Number(scaled(amount(amounts[name]), power))
  const whole = Number(scaled(amount(available[name]), power))
  const percent = whole === 0 && guarded ? 0 : (part / whole) * 100
  return `${amounts[name] ?? '0'} (${goInt64(percent)}%)`
}

/** Go's conversion to int64, which makes the smallest one of what is no number. */
function goInt64(value: number): string {
  return Number.isFinite(value) ? String(Math.trunc(value)) : '-9223372036854775808'
}
