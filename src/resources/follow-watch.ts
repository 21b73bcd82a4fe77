import {sleep} from '../base/sleep.ts'
import type {RESTClient} from '../client/request.ts'
import {ConnectionError} from '../client/status.ts'
import {watchOnce, type WatchEvent, type WatchQuery} from './watch.ts'

export interface FollowOptions {
  /** Give up when the server ends the stream, as with `--request-timeout`. */
  readonly endsWithStream: boolean
  readonly signal: AbortSignal
}

/**
 * The changes from a resource version on, until the signal is aborted. A watch that the server or the
 * network cuts is taken up where it ended; kubectl ends there. Throws the server's errors.
 */
export async function* followWatch(
  client: RESTClient,
  query: WatchQuery,
  {endsWithStream, signal}: FollowOptions,
): AsyncGenerator<WatchEvent> {
  let at = query.resourceVersion
  for (let pause = 100; ; pause = Math.min(pause * 2, 10_000)) {
    try {
      for await (const event of watchOnce(client, {...query, resourceVersion: at, signal})) {
        at = event.object.metadata?.resourceVersion || at
        pause = 50
        yield event
      }
    } catch (error) {
      if (signal.aborted || !(error instanceof ConnectionError)) throw error
    }
    if (endsWithStream) return
    await sleep(pause, signal)
  }
}
