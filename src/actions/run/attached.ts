import {isObject, type JsonObject} from '../../api/json.ts'
import {fieldAt, type KubeObject, nameOf, namespaceOf, textAt} from '../../api/object.ts'
import {BrokenPipeError, ExitError, messageOf} from '../../base/errors.ts'
import type {Session} from '../../session/session.ts'
import {attachToPod, findOrDefaultContainer, isCompleted, phaseOf} from '../attach/index.ts'
import type {RunOptions} from './options.ts'
import {writeLog} from './pod-log.ts'
import {waitForPod} from './wait-for-pod.ts'

/** What attaching needs to know. */
export type AttachedRun = Pick<
  RunOptions,
  'stdin' | 'tty' | 'quiet' | 'detachKeys' | 'podRunningTimeout' | 'leaveStdinOpen'
> & {readonly restartPolicy: string}

/** How long the log may take that is shown before the session, in milliseconds. */
const logPatience = 5000

/**
 * Attaches to the pod that was made, once it runs, and ends as its container ends when it is not to be started
 * again (the second half of RunOptions.Run). Throws an `ExitError` with the container's exit code.
 */
export async function attachTo(session: Session, made: KubeObject, run: AttachedRun): Promise<void> {
  const pod = await waitForPod(session, made, run.podRunningTimeout, isReadyOrCompleted)
  if (isCompleted(pod)) {
    await writeLog(session, pod, {container: chooseContainer(session, pod, run)})
  } else {
    await showLogAndAttach(session, pod, run)
  }
  const {restartPolicy} = run
  if (run.leaveStdinOpen || (restartPolicy !== 'Never' && restartPolicy !== 'OnFailure')) return
  const hasEnded = restartPolicy === 'Never' ? isCompleted : hasSucceeded
  throwFailure(await waitForPod(session, pod, run.podRunningTimeout, hasEnded))
}

function isReadyOrCompleted(pod: KubeObject): boolean {
  if (isCompleted(pod)) return true
  const conditions = fieldAt(pod, 'status', 'conditions')
  if (phaseOf(pod) !== 'Running' || !Array.isArray(conditions)) return false
  return conditions.filter(isObject).some(({type, status}) => type === 'Ready' && status === 'True')
}

/** With OnFailure a container that fails is started again. */
function hasSucceeded(pod: KubeObject): boolean {
  return phaseOf(pod) === 'Succeeded'
}

function chooseContainer(session: Session, pod: KubeObject, {quiet}: AttachedRun): string {
  return findOrDefaultContainer(pod, '', quiet ? undefined : session.io.errOut).name
}

/** What the container wrote before is in its log; what it writes after a session that broke is there as well. */
async function showLogAndAttach(session: Session, pod: KubeObject, run: AttachedRun): Promise<void> {
  const {errOut} = session.io
  const shownUntil = await showEarlierLog(session, pod, run)
  const command = `${session.commandPath.split(' ', 1)[0]!} attach`
  try {
    await attachToPod(session, pod, {...run, container: '', command})
  } catch (error) {
    if (endsTheRun(session, error)) throw error
    errOut.write(
      `warning: couldn't attach to pod/${nameOf(pod)}, falling back to streaming logs: ${messageOf(error)}\n`,
    )
    await writeLog(session, pod, {container: '', sinceTime: shownUntil})
  }
}

/** Gives the time up to which the log was shown, undefined when it was not. */
async function showEarlierLog(
  session: Session,
  pod: KubeObject,
  run: AttachedRun,
): Promise<Date | undefined> {
  let container: string
  try {
    container = chooseContainer(session, pod, run)
  } catch {
    // The session says it.
    return undefined
  }
  const limit = AbortSignal.timeout(logPatience)
  try {
    await writeLog(session, pod, {container, signal: limit})
    return new Date(session.host.now())
  } catch (error) {
    if (endsTheRun(session, error)) throw error
    const text = limit.aborted ? 'context deadline exceeded' : messageOf(error)
    session.io.errOut.write(`warning: couldn't fetch pre-attach logs: ${text}\n`)
    return undefined
  }
}

/** A signal, or a reader of the output that went away: nothing to make up for by other means. */
function endsTheRun(session: Session, error: unknown): boolean {
  return session.host.signal.aborted || error instanceof BrokenPipeError
}

/** Throws unless the pod has succeeded. */
function throwFailure(pod: KubeObject): void {
  const what = `pod ${namespaceOf(pod)}/${nameOf(pod)}`
  if (phaseOf(pod) === 'Succeeded') return
  const terminated = terminationOf(pod)
  const code = Number(terminated?.['exitCode'] ?? 0)
  if (terminated === undefined || code === 0) throw new Error(`${what} failed with unknown exit code`)
  throw new ExitError(
    code,
    `${what} terminated (${textAt(terminated, 'reason')})\n${textAt(terminated, 'message')}`,
  )
}

/** How the first container ended; run makes pods with one. */
function terminationOf(pod: KubeObject): JsonObject | undefined {
  const statuses = fieldAt(pod, 'status', 'containerStatuses')
  const first = Array.isArray(statuses) ? statuses.find(isObject) : undefined
  const terminated = first === undefined ? undefined : fieldAt(first, 'state', 'terminated')
  return isObject(terminated) ? terminated : undefined
}
