import type {KubeObject} from '../api/object.ts'
import type {RESTClient} from '../client/request.ts'
import {type Status, StatusError} from '../client/status.ts'
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
  for await (const line of lines(response.chunks())) {
    const event = parseObject(line) as {type?: string; object?: KubeObject}
    if (event.type === 'ERROR') throw new StatusError((event.object ?? {}) as Status)
    yield event as WatchEvent
  }
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
