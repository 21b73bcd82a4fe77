import {sleep} from '../base/sleep.ts'
import type {RESTClient} from '../client/request.ts'
import {KnownObjects} from './known-objects.ts'
import {listPages} from './lists.ts'
import {isExpired, isPassing, openWatch, type WatchEvent, type WatchQuery} from './watch.ts'

export interface FollowOptions {
  /** Give up when the server ends the stream, as with `--request-timeout`. */
  readonly endsWithStream: boolean
  readonly signal: AbortSignal
  /** The objects that the caller has shown before, where the watch does not begin with them. */
  readonly known?: KnownObjects
}

/** Each watch needs a connection that is its own. */
const mostWatches = 32

/** Throws for more namespaces than can be watched at once. */
export function requireFewWatches(namespaces: number): void {
  if (namespaces <= mostWatches) return
  throw new Error(
    `cannot watch ${namespaces} namespaces at once; name at most ${mostWatches}, or all with -A`,
  )
}

/** Objects per request when the list has to be read again. */
const pageSize = 500

/**
 * The changes from a resource version on, until the signal is aborted, bookmarks left out. A watch that the
 * server or the network cuts is taken up where it ended. When the server has forgotten that place (410) the
 * list is read again, and only what changed meanwhile is told. kubectl ends in both cases.
 * Throws the server's errors, and ConnectionError when there never was a connection.
 */
export async function* followWatch(
  client: RESTClient,
  query: WatchQuery,
  {endsWithStream, signal, known = new KnownObjects()}: FollowOptions,
): AsyncGenerator<WatchEvent> {
  let at: string | undefined = query.resourceVersion
  let connected = false
  for (let pause = 100; ; pause = Math.min(pause * 2, 10_000)) {
    try {
      at ??= yield* missedChanges(client, query, known)
      const events = await openWatch(client, {...query, resourceVersion: at, bookmarks: true, signal})
      connected = true
      for await (const event of events) {
        at = event.object.metadata?.resourceVersion || at
        pause = 50
        if (event.type === 'BOOKMARK') continue
        known.note(event.type, event.object)
        yield event
      }
      if (endsWithStream) return
    } catch (error) {
      if (signal.aborted || !(isExpired(error) || (connected && isPassing(error)))) throw error
      if (isExpired(error)) at = undefined
      else if (endsWithStream) return
    }
    await sleep(pause, signal)
  }
}

/** Reads the list again and tells what changed. Gives the version from which to watch on. */
async function* missedChanges(
  client: RESTClient,
  {mapping, namespace, labelSelector = '', fieldSelector = '', read}: WatchQuery,
  known: KnownObjects,
): AsyncGenerator<WatchEvent, string> {
  let resourceVersion = ''
  const pages = listPages(client, {mapping, namespace, labelSelector, fieldSelector, limit: pageSize, read})
  async function* noted() {
    for await (const page of pages) {
      resourceVersion = page.metadata?.resourceVersion ?? resourceVersion
      yield page
    }
  }
  yield* known.changes(noted())
  return resourceVersion
}
