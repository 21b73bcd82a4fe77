import {isObject, type JsonObject} from '../../api/json.ts'
import {fieldAt, type KubeObject, textAt} from '../../api/object.ts'

/** Whether the left pod is to be preferred: the reverse of podutils.ActivePods, which puts first what to delete first. */
export function isBetterToAttach(left: KubeObject, right: KubeObject): boolean {
  return isLessActive(right, left)
}

function isLessActive(a: KubeObject, b: KubeObject): boolean {
  const [hasNodeA, hasNodeB] = [hasNode(a), hasNode(b)]
  if (hasNodeA !== hasNodeB) return !hasNodeA
  const [phaseA, phaseB] = [phaseRank(a), phaseRank(b)]
  if (phaseA !== phaseB) return phaseA < phaseB
  const [readyA, readyB] = [readyCondition(a), readyCondition(b)]
  if ((readyA === undefined) !== (readyB === undefined)) return readyA === undefined
  const [deletedA, deletedB] = [a.metadata?.deletionTimestamp ?? '', b.metadata?.deletionTimestamp ?? '']
  if ((deletedA === '') !== (deletedB === '')) return deletedA !== ''
  if (deletedA !== deletedB) return deletedA < deletedB
  const [sinceA, sinceB] = [transitionOf(readyA), transitionOf(readyB)]
  if (readyA !== undefined && sinceA !== sinceB) return isLaterOrUnset(sinceA, sinceB)
  const restarts = compareRestarts(a, b)
  if (restarts !== 0) return restarts > 0
  const [madeA, madeB] = [a.metadata?.creationTimestamp ?? '', b.metadata?.creationTimestamp ?? '']
  return madeA !== madeB && isLaterOrUnset(madeA, madeB)
}

function hasNode(pod: KubeObject): boolean {
  return Boolean(fieldAt(pod, 'spec', 'nodeName'))
}

/** Pending, then Unknown, then Running; other phases count as Pending (Go's map of them gives 0). */
function phaseRank(pod: KubeObject): number {
  return Math.max(0, ['Pending', 'Unknown', 'Running'].indexOf(textAt(pod, 'status', 'phase')))
}

function readyCondition(pod: KubeObject): JsonObject | undefined {
  return objectsAt(pod, 'status', 'conditions').find(
    ({type, status}) => type === 'Ready' && status === 'True',
  )
}

function transitionOf(condition: JsonObject | undefined): string {
  return typeof condition?.['lastTransitionTime'] === 'string' ? condition['lastTransitionTime'] : ''
}

/** Times of equal form compare as text; none at all counts as the latest. */
function isLaterOrUnset(a: string, b: string): boolean {
  return a === '' || b === '' ? a === '' : a > b
}

/** By the restarts of regular containers, then of sidecars (compareMaxContainerRestarts). */
function compareRestarts(a: KubeObject, b: KubeObject): number {
  const regular = (pod: KubeObject): number => maxRestarts(pod, 'containerStatuses', () => true)
  return regular(a) - regular(b) || sidecarRestarts(a) - sidecarRestarts(b)
}

/** Of init containers that go on running. */
function sidecarRestarts(pod: KubeObject): number {
  const sidecars = objectsAt(pod, 'spec', 'initContainers').filter(
    ({restartPolicy}) => restartPolicy === 'Always',
  )
  const names = new Set(sidecars.map(({name}) => name))
  return maxRestarts(pod, 'initContainerStatuses', ({name}) => names.has(name))
}

function maxRestarts(pod: KubeObject, list: string, counts: (status: JsonObject) => boolean): number {
  const statuses = objectsAt(pod, 'status', list).filter(counts)
  return Math.max(0, ...statuses.map(({restartCount}) => Number(restartCount ?? 0)))
}

function objectsAt(pod: KubeObject, ...path: string[]): JsonObject[] {
  const list = fieldAt(pod, ...path)
  return Array.isArray(list) ? list.filter(isObject) : []
}
