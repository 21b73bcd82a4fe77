import {jsonEqual} from '../../../api/json-compare.ts'
import {type KubeObject, nameOf} from '../../../api/object.ts'
import {newAggregate, reduce} from '../../../base/aggregate.ts'
import {messageOf, toError} from '../../../base/errors.ts'
import {hasReason} from '../../../client/status.ts'
import {identityOf, type Info} from '../../../resources/info.ts'
import {workOnMany} from '../../bulk/index.ts'
import {applyOne, newContext} from '../apply-one.ts'
import {currentObject} from '../client-side.ts'
import type {Applied, ApplyContext} from '../context.ts'
import type {Leftover} from '../prune.ts'
import {targetOf} from '../target.ts'
import {changedFields} from './changes.ts'
import {digestOf, planDocument, type PlannedObject, plannedObject} from './document.ts'
import type {Planning} from './index.ts'

/**
 * Prints what applying would do, as dry runs of the server tell (`apply --plan`), as a table or a document; changes
 * nothing. `inputError` is what failed of the manifests. Throws, with all failures, when something cannot be planned:
 * a document is then not printed.
 */
export async function showPlan(planning: Planning, inputError: Error | undefined): Promise<void> {
  const {session, options, infos} = planning
  requireOnce(infos)
  const context = await newContext(session, {...options, dryRun: 'server'}, infos)
  const coming = namespacesToCome(infos)
  const objects: PlannedObject[] = []
  const uids = new Set<string>()
  const errors = inputError === undefined ? [] : [inputError]
  const bulk = {concurrency: options.concurrency, verb: 'planned', foundationsFirst: false}
  const steps = workOnMany(session, infos, bulk, (info) => planOne(info, context, coming))
  for await (const {outcome} of steps) {
    if (!outcome.ok) errors.push(toError(outcome.error))
    else {
      objects.push(outcome.value)
      uids.add(outcome.value.uid ?? '')
    }
  }
  if (options.prune.enabled) objects.push(...(await leftovers(planning, uids)).map(plannedPrune))
  const failure = reduce(newAggregate(errors))
  if (options.printing.output === '') {
    const {printPlan} = await import('./table.ts')
    printPlan(objects, options.replace.force, session.io.out)
  } else if (failure === undefined) {
    const {host} = await session.client()
    const printer = await options.printing.listPrinter()
    printer.printObject(planDocument(host, options, objects), session.io.out)
  }
  if (failure !== undefined) throw failure
}

/** What pruning would take away, when these are applied. */
export async function leftovers(
  {session, options, kinds, namespaces}: Planning,
  uids: ReadonlySet<string>,
): Promise<Leftover[]> {
  const {visitLeftovers} = await import('../prune.ts')
  const found: Leftover[] = []
  const query = {kinds, selector: options.selector, visited: {uids, namespaces}}
  await visitLeftovers(session, query, (leftover) => void found.push(leftover))
  return found
}

/** What a plan says of an object that is pruned. */
export function plannedPrune({mapping, namespace, object}: Leftover): PlannedObject {
  return plannedObject('prune', mapping, namespace, nameOf(object), object)
}

/** A second mention of an object would be planned as if the first were not there. */
function requireOnce(infos: readonly Info[]): void {
  const seen = new Set<string>()
  for (const info of infos) {
    const identity = identityOf(info)
    if (identity === undefined) continue
    if (seen.has(identity)) {
      throw new Error(`${identity} is mentioned more than once: what becomes of it cannot be planned`)
    }
    seen.add(identity)
  }
}

/** Namespaces of the input: objects in them can be tried only when they are there. */
function namespacesToCome(infos: readonly Info[]): ReadonlySet<string> {
  const isNamespace = ({mapping: {resource}}: Info): boolean =>
    resource.group === '' && resource.resource === 'namespaces'
  return new Set(infos.filter(isNamespace).map(({name}) => name))
}

async function planOne(
  info: Info,
  context: ApplyContext,
  coming: ReadonlySet<string>,
): Promise<PlannedObject> {
  const {mapping, namespace, name, object = {}} = info
  const digest = digestOf(object)
  const creation = (reason?: string): PlannedObject => ({
    ...plannedObject('create', mapping, namespace, name, undefined),
    digest,
    ...(reason === undefined ? {} : {reason}),
  })
  if (info.definedBy !== undefined) return creation('not tried: the server does not know the kind yet')
  const before = await currentObject(targetOf(info), context)
  try {
    const applied = await applyOne({...info, object: structuredClone(object)}, context, () => {})
    if (before === undefined) return creation()
    const planned = plannedObject(actionOf(applied, before), mapping, namespace, name, before)
    return {...planned, digest, changes: changedFields(before, applied.target.object)}
  } catch (error) {
    if (before === undefined) {
      if (!hasReason(error, 'NotFound') || !coming.has(namespace)) throw error
      return creation('not tried: the namespace is not there yet')
    }
    if (!hasReason(error, 'Invalid') || !(await couldBeMadeAnew(info, context))) throw error
    return {...plannedObject('replace', mapping, namespace, name, before), digest, reason: reasonOf(error)}
  }
}

function actionOf({operation, target}: Applied, before: KubeObject): 'change' | 'unchanged' {
  // A patch that is sent may still change nothing.
  if (operation === 'unchanged') return 'unchanged'
  return jsonEqual(withoutTimes(before), withoutTimes(target.object)) ? 'unchanged' : 'change'
}

/** Who owns what counts, since when does not: a dry run sets it anew. */
function withoutTimes({metadata = {}, ...object}: KubeObject): KubeObject {
  const {managedFields, resourceVersion: _, ...kept} = metadata
  const owners = Array.isArray(managedFields) ? managedFields : []
  const timeless = owners.map((owner) => (typeof owner === 'object' ? {...owner, time: ''} : owner))
  return {...object, metadata: {...kept, managedFields: timeless}}
}

/** Whether the server would take the object if there were none: it finds faults before it finds that there is one. */
async function couldBeMadeAnew(
  {mapping, namespace, object = {}}: Info,
  context: ApplyContext,
): Promise<boolean> {
  try {
    await context.helper(mapping).create(namespace, object)
    return true
  } catch (error) {
    return hasReason(error, 'AlreadyExists')
  }
}

/** What the server minds, without the patch that kubectl's message begins with. */
function reasonOf(error: unknown): string {
  if (hasReason(error, 'Invalid')) {
    const causes = error.status.details?.causes ?? []
    if (causes.length > 0)
      return causes.map(({field, message}) => `${field ?? ''}: ${shortened(message ?? '')}`).join('; ')
  }
  return messageOf(error)
}

/** Validation repeats the whole value that it minds: `Invalid value: {…}: field is immutable`. */
function shortened(message: string): string {
  return message.length > 100 ? message.slice(message.lastIndexOf(': ') + 2) : message
}
