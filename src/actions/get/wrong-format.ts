import {newAggregate} from '../../base/aggregate.ts'
import {toError} from '../../base/errors.ts'
import type {RESTClient} from '../../client/request.ts'
import {listPages, type ListQuery, sizeOf} from '../../resources/lists.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'

/**
 * Throws what is wrong with the format where kubectl does: when everything was read, so that the server's warnings come
 * before it. What could not be read is not told then. Nothing found is told instead of the format, or the failures given,
 * where `ignoreNotFound` is set. Of whole types the first objects say enough.
 */
export async function withoutFormat(
  session: Session,
  selection: Selection,
  {mistake, ignoreNotFound}: {readonly mistake: Error; readonly ignoreNotFound: boolean},
): Promise<Error | undefined> {
  const {isEmpty, error} = await (selection.lists === undefined
    ? lookAtAll(selection)
    : lookAtFirst(await session.client(), selection, selection.lists))
  if (ignoreNotFound && isEmpty) return error
  throw mistake
}

/** Whether there is anything, and what could not be read. */
interface Look {
  readonly isEmpty: boolean
  readonly error: Error | undefined
}

async function lookAtAll(selection: Selection): Promise<Look> {
  const {infos, error} = await selection.infos()
  return {isEmpty: infos.length === 0, error}
}

async function lookAtFirst(
  client: RESTClient,
  selection: Selection,
  lists: readonly ListQuery[],
): Promise<Look> {
  const sizes = await Promise.all(lists.map((list) => firstSize(client, list).catch(toError)))
  return {
    isEmpty: sizes.every((size) => size instanceof Error || size === 0),
    error: selection.filter(newAggregate(sizes.filter((size) => size instanceof Error))),
  }
}

/** How many objects the shortest list has that tells whether there are any. */
async function firstSize(client: RESTClient, list: ListQuery): Promise<number> {
  for await (const page of listPages(client, {...list, limit: 1})) return sizeOf(page)
  return 0
}
