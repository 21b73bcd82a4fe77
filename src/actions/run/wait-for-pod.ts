import {type KubeObject, nameOf, namespaceOf} from '../../api/object.ts'
import {interruptible} from '../../base/interrupt.ts'
import {StatusError} from '../../client/status.ts'
import {followObject} from '../../resources/follow.ts'
import {reflectorLog} from '../../resources/reflector-log.ts'
import type {Session} from '../../session/session.ts'
import {podMapping, timedOut} from '../attach/index.ts'

/**
 * Follows the pod until the condition holds, and gives it as it is then (run's waitForPod). Throws
 * `timed out waiting for the condition`, and NotFound when it is deleted meanwhile; a signal ends the run with
 * status 1.
 */
export function waitForPod(
  session: Session,
  pod: KubeObject,
  timeout: number,
  condition: (pod: KubeObject) => boolean,
): Promise<KubeObject> {
  return interruptible(session.host.signal, async () => {
    const limit = AbortSignal.timeout(Math.min(timeout, 2 ** 31 - 1))
    const signal = AbortSignal.any([limit, session.host.signal])
    const target = {mapping: podMapping, namespace: namespaceOf(pod), name: nameOf(pod)}
    const trouble = reflectorLog(session.io.errOut, () => session.host.now(), '*v1.Pod')
    const client = await session.client()
    try {
      for await (const change of followObject(client, target, signal, trouble)) {
        if (change.type === 'DELETED') throw gone()
        if (change.type !== 'SYNCED' && condition(change.object)) return change.object
      }
    } catch (error) {
      if (limit.aborted && !session.host.signal.aborted) throw timedOut()
      throw error
    }
    throw timedOut()
  })
}

/** kubectl does not say which pod. */
function gone(): Error {
  return new StatusError({status: 'Failure', reason: 'NotFound', code: 404, message: 'pods "" not found'})
}
