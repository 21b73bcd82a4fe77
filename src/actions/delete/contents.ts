import {fieldAt} from '../../api/object.ts'
import {inOrder} from '../../base/parallel.ts'
import type {RESTClient} from '../../client/request.ts'
import type {Discovery} from '../../discovery/discovery.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {preferredResources} from '../../discovery/preferred.ts'
import {parseObject} from '../../resources/response-object.ts'
import {resourcePath} from '../../resources/path.ts'

/** How many objects of a resource there are. */
export interface Count {
  /** `deployments.apps` */
  readonly resource: string
  readonly count: number
}

/** Lists asked for at once. */
const parallel = 16
/** Comes and goes by itself. */
const notCounted = new Set(['events', 'events.events.k8s.io'])
const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'

/**
 * What is in a namespace, counted by one small list per resource, the most numerous first. What may not be
 * listed is left out. Throws what discovery throws.
 */
export async function contentsOf(
  client: RESTClient,
  discovery: Discovery,
  namespace: string,
): Promise<Count[]> {
  const targets = preferredResources(await discovery.apis()).flatMap(({group, version, resources}) =>
    resources
      .filter(({namespaced, verbs}) => namespaced && verbs.includes('list') && verbs.includes('delete'))
      .map(({name}) => ({group, version, resource: name})),
  )
  const wanted = targets.filter((target) => !notCounted.has(typeName(target)))
  const counts: Count[] = []
  const lists = inOrder(wanted, {limit: parallel}, (target) => countOf(client, target, namespace))
  for await (const {item, outcome} of lists) {
    if (outcome.ok && outcome.value > 0) counts.push({resource: typeName(item), count: outcome.value})
  }
  return counts.toSorted((a, b) => b.count - a.count)
}

function typeName({group, resource}: {group: string; resource: string}): string {
  return group === '' ? resource : `${resource}.${group}`
}

/** The number of objects of a resource, in all namespaces when the namespace is ''. */
export async function countOf(
  client: RESTClient,
  resource: RESTMapping['resource'],
  namespace: string,
): Promise<number> {
  const path = resourcePath({mapping: {resource, namespaced: namespace !== ''}, namespace})
  const headers = {accept: metadataOnly}
  const response = await client.send({method: 'GET', path, query: {limit: '1'}, headers})
  const list = parseObject(await response.text())
  const items = Array.isArray(list['items']) ? list['items'].length : 0
  return items + Number(fieldAt(list, 'metadata', 'remainingItemCount') ?? 0)
}
