import {isObject} from '../api/json.ts'
import {StatusError} from '../client/status.ts'
import {parseObject} from '../resources/response-object.ts'
import type {Session} from './session.ts'

const tooLong = /metadata\.annotations: Too long/

/** A way around the limit for annotations, where `apply` keeps what it applied in one; undefined for other errors. */
export function wayAroundTheAnnotation({message}: Error, session: Session): string | undefined {
  if (!tooLong.test(message) || !session.commandPath.endsWith(' apply')) return undefined
  return 'What is applied is kept in an annotation of the object, which is too small for it. --server-side needs none.'
}

/** Whose fields a server-side apply would have to take over, and when they were set; undefined for other errors. */
export async function whoOwnsTheFields({cause}: Error, session: Session): Promise<string | undefined> {
  if (!(cause instanceof StatusError) || cause.path === undefined) return undefined
  const conflicts = (cause.status.details?.causes ?? []).filter(
    ({reason}) => reason === 'FieldManagerConflict',
  )
  if (conflicts.length === 0) return undefined
  const response = await (await session.client()).send({method: 'GET', path: cause.path})
  const entries = parseObject(await response.text()).metadata?.['managedFields']
  const times = new Map<unknown, unknown>()
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (isObject(entry)) times.set(entry['manager'], entry['time'])
  }
  const lines = conflicts.map(({field = '', message = ''}) => {
    const manager = /^conflict with "([^"]*)"/.exec(message)?.[1] ?? ''
    const time = times.get(manager)
    return `${field} is of "${manager}"${typeof time === 'string' ? `, who last set something at ${time}` : ''}.`
  })
  return lines.join('\n')
}
