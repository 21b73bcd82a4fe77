import {formatGroupResource, formatGroupVersion, parseGroupVersion} from '../../api/schema.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason, StatusError} from '../../client/status.ts'
import type {Discovery} from '../../discovery/discovery.ts'
import type {RESTMapper, RESTMapping} from '../../discovery/mapping.ts'
import {preferredResources} from '../../discovery/preferred.ts'
import {Helper} from '../../resources/helper.ts'
import {listPages, type ListQuery} from '../../resources/lists.ts'
import {nodesOf, type Owner, readNodes, type TreeNode} from './nodes.ts'

/** What could be read, and what could not. */
export interface Found {
  readonly nodes: readonly TreeNode[]
  /** Types and groups that the server does not let us see, or cannot show now. */
  readonly unread: readonly string[]
}

/** Nobody owns these, there may be very many events, and the other two are deprecated: servers warn of them. */
const never: ReadonlySet<string> = new Set([
  'events',
  'events.events.k8s.io',
  'endpoints',
  'componentstatuses',
])

/** Objects per request. */
export const pageSize = 500

/**
 * All objects that may have owners in the namespace; with '' those of the whole cluster. All types are listed at once, as
 * many as the client has requests in flight. Types that are refused are told, not thrown; a lost connection is thrown.
 */
export async function readAll(client: RESTClient, discovery: Discovery, namespace: string): Promise<Found> {
  const apis = await discovery.apis()
  const mappings = preferredResources(apis).flatMap(({group, version, resources}) =>
    resources
      .filter(({verbs, namespaced}) => verbs.includes('list') && (namespace === '' || namespaced))
      .map(({name, kind, namespaced}) => ({
        resource: {group, version, resource: name},
        kind: {group, version, kind},
        namespaced,
      })),
  )
  const wanted = mappings.filter(({resource}) => !never.has(formatGroupResource(resource)))
  const lists = await Promise.all(wanted.map((mapping) => readType(client, mapping, namespace)))
  const broken = [...apis.failed, ...apis.stale].map(formatGroupVersion)
  return {
    nodes: lists.flatMap((list) => list ?? []),
    unread: [
      ...wanted.flatMap(({resource}, index) => (lists[index] ? [] : [formatGroupResource(resource)])),
      ...broken,
    ],
  }
}

async function readType(
  client: RESTClient,
  mapping: RESTMapping,
  namespace: string,
): Promise<TreeNode[] | undefined> {
  try {
    return await readList(client, {mapping, namespace, labelSelector: '', fieldSelector: '', limit: pageSize})
  } catch (error) {
    if (error instanceof StatusError) return undefined
    throw error
  }
}

/** What is kept of each object of a list. Throws the server's error. */
export async function readList(client: RESTClient, list: ListQuery): Promise<TreeNode[]> {
  const nodes: TreeNode[] = []
  for await (const page of listPages(client, {...list, read: readNodes}))
    for (const node of nodesOf(list.mapping, page)) nodes.push(node)
  return nodes
}

/**
 * The object that a reference names. One that is gone, or was replaced by another of its name, is a node that says so;
 * one that may not be seen says why.
 */
export async function readOwner(
  client: RESTClient,
  mapper: RESTMapper,
  owner: Owner,
  namespace: string,
): Promise<TreeNode> {
  try {
    const mapping = await mapper.mappingForKind({...parseGroupVersion(owner.apiVersion), kind: owner.kind})
    const answer = await new Helper(client, mapping).get(
      mapping.namespaced ? namespace : '',
      owner.name,
      readNodes,
    )
    const [node] = nodesOf(mapping, answer)
    return node?.uid === owner.uid ? node : unseen(owner, 'Missing')
  } catch (error) {
    if (hasReason(error, 'NotFound')) return unseen(owner, 'Missing')
    if (error instanceof StatusError) return unseen(owner, error.reason || 'Unreadable')
    if (error instanceof Error && error.name === 'NoKindMatchError') return unseen(owner, 'Missing')
    throw error
  }
}

function unseen(owner: Owner, status: string): TreeNode {
  return {...owner, namespace: '', owners: [], created: '', ready: '', status}
}
