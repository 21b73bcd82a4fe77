import type {KubeObject} from '../../api/object.ts'
import {withNote} from '../../base/errors.ts'
import {sleep} from '../../base/sleep.ts'
import {hasReason} from '../../client/status.ts'
import type {Printer} from '../../printers/printer.ts'
import type {Info} from '../../resources/info.ts'
import type {ResourceQuery} from '../../resources/query.ts'
import {reflectorLog} from '../../resources/reflector-log.ts'
import type {Session} from '../../session/session.ts'
import type {Condition} from './condition.ts'
import {type Deadline, deadlineOf, timedOut} from './deadline.ts'
import {parseConditions} from './parse-condition.ts'
import {untilDeleted} from './until-deleted.ts'
import {type StateWait, untilMet} from './until-met.ts'

export {deadlineOf} from './deadline.ts'
export {untilDeleted} from './until-deleted.ts'
export {whatHolds} from './blockers.ts'

/** What `wait` was told, flags by their names. */
export interface WaitOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly recursive: boolean
  readonly selector: string
  readonly fieldSelector: string
  readonly all: boolean
  readonly allNamespaces: boolean
  readonly local: boolean
  /** The values of `--for`. */
  readonly conditions: readonly string[]
  /** Milliseconds; 0 looks once, less waits for a week. */
  readonly timeout: number
  printer(operation: string): Promise<Printer>
}

/** Objects waited for at once. */
const parallel = 32
/** How often kubectl looks whether something exists. */
const createdInterval = 500

/**
 * Waits until all objects are as `--for` says (kubectl wait), and prints a line for each condition of each
 * object, in the order of the objects. Throws for those that are not in time; the first that is late makes
 * those after it late, as with kubectl, which waits for one after the other. So is done here with what was named and is
 * to go: whether something is there shows only when what comes before it is gone, and of what is not, nothing is told.
 */
export async function wait(session: Session, options: WaitOptions): Promise<void> {
  const printer = await options.printer('condition met')
  await session.restConfig()
  const conditions = parseConditions(options.conditions)
  const query = await queryOf(session, options)
  const {signal: run} = session.host
  const deadline = deadlineOf(options.timeout, run)
  const has = (type: Condition['type']): boolean => conditions.some((one) => one.type === type)
  if (has('create')) await untilCreated(session, query, deadline)
  const selection = await session.select({...query, oneByOne: has('delete')})
  if (has('delete')) selection.ignoreErrors((error) => hasReason(error, 'NotFound'))
  const client = await session.client()
  const visit: Visit = {
    client,
    conditions,
    deadline,
    run,
    trouble: reflectorLog(session.io.errOut, () => session.host.now()),
  }
  let found = 0
  let late = false
  const tell = (info: Info, {objects, failure}: Waited): void => {
    found++
    if (late) throw timedOut(info)
    for (const object of objects) printer.printObject(object, session.io.out)
    if (failure === undefined) return
    late = deadline.over.aborted
    throw failure
  }
  const isListed = selection.lists !== undefined
  if (has('delete') && !isListed) {
    await selection.visit(async (info) => tell(info, late ? nothing : await conditionsOfOne(info, visit)))
  } else await selection.visitParallel({limit: parallel}, (info) => conditionsOfOne(info, visit), tell)
  if (found === 0 && !has('delete')) throw new Error('no matching resources found')
}

/** With --local there are files only (ResourceBuilderFlags.ToBuilder). */
const localResources = `you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`

/** Throws for arguments that --local excludes. */
async function queryOf(session: Session, options: WaitOptions): Promise<ResourceQuery> {
  if (options.local && options.args.length > 0) throw new Error(localResources)
  const {namespace, explicit} = await session.namespace()
  return {
    args: options.args,
    filenames: options.filenames,
    recursive: options.recursive,
    labelSelector: options.selector,
    fieldSelector: options.fieldSelector,
    // kubectl means no more by --all here than that a type alone is enough.
    typeMeansAll: options.all,
    allNamespaces: options.allNamespaces,
    namespace,
    explicitNamespace: explicit,
    continueOnError: true,
    latest: true,
  }
}

/** Looks until something is selected. Throws when the time is over, and all errors but that nothing exists. */
async function untilCreated(session: Session, query: ResourceQuery, deadline: Deadline): Promise<void> {
  for (;;) {
    const selection = await session.select(query)
    const {infos, error} = await selection.infos()
    if (error !== undefined && !hasReason(error, 'NotFound')) throw error
    if (infos.length > 0 && error === undefined) return
    const note = error === undefined ? 'nothing is selected' : error.message
    if (deadline.once || deadline.over.aborted) throw withNote(timedOut(), `last seen: ${note}`)
    await sleep(createdInterval, deadline.signal).catch((reason: unknown) => {
      if (session.host.signal.aborted) throw reason
    })
  }
}

/** What the waits for all objects share. */
interface Visit extends StateWait {
  readonly conditions: readonly Condition[]
}

/** The object as it was when each condition was met, up to the one that was not. */
interface Waited {
  readonly objects: readonly KubeObject[]
  readonly failure?: unknown
}

const nothing: Waited = {objects: []}

async function conditionsOfOne(info: Info, visit: Visit): Promise<Waited> {
  const objects: KubeObject[] = []
  try {
    for (const condition of visit.conditions) objects.push(await oneCondition(info, condition, visit))
    return {objects}
  } catch (failure) {
    visit.run.throwIfAborted()
    return {objects, failure}
  }
}

async function oneCondition(info: Info, condition: Condition, visit: Visit): Promise<KubeObject> {
  if (info.name === '') throw new Error('resource name must be provided')
  switch (condition.type) {
    case 'create':
      if (info.object === undefined) throw new Error('resource name must be provided')
      return info.object
    case 'delete':
      return (await untilDeleted(info, visit)) ?? info.object ?? {}
    case 'state':
      return untilMet(info, condition, visit)
  }
}
