import {isList, type KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {enhanceListError} from '../../resources/errors.ts'
import {resourcePath} from '../../resources/path.ts'
import {parseObject} from '../../resources/response-object.ts'

/** What every describer works with. */
export interface Describing {
  readonly client: RESTClient
  readonly showEvents: boolean
  readonly chunkSize: number
  /** Milliseconds since the epoch, for ages. */
  readonly now: number
  readonly mapping: RESTMapping
  /** The object itself, where it was just read to find out what to describe. */
  readonly found?: Found | undefined
}

/** An object as the server gave it. */
export interface Found {
  readonly mapping: RESTMapping
  readonly namespace: string
  readonly name: string
  readonly object: KubeObject
}

/** Shows one object as text. Throws the server's error when it cannot be read. */
export type Describer = (d: Describing, namespace: string, name: string) => Promise<string>

/** The endpoint of a kind in the version that describers read. */
export interface Endpoint {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly kind: string
}

/** Makes an endpoint of `apps/v1 deployments Deployment`. */
export function endpoint(apiVersion: string, resource: string, kind: string): Endpoint {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  return {group: group!, version: version!, resource, kind}
}

/** The object with its kind filled in, which typed clients know. What was just read is not read again. */
export async function read<T extends object>(
  {client, found}: Pick<Describing, 'client' | 'found'>,
  from: Endpoint,
  namespace: string,
  name: string,
): Promise<T> {
  if (found !== undefined && isAt(found, from, namespace, name)) return found.object as T
  const path = resourcePath({mapping: mappingOf(from, namespace !== ''), namespace, name})
  const response = await client.send({method: 'GET', path})
  return parseObject(await response.text()) as T
}

function isAt(
  {mapping: {resource}, ...found}: Found,
  at: Endpoint,
  namespace: string,
  name: string,
): boolean {
  const isSameType =
    resource.group === at.group && resource.version === at.version && resource.resource === at.resource
  return isSameType && found.namespace === namespace && found.name === name
}

/** Which objects to list. */
export interface ListOptions {
  /** '' for all namespaces and cluster-scoped kinds. */
  readonly namespace: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Objects per request, 0 for all at once. */
  readonly limit?: number
}

/** All objects that match, page by page. Throws the server's error, with what was being listed. */
export async function list<T extends object>(
  {client}: Pick<Describing, 'client'>,
  from: Endpoint,
  {namespace, labelSelector = '', fieldSelector = '', limit = 0}: ListOptions,
): Promise<T[]> {
  const path = resourcePath({mapping: mappingOf(from, namespace !== ''), namespace})
  const query = {
    fieldSelector: fieldSelector || undefined,
    labelSelector: labelSelector || undefined,
    limit: limit > 0 ? String(limit) : undefined,
  }
  const items: KubeObject[] = []
  let token = ''
  do {
    const page = await client
      .send({method: 'GET', path, query: {...query, continue: token || undefined}})
      .then(async (response) => parseObject(await response.text()))
      .catch((error: unknown) => {
        throw enhanceListError(error, from.resource, labelSelector, fieldSelector)
      })
    if (isList(page)) for (const item of page.items) items.push(item)
    const next = page.metadata?.['continue']
    token = typeof next === 'string' ? next : ''
  } while (token !== '')
  return items as object[] as T[]
}

function mappingOf({group, version, resource, kind}: Endpoint, namespaced: boolean): RESTMapping {
  return {resource: {group, version, resource}, kind: {group, version, kind}, namespaced}
}
