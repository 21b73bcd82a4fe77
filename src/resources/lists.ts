import {ahead, type Begun} from '../base/ahead.ts'
import type {RESTClient, Request} from '../client/request.ts'
import {listParts} from './list-parts.ts'
import {fieldAt, type KubeObject} from '../api/object.ts'
import {describeResource} from '../discovery/errors.ts'
import type {RESTMapping} from '../discovery/mapping.ts'
import {enhanceListError} from './errors.ts'
import type {ReadOptions} from './helper.ts'
import {resourcePath} from './path.ts'

/** Which objects of a resource to list. */
export interface ListQuery {
  readonly mapping: RESTMapping
  /** '' for all namespaces and for cluster-scoped resources. */
  readonly namespace: string
  readonly labelSelector: string
  readonly fieldSelector: string
  /** Objects per page; 0 for all at once. */
  readonly limit: number
  readonly read?: ReadOptions | undefined
}

/**
 * The pages of a list in order (cli-runtime's Selector with FollowContinue), each in parts, which are lists too; a Table
 * is one part. The next page is asked for as soon as the head of the current one is known, so it travels while the
 * caller works; only two pages are ever held, as text. Throws the server's error with what was being listed.
 */
export async function* listPages(client: RESTClient, query: ListQuery): AsyncGenerator<KubeObject> {
  const abort = new AbortController()
  let next: Promise<string> | undefined = fetchPage(client, query, '', abort.signal)
  try {
    while (next !== undefined) {
      const text: string = await next.catch((error: unknown) => {
        const {mapping, labelSelector, fieldSelector} = query
        throw enhanceListError(error, describeResource(mapping.resource), labelSelector, fieldSelector)
      })
      const early = continueInHead(text)
      next = early === undefined ? undefined : prefetch(client, query, early, abort.signal)
      for (const part of listParts(text)) {
        const token = fieldAt(part, 'metadata', 'continue')
        if (next === undefined && typeof token === 'string' && token !== '') {
          next = prefetch(client, query, token, abort.signal)
        }
        yield part
      }
    }
  } finally {
    abort.abort()
  }
}

/** Lists that are asked for at once, where there may be very many. */
const atOnce = 8

/** The pages of several lists in their order, a few lists ahead of their turn. */
export function listsAhead(
  client: RESTClient,
  queries: readonly ListQuery[],
): AsyncGenerator<Begun<ListQuery, KubeObject>> {
  return ahead(queries, atOnce, (query) => listPages(client, query))
}

/** How many rows or objects a page has: a list, or a Table. */
export function sizeOf({rows, items}: KubeObject): number {
  if (Array.isArray(rows)) return rows.length
  return Array.isArray(items) ? items.length : 1
}

/** Starts a request whose failure is dealt with when its turn comes. */
function prefetch(client: RESTClient, query: ListQuery, token: string, signal: AbortSignal): Promise<string> {
  const page = fetchPage(client, query, token, signal)
  page.catch(() => undefined)
  return page
}

async function fetchPage(
  client: RESTClient,
  query: ListQuery,
  token: string,
  signal: AbortSignal,
): Promise<string> {
  const response = await client.send({...listRequest(query, token), signal})
  return response.text()
}

/** The request for one page. */
function listRequest(
  {mapping, namespace, labelSelector, fieldSelector, limit, read}: ListQuery,
  token: string,
): Request {
  return {
    method: 'GET',
    path: resourcePath({mapping, namespace}),
    query: {
      ...read?.query,
      continue: token || undefined,
      fieldSelector: fieldSelector || undefined,
      labelSelector: labelSelector || undefined,
      limit: limit > 0 ? String(limit) : undefined,
    },
    ...(read?.accept ? {headers: {accept: read.accept}} : {}),
  }
}

/** Kubernetes writes a list's metadata before its items: the token can be had before megabytes are parsed. */
const head =
  /^\s*\{"kind":"\w+","apiVersion":"[\w./-]+","metadata":\{(?:"resourceVersion":"\d*",?)?"continue":"([\w=/+-]+)"/

function continueInHead(text: string): string | undefined {
  return head.exec(text.slice(0, 4096))?.[1]
}
