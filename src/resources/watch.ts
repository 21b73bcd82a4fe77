import type {KubeObject} from '../api/object.ts'
import type {RESTClient} from '../client/request.ts'
import {ConnectionError, type Status, StatusError} from '../client/status.ts'
import type {RESTMapping} from '../discovery/mapping.ts'
import type {ReadOptions} from './helper.ts'
import {resourcePath} from './path.ts'
import {parseObject} from './response-object.ts'

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'
  readonly object: KubeObject
}

export interface WatchQuery {
  readonly mapping: RESTMapping
  readonly namespace: string
  readonly resourceVersion: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
  readonly bookmarks?: boolean
  readonly read?: ReadOptions | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * The changes from a resource version on, until the server ends the stream.
 * Throws the server's error (a StatusError, `Expired` when the version is too old) and ConnectionError.
 */
export async function* watchOnce(client: RESTClient, query: WatchQuery): AsyncGenerator<WatchEvent> {
  yield* await openWatch(client, query)
}

/**
 * Begins a watch: gives the changes to come once the server has agreed to tell them. Throws, now or later,
 * what `watchOnce` throws.
 */
export async function openWatch(client: RESTClient, query: WatchQuery): Promise<AsyncGenerator<WatchEvent>> {
  const {mapping, namespace, resourceVersion, labelSelector, fieldSelector, read, signal} = query
  const response = await client.send({
    method: 'GET',
    path: resourcePath({mapping, namespace}),
    stream: true,
    query: {
      ...read?.query,
      allowWatchBookmarks: query.bookmarks ? 'true' : undefined,
      fieldSelector: fieldSelector || undefined,
      labelSelector: labelSelector || undefined,
      resourceVersion: resourceVersion || undefined,
      watch: 'true',
    },
    ...(read?.accept ? {headers: {accept: read.accept}} : {}),
    ...(signal ? {signal} : {}),
  })
  return eventsOf(response.chunks())
}

async function* eventsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent> {
  for await (const line of lines(chunks)) {
    const event = parseObject(line) as {type?: string; object?: KubeObject}
    if (event.type === 'ERROR') throw new StatusError((event.object ?? {}) as Status)
    yield event as WatchEvent
  }
}

/** Whether the server no longer knows the version that was asked for. */
export function isExpired(error: unknown): boolean {
  return error instanceof StatusError && error.code === 410
}

/** Whether trying again may help. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ConnectionError || isExpired(error)) return true
  return error instanceof StatusError && (error.code >= 500 || error.code === 429)
}

/** Cuts a stream of bytes into lines without their breaks; empty ones are left out. */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, {stream: true})
    let start = 0
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', start)) {
      if (end > start) yield rest.slice(start, end)
      start = end + 1
    }
    rest = rest.slice(start)
  }
  if (rest !== '') yield rest
}
