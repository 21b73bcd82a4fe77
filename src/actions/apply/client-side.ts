import {type JsonValue, isObject} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {hasReason} from '../../client/status.ts'
import {
  LAST_APPLIED,
  modifiedConfiguration,
  originalConfiguration,
  withApplyAnnotation,
} from '../../patch/last-applied.ts'
import {addSource} from '../../resources/errors.ts'
import type {ApplyContext, Applied} from './context.ts'
import {patchHere, patchLive} from './patcher.ts'
import {type Target, deletingWarning, describeTarget, movedOn, refreshed, shortName} from './target.ts'

/**
 * Applies an object by a three-way merge here: creates it when it is missing, patches it otherwise
 * (the second half of applyOneObject). `note` tells the user something on the way. Throws what kubectl
 * reports for the object.
 */
export async function applyClientSide(
  target: Target,
  context: ApplyContext,
  note: (text: string) => void,
): Promise<Applied> {
  const listed = await context.live.find(target.mapping, target.namespace, target.name)
  if (listed !== undefined) {
    try {
      return await applyTo(target, listed ?? undefined, context, note)
    } catch (error) {
      // Made or deleted by somebody since the list: to be looked at once more.
      if (!hasReason(error, 'AlreadyExists') && !hasReason(error, 'NotFound')) throw error
    }
  }
  return await applyTo(target, await readLive(target, context), context, note)
}

async function applyTo(
  target: Target,
  live: KubeObject | undefined,
  context: ApplyContext,
  note: (text: string) => void,
): Promise<Applied> {
  const modified = modifiedConfiguration(target.object, true)
  requirePlanned(target, live, context)
  if (live === undefined) return await create(target, context)
  const current = {...target, object: live}
  if (originalConfiguration(live) === undefined) note(missingAnnotation(current, context.program))
  const {options} = context
  const patchContext = {overwrite: options.overwrite, openapi: context.openapi, warn: note}
  const helper = context.helper(target.mapping)
  const {patch, object} =
    options.dryRun === 'client'
      ? await patchHere(current, modified, patchContext)
      : await patchLive(current, modified, {
          helper,
          context: patchContext,
          replace: options.replace,
          signal: context.signal,
          exact: context.planned !== undefined,
        })
  const warning = deletingWarning(object)
  if (warning !== undefined) note(warning)
  // Pruning spares what was applied: the object that was there and is now patched.
  const uids = [live.metadata?.uid ?? '']
  const operation = patch === '{}' ? 'unchanged' : 'configured'
  return {target: refreshed(target, object), operation, uids, before: live}
}

/** Throws when the object is no longer as the plan, if there is one, knows it. */
function requirePlanned(target: Target, live: KubeObject | undefined, {planned}: ApplyContext): void {
  if (planned === undefined) return
  const version = planned(target)
  const {uid = '', resourceVersion = ''} = live?.metadata ?? {}
  if (uid === (version?.uid ?? '') && resourceVersion === (version?.resourceVersion ?? '')) return
  throw movedOn(target)
}

/** The object as the server has it, from a list or read by itself; undefined when there is none. */
export async function currentObject(target: Target, context: ApplyContext): Promise<KubeObject | undefined> {
  const listed = await context.live.find(target.mapping, target.namespace, target.name)
  return listed === undefined ? await readLive(target, context) : (listed ?? undefined)
}

/** The object as the server has it, undefined when it has none. */
async function readLive(target: Target, context: ApplyContext): Promise<KubeObject | undefined> {
  try {
    return await context.helper(target.mapping).get(target.namespace, target.name)
  } catch (error) {
    if (hasReason(error, 'NotFound')) return undefined
    const verb = `retrieving current configuration of:\n${describeTarget(target)}\nfrom server for:`
    throw addSource(verb, target.source, error)
  }
}

async function create(target: Target, context: ApplyContext): Promise<Applied> {
  // A null in the file would delete the field in a patch, so it does not set one here either.
  const object = withoutNulls(withApplyAnnotation(target.object)) as KubeObject
  if (context.options.dryRun === 'client') {
    return {target: {...target, object}, operation: 'created', uids: [object.metadata?.uid ?? '']}
  }
  try {
    const created = await context.helper(target.mapping).create(target.namespace, object)
    return {target: refreshed(target, created), operation: 'created', uids: [created.metadata?.uid ?? '']}
  } catch (error) {
    throw addSource('creating', target.source, error)
  }
}

/** The value without null fields at any depth; null items of lists stay (pruneNulls). */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([, field]) => field !== null && field !== undefined)
  return Object.fromEntries(kept.map(([key, field]) => [key, withoutNulls(field!)]))
}

function missingAnnotation(target: Target, program: string): string {
  return (
    `Warning: resource ${shortName(target)} is missing the ${LAST_APPLIED} annotation which is required by ` +
    `${program} apply. ${program} apply should only be used on resources created declaratively by either ` +
    `${program} create --save-config or ${program} apply. The missing annotation will be patched automatically.\n`
  )
}
