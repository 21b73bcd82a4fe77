import {jsonEqual} from '../../../api/json-compare.ts'
import type {KubeObject} from '../../../api/object.ts'
import {inOrder} from '../../../base/parallel.ts'
import type {Info} from '../../../resources/info.ts'
import {currentObject} from '../client-side.ts'
import type {ObjectVersion} from '../context.ts'
import type {Leftover} from '../prune.ts'
import {targetOf} from '../target.ts'
import {
  decisive,
  digestOf,
  nameInPlan,
  type PlanDocument,
  type PlannedObject,
  plannedObject,
  readPlan,
} from './document.ts'
import type {Planning} from './index.ts'
import {leftovers, plannedPrune} from './make.ts'

/**
 * Makes sure that what is about to be applied is what the plan of `--from-plan` says, and holds the requests to it: a
 * change in the meantime makes the server refuse them. Gives what is to be pruned in the end. Throws, naming the
 * objects, before anything was changed.
 */
export async function preparePlan(
  planning: Planning,
  inputError: Error | undefined,
): Promise<readonly Leftover[]> {
  if (inputError !== undefined) throw inputError
  const {session, options, context, infos} = planning
  const plan = await readPlan(options.fromPlan, session.host.cwd)
  const {host} = await session.client()
  if (plan.server !== host)
    throw new Error(`the plan was made for the server ${plan.server}, not for ${host}`)
  requireSameOptions(plan, planning)
  const versions = new Map<string, ObjectVersion | undefined>()
  const planned = new Map(plan.objects.map((object) => [keyOf(object), object]))
  const faults = manifestFaults(plan, infos)
  for (const object of plan.objects) {
    const {action, uid, resourceVersion} = object
    if (action === 'replace' && !options.replace.force)
      faults.push(`${nameInPlan(object)} can only be replaced: plan with --force`)
    versions.set(keyOf(object), uid === undefined ? undefined : {uid, resourceVersion: resourceVersion ?? ''})
  }
  const live = inOrder(infos, {limit: options.concurrency}, (info) => liveObject(info, planning))
  for await (const {item, outcome} of live) {
    if (!outcome.ok) throw outcome.error
    const object = planned.get(keyOfInfo(item))
    const fault = object === undefined ? undefined : movedOn(object, outcome.value)
    if (fault !== undefined) faults.push(fault)
  }
  const pruned = options.prune.enabled ? await leftovers(planning, appliedUids(plan)) : []
  faults.push(...pruneFaults(plan, pruned.map(plannedPrune)))
  if (faults.length > 0) {
    throw new Error(
      `the plan no longer fits, nothing was changed:\n${faults.map((fault) => `* ${fault}`).join('\n')}`,
    )
  }
  context.planned = ({mapping, namespace, name}) =>
    versions.get(keyOf(plannedObject('change', mapping, namespace, name, undefined)))
  return pruned
}

function requireSameOptions(plan: PlanDocument, {options}: Planning): void {
  const now = decisive(options)
  const differing = Object.keys(now).filter((key) => !jsonEqual(plan.options[key], now[key]))
  if (differing.length === 0) return
  const flags = differing.map((key) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
  throw new Error(`the plan was made with other values of ${flags.join(', ')}`)
}

async function liveObject(info: Info, {context}: Planning): Promise<KubeObject | undefined> {
  return info.definedBy === undefined ? await currentObject(targetOf(info), context) : undefined
}

/** Manifests that have come, gone or changed. */
function manifestFaults({objects}: PlanDocument, infos: readonly Info[]): string[] {
  const rest = new Map(
    objects.filter(({action}) => action !== 'prune').map((object) => [keyOf(object), object]),
  )
  const faults: string[] = []
  for (const info of infos) {
    const key = keyOfInfo(info)
    const object = rest.get(key)
    rest.delete(key)
    const {mapping, namespace, name} = info
    const shown = nameInPlan(plannedObject('change', mapping, namespace, name, undefined))
    if (object === undefined) faults.push(`${shown} is in the manifests, but not in the plan`)
    else if (object.digest !== digestOf(info.object ?? {}))
      faults.push(`the manifest of ${shown} has changed`)
  }
  for (const object of rest.values())
    faults.push(`${nameInPlan(object)} is in the plan, but not in the manifests`)
  return faults
}

/** What is wrong when the object is not the one that was planned for. */
function movedOn(object: PlannedObject, live: KubeObject | undefined): string | undefined {
  const shown = nameInPlan(object)
  if (live === undefined) return object.uid === undefined ? undefined : `${shown} is gone`
  if (object.uid === undefined) return `${shown} has appeared`
  if (object.uid !== live.metadata?.uid) return `${shown} was made anew`
  return object.resourceVersion === live.metadata.resourceVersion ? undefined : `${shown} has changed`
}

/** What is on the server of the manifests. */
function appliedUids({objects}: PlanDocument): ReadonlySet<string> {
  return new Set(objects.filter(({action}) => action !== 'prune').map(({uid}) => uid ?? ''))
}

/** Leftovers that have come, gone or changed. */
function pruneFaults({objects}: PlanDocument, leftover: readonly PlannedObject[]): string[] {
  const wanted = new Map(
    objects.filter(({action}) => action === 'prune').map((object) => [object.uid, object]),
  )
  const faults: string[] = []
  for (const found of leftover) {
    const object = wanted.get(found.uid)
    wanted.delete(found.uid)
    if (object === undefined) faults.push(`${nameInPlan(found)} would be pruned as well`)
    else if (object.resourceVersion !== found.resourceVersion)
      faults.push(`${nameInPlan(found)}, to be pruned, has changed`)
  }
  for (const object of wanted.values())
    faults.push(`${nameInPlan(object)}, to be pruned, is gone or no longer selected`)
  return faults
}

function keyOf({apiVersion, kind, namespace = '', name}: PlannedObject): string {
  return `${apiVersion}/${kind}/${namespace}/${name}`
}

function keyOfInfo({mapping, namespace, name}: Info): string {
  return keyOf(plannedObject('change', mapping, namespace, name, undefined))
}
