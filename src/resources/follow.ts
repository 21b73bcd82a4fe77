import {toError} from '../base/errors.ts'
import {sleep} from '../base/sleep.ts'
import {isList, type KubeObject} from '../api/object.ts'
import type {RESTClient} from '../client/request.ts'
import type {RESTMapping} from '../discovery/mapping.ts'
import {withListType} from './list-source.ts'
import {resourcePath} from './path.ts'
import {parseObject} from './response-object.ts'
import {isPassing, watchOnce, type WatchEvent} from './watch.ts'

/** What happened to the followed object; `synced` says that the server was asked and what it has. */
export type Change =
  | {readonly type: 'SYNCED'; readonly object: KubeObject | undefined}
  | {readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject}

/** Is told what failed, and in which request. */
export type Trouble = (error: Error, verb: 'list' | 'watch') => void

const firstPause = 800
const longestPause = 30_000

/**
 * Follows one object by name until the caller stops or the signal is aborted (client-go's
 * watch.UntilWithSync over an informer). Dropped connections are resumed where they ended; when the
 * server has forgotten that place, the object is read again and what was missed is told.
 * Throws what the first read throws, and later what trying again cannot help; with `trouble` such errors are told
 * to it and waited out, as the informer does.
 */
export async function* followObject(
  client: RESTClient,
  target: {readonly mapping: RESTMapping; readonly namespace: string; readonly name: string},
  signal: AbortSignal,
  trouble?: Trouble,
): AsyncGenerator<Change> {
  const fieldSelector = `metadata.name=${target.name}`
  let known: KubeObject | undefined
  let pause = firstPause
  let first = true
  for (;;) {
    let listed = false
    try {
      const {object, resourceVersion} = await readOne(client, target, fieldSelector, signal)
      listed = true
      yield* first ? firstChanges(object) : missedChanges(known, object)
      first = false
      known = object
      let at = resourceVersion
      for (;;) {
        const query = {...target, fieldSelector, resourceVersion: at, bookmarks: true, signal}
        for await (const event of watchOnce(client, query)) {
          at = event.object.metadata?.resourceVersion ?? at
          pause = firstPause
          if (event.type === 'BOOKMARK') continue
          known = event.type === 'DELETED' ? undefined : event.object
          yield event as Change & WatchEvent
        }
        // A server that ends every watch at once must not be hammered.
        await sleep(Math.min(pause, 50), signal)
      }
    } catch (error) {
      if (signal.aborted) throw error
      if (first || !isPassing(error)) {
        if (trouble === undefined) throw error
        trouble(toError(error), listed ? 'watch' : 'list')
      }
    }
    await sleep(pause, signal)
    pause = Math.min(pause * 2, longestPause)
  }
}

function* firstChanges(object: KubeObject | undefined): Generator<Change> {
  if (object !== undefined) yield {type: 'ADDED', object}
  yield {type: 'SYNCED', object}
}

/** What the watch would have said in the meantime. */
function* missedChanges(known: KubeObject | undefined, object: KubeObject | undefined): Generator<Change> {
  const replaced = known?.metadata?.uid !== object?.metadata?.uid
  if (known !== undefined && replaced) yield {type: 'DELETED', object: known}
  if (object === undefined) return
  if (replaced) yield {type: 'ADDED', object}
  else if (known?.metadata?.resourceVersion !== object.metadata?.resourceVersion) {
    yield {type: 'MODIFIED', object}
  }
}

async function readOne(
  client: RESTClient,
  {mapping, namespace}: {mapping: RESTMapping; namespace: string},
  fieldSelector: string,
  signal: AbortSignal,
): Promise<{object: KubeObject | undefined; resourceVersion: string}> {
  const path = resourcePath({mapping, namespace})
  const response = await client.send({method: 'GET', path, query: {fieldSelector}, signal})
  const list = parseObject(await response.text())
  const [first] = isList(list) ? list.items : []
  const object = first && withListType(first, list.apiVersion ?? '', list.kind ?? '')
  return {object, resourceVersion: list.metadata?.resourceVersion ?? ''}
}
