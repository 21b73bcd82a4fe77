import type {KubeObject} from '../../api/object.ts'
import {withNote} from '../../base/errors.ts'
import {interruptible} from '../../base/interrupt.ts'
import type {RESTClient} from '../../client/request.ts'
import {newNotFound} from '../../client/status.ts'
import {followObject, type Trouble} from '../../resources/follow.ts'
import {Helper} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {StateCondition} from './condition.ts'
import {type Deadline, notMet, objectName, timedOut} from './deadline.ts'

export interface StateWait {
  readonly client: RESTClient
  readonly deadline: Deadline
  /** The run's own signal. */
  readonly run: AbortSignal
  /** Told of errors of lists and watches, which are waited out. */
  readonly trouble: Trouble
}

/**
 * Waits until the object is as the condition says, and gives it as it was then (condition.go's
 * getObjAndCheckCondition). Throws `timed out waiting for the condition on pods/x` with a note on what was
 * seen last, NotFound when the object is not there to begin with, and what the condition throws.
 */
export async function untilMet(
  info: Info,
  condition: StateCondition,
  {client, deadline, run, trouble}: StateWait,
): Promise<KubeObject> {
  if (deadline.once) return lookOnce(client, info, condition)
  let seen = 'nothing'
  try {
    return await interruptible(run, async () => {
      for await (const change of followObject(client, info, deadline.signal, trouble)) {
        if (change.type === 'SYNCED') {
          if (change.object === undefined) throw newNotFound(info.mapping.resource, info.name)
          continue
        }
        if (change.type === 'DELETED') {
          // kubectl goes on as well: somebody may create it again.
          seen = 'it was deleted'
          continue
        }
        const verdict = condition.check(change.object)
        if (verdict.met) return change.object
        seen = verdict.seen
      }
      throw timedOut(info)
    })
  } catch (error) {
    if (!deadline.over.aborted || run.aborted) throw error
    throw withNote(timedOut(info), `${objectName(info)}: last seen: ${seen}`)
  }
}

async function lookOnce(client: RESTClient, info: Info, condition: StateCondition): Promise<KubeObject> {
  const object = await new Helper(client, info.mapping).get(info.namespace, info.name)
  const {met, seen} = condition.check(object)
  if (met) return object
  throw withNote(notMet(info), `${objectName(info)}: ${seen}`)
}
