import {interruptible} from '../../base/interrupt.ts'
import {inOrder} from '../../base/parallel.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import {followObject} from '../../resources/follow.ts'
import {Helper} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import type {Deleted} from './deleted.ts'

/** What "no limit" comes to. */
const week = 7 * 24 * 3600 * 1000
/** Objects asked after at once. */
const parallel = 32

/**
 * Waits until the objects are gone, or replaced by others of the same name (wait's IsDeleted).
 * A server that forbids looking ends the wait without complaint.
 * Throws `timed out waiting for the condition on pods/x`.
 */
export async function waitUntilGone(
  session: Session,
  client: RESTClient,
  deleted: readonly Deleted[],
  timeout: number,
): Promise<void> {
  const limit = AbortSignal.timeout(Math.min(timeout === 0 ? week : timeout, 2 ** 31 - 1))
  const signal = AbortSignal.any([limit, session.host.signal])
  const pending = deleted.filter(({gone}) => !gone)
  try {
    const looks = inOrder(pending, {limit: parallel}, (one) => isGone(client, one))
    for await (const {item, outcome} of looks) {
      if (!outcome.ok) throw outcome.error
      if (outcome.value) continue
      await interruptible(session.host.signal, () => waitForOne(client, item, signal, limit))
    }
  } catch (error) {
    if (hasReason(error, 'Forbidden') || hasReason(error, 'MethodNotAllowed')) return
    throw error
  }
}

async function isGone(client: RESTClient, {info, uid}: Deleted): Promise<boolean> {
  try {
    const object = await new Helper(client, info.mapping).get(info.namespace, info.name)
    return uid !== '' && object.metadata?.uid !== uid
  } catch (error) {
    if (hasReason(error, 'NotFound')) return true
    throw error
  }
}

async function waitForOne(
  client: RESTClient,
  {info, uid}: Deleted,
  signal: AbortSignal,
  limit: AbortSignal,
): Promise<void> {
  try {
    for await (const change of followObject(client, info, signal)) {
      if (change.type === 'DELETED') return
      if (change.type !== 'SYNCED') continue
      const found = change.object?.metadata?.uid
      if (found === undefined || (uid !== '' && found !== uid)) return
    }
  } catch (error) {
    if (limit.aborted) throw timedOut(info)
    throw error
  }
}

function timedOut({mapping, name}: Info): Error {
  return new Error(`timed out waiting for the condition on ${mapping.resource.resource}/${name}`)
}
