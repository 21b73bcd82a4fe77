import {inOrder} from '../../base/parallel.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import type {Session} from '../../session/session.ts'
import {deadlineOf, untilDeleted} from '../wait/index.ts'
import type {Deleted} from './deleted.ts'

/** Objects waited for at once. */
const parallel = 32

/**
 * Waits until the objects are gone, or replaced by others of the same name; on a terminal it tells what
 * holds them. A server that forbids looking ends the wait without complaint.
 * `timeout` is in milliseconds, 0 for no limit. Throws `timed out waiting for the condition on pods/x`.
 */
export async function waitUntilGone(
  session: Session,
  client: RESTClient,
  deleted: readonly Deleted[],
  timeout: number,
): Promise<void> {
  const pending = deleted.filter(({gone}) => !gone)
  if (pending.length === 0) return
  const {signal: run, io} = session.host
  const deadline = deadlineOf(timeout === 0 ? -1 : timeout, run)
  const report = io.errOut.isTerminal
    ? new (await import('./blocked.ts')).BlockedReport(io.errOut)
    : undefined
  try {
    const waits = inOrder(pending, {limit: parallel}, ({info, uid}) =>
      untilDeleted(info, {client, deadline, run, uid, stillThere: (object) => report?.saw(info, object)}),
    )
    for await (const {item, outcome} of waits) {
      if (!outcome.ok) throw outcome.error
      report?.gone(item.info)
    }
  } catch (error) {
    if (hasReason(error, 'Forbidden') || hasReason(error, 'MethodNotAllowed')) return
    throw error
  } finally {
    report?.end()
  }
}
