import type {KubeObject} from '../../api/object.ts'
import {withNote} from '../../base/errors.ts'
import {interruptible} from '../../base/interrupt.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import {followObject, type Trouble} from '../../resources/follow.ts'
import {Helper} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import {whatHolds} from './blockers.ts'
import {type Deadline, notMet, objectName, timedOut} from './deadline.ts'

export interface DeletionWait {
  readonly client: RESTClient
  readonly deadline: Deadline
  /** The run's own signal. */
  readonly run: AbortSignal
  /** Another object of the same name, one with another uid, counts as deleted; '' when the uid is not known. */
  readonly uid?: string
  /** Told of the object each time it is seen to be still there. */
  readonly stillThere?: (object: KubeObject) => void
  /** Told of errors of lists and watches, which are then waited out; without it they are thrown. */
  readonly trouble?: Trouble
}

/**
 * Waits until the object is gone (wait's IsDeleted), and gives it as it was seen last, undefined when it
 * never was. Throws `timed out waiting for the condition on pods/x` with a note on what holds it.
 */
export async function untilDeleted(info: Info, wait: DeletionWait): Promise<KubeObject | undefined> {
  const {client, deadline, run, uid = ''} = wait
  const object = await read(client, info)
  if (object === undefined || (uid !== '' && object.metadata?.uid !== uid)) return object
  if (deadline.once) throw withNote(notMet(info), noteOn(info, object))
  let last = object
  try {
    await interruptible(run, () => watchUntilGone(info, wait, (seen) => (last = seen)))
    return last
  } catch (error) {
    if (!deadline.over.aborted || run.aborted) throw error
    throw withNote(timedOut(info), noteOn(info, last))
  }
}

async function read(client: RESTClient, info: Info): Promise<KubeObject | undefined> {
  try {
    return await new Helper(client, info.mapping).get(info.namespace, info.name)
  } catch (error) {
    if (hasReason(error, 'NotFound')) return undefined
    throw error
  }
}

async function watchUntilGone(
  info: Info,
  {client, deadline, uid = '', stillThere, trouble}: DeletionWait,
  seen: (object: KubeObject) => void,
): Promise<void> {
  for await (const change of followObject(client, info, deadline.signal, trouble)) {
    if (change.type === 'DELETED') return
    if (change.type === 'SYNCED') {
      if (change.object === undefined || isAnother(change.object, uid)) return
      continue
    }
    seen(change.object)
    stillThere?.(change.object)
  }
}

function isAnother(object: KubeObject, uid: string): boolean {
  return uid !== '' && object.metadata?.uid !== uid
}

function noteOn(info: Info, object: KubeObject): string {
  const reasons = whatHolds(object)
  return `${objectName(info)}: still there${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`
}
