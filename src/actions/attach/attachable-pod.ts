import {fieldAt, isList, type KubeObject, nameOf, namespaceOf} from '../../api/object.ts'
import type {LabelSelector} from '../../api/raw-models.ts'
import {goSort} from '../../base/go-sort.ts'
import type {RESTClient} from '../../client/request.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {resourcePath} from '../../resources/path.ts'
import {parseObject} from '../../resources/response-object.ts'
import {watchOnce} from '../../resources/watch.ts'
import {selectorText} from '../describe/selectors.ts'
import {isBetterToAttach} from './pod-order.ts'

/** Pods are known without asking the server. */
export const podMapping: RESTMapping = {
  resource: {group: '', version: 'v1', resource: 'pods'},
  kind: {group: '', version: 'v1', kind: 'Pod'},
  namespaced: true,
}

/**
 * The pod itself, or the best of the pods that an object has; one that is still to come is waited for
 * (polymorphichelpers.AttachablePodForObject). Throws for objects that have no pods, and
 * `timed out waiting for the condition`.
 */
export async function attachablePod(
  client: RESTClient,
  object: KubeObject,
  timeout: number,
  signal: AbortSignal,
): Promise<KubeObject> {
  if (object.kind === 'Pod' && object.apiVersion === 'v1') return object
  const labelSelector = podSelector(object)
  const namespace = namespaceOf(object)
  const path = resourcePath({mapping: podMapping, namespace})
  const query = {labelSelector: labelSelector || undefined}
  const list = parseObject(await (await client.send({method: 'GET', path, query, signal})).text())
  const [best] = goSort(isList(list) ? list.items : [], isBetterToAttach)
  if (best !== undefined) return best
  const resourceVersion = list.metadata?.resourceVersion ?? ''
  return firstPod(client, {namespace, labelSelector, resourceVersion}, timeout, signal)
}

async function firstPod(
  client: RESTClient,
  query: {readonly namespace: string; readonly labelSelector: string; readonly resourceVersion: string},
  timeout: number,
  signal: AbortSignal,
): Promise<KubeObject> {
  const limit = AbortSignal.timeout(Math.min(timeout, 2 ** 31 - 1))
  try {
    const watch = watchOnce(client, {...query, mapping: podMapping, signal: AbortSignal.any([limit, signal])})
    for await (const {type, object} of watch) {
      if (type === 'ADDED' || type === 'MODIFIED') return object
    }
  } catch (error) {
    if (limit.aborted && !signal.aborted) throw timedOut()
    throw error
  }
  throw new Error('watch closed before UntilWithoutRetry timeout')
}

/** What kubectl says when a wait has lasted too long. */
export function timedOut(): Error {
  return new Error('timed out waiting for the condition')
}

const workloads = new Set(['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Deployment'])

/** The label selector of the object's pods (polymorphichelpers.SelectorsForObject). */
function podSelector(object: KubeObject): string {
  const [group, version] = object.apiVersion?.includes('/')
    ? object.apiVersion.split('/', 2)
    : ['', object.apiVersion]
  const {kind = ''} = object
  const what = `cannot attach to *${version}.${kind}: `
  const selector = fieldAt(object, 'spec', 'selector') as LabelSelector | undefined
  if ((group === 'apps' && workloads.has(kind)) || (group === 'batch' && kind === 'Job')) {
    return selectorText(selector)
  }
  if (group === '' && (kind === 'ReplicationController' || kind === 'Service')) {
    const labels = (selector ?? {}) as Readonly<Record<string, string>>
    if (kind === 'Service' && Object.keys(labels).length === 0) {
      throw new Error(`${what}invalid service '${nameOf(object)}': Service is defined without a selector`)
    }
    return selectorText({matchLabels: labels})
  }
  throw new Error(`${what}selector for *${version}.${kind} not implemented`)
}
