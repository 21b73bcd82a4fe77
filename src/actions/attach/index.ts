import type {KubeObject} from '../../api/object.ts'
import type {Session} from '../../session/session.ts'
import {attachablePod} from './attachable-pod.ts'
import {attachToPod, type AttachSessionOptions, isCompleted, phaseOf} from './session.ts'

export {attachToPod, isCompleted, phaseOf} from './session.ts'
export {podMapping, timedOut} from './attachable-pod.ts'
export {findContainer, findOrDefaultContainer} from './containers.ts'

/** What `attach` was told, flags by their names. */
export interface AttachOptions extends Omit<AttachSessionOptions, 'command'> {
  /** POD, TYPE/NAME, or TYPE NAME. */
  readonly args: readonly string[]
  /** Milliseconds. */
  readonly podRunningTimeout: number
}

/** Attaches to a process that runs in a container (kubectl attach). */
export async function attach(session: Session, options: AttachOptions): Promise<void> {
  const {args} = options
  const {namespace} = await session.namespace()
  await session.restConfig()
  if (args.length === 0) throw new Error('at least 1 argument is required for attach')
  if (args.length > 2) {
    throw new Error(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`,
    )
  }
  const object = await namedObject(session, namespace, args)
  const client = await session.client()
  const pod = await attachablePod(client, object, options.podRunningTimeout, session.host.signal)
  if (isCompleted(pod)) {
    throw new Error(`cannot attach a container in a completed pod; current phase is ${phaseOf(pod)}`)
  }
  await attachToPod(session, pod, {...options, command: session.commandPath})
}

async function namedObject(
  session: Session,
  namespace: string,
  args: readonly string[],
): Promise<KubeObject> {
  const [type, name] = args.length === 1 ? ['pods', args[0]!] : (args as [string, string])
  const selection = await session.select({namespace, resourceNames: {type, names: [name]}})
  const {infos, error} = await selection.infos()
  if (error !== undefined) throw error
  return infos[0]!.object!
}
