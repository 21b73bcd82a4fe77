import {isObject, type JsonObject} from '../../api/json.ts'
import {sleep} from '../../base/sleep.ts'
import type {KubeObject} from '../../api/object.ts'
import {messageOf} from '../../base/errors.ts'
import {hasReason} from '../../client/status.ts'
import {addSource} from '../../resources/errors.ts'
import {type Helper, patchTypes} from '../../resources/helper.ts'
import {pollUntilGone} from '../../resources/poll-gone.ts'
import {parseObject} from '../../resources/response-object.ts'
import {formatJSON} from '../../yaml/json.ts'
import {type ComputedPatch, type PatchContext, computePatch} from './compute-patch.ts'
import {type ReplaceOptions, deleteOptionsOf} from './options.ts'
import {type Target, describeTarget} from './target.ts'

/** What patching comes to: the text of the patch (`{}` for none needed) and the object afterwards. */
export interface Patched {
  readonly patch: string
  readonly object: KubeObject
}

/** What patching works with. */
export interface Patching {
  readonly helper: Helper
  readonly context: PatchContext
  readonly replace: ReplaceOptions
  readonly signal: AbortSignal
  /** Patch this state of the object or none: no other will be tried when it has changed. */
  readonly exact: boolean
}

const maxRetries = 5
const retryPause = 1000

/**
 * Brings the live object to the modified configuration (Patcher.Patch): computes a patch, sends it, tries
 * again with fresh data on conflicts, with `--force` replaces what cannot be patched. Throws with the
 * patch and the object in the message, as kubectl does.
 */
export async function patchLive(target: Target, modified: string, patching: Patching): Promise<Patched> {
  const attempt: Attempt = {text: '', modified, patching}
  try {
    return await patchOrReplace(target, attempt)
  } catch (error) {
    throw addSource(applyingVerb(target, attempt.text), target.source, error)
  }
}

/** The same without the server: computes the patch and merges it here (`--dry-run=client`). */
export async function patchHere(target: Target, modified: string, context: PatchContext): Promise<Patched> {
  try {
    const computed = await computePatch(target.mapping.kind, target.object, modified, context)
    const patch = formatJSON(computed.patch)
    return {patch, object: patch === '{}' ? target.object : await mergeHere(target.object, computed)}
  } catch (error) {
    throw addSource(applyingVerb(target, ''), target.source, error)
  }
}

function applyingVerb(target: Target, patch: string): string {
  return `applying patch:\n${patch}\nto:\n${describeTarget(target)}\nfor:`
}

/** One try to patch; `text` is the patch of the last one, for messages. */
interface Attempt {
  text: string
  readonly modified: string
  readonly patching: Patching
}

async function patchOrReplace(target: Target, attempt: Attempt): Promise<Patched> {
  const {replace} = attempt.patching
  try {
    return await patchWithRetries(target, attempt)
  } catch (error) {
    if (error instanceof RereadError) throw error.cause
    const mayBeReplaced =
      hasReason(error, 'Invalid') || (hasReason(error, 'Conflict') && !attempt.patching.exact)
    if (replace.force && mayBeReplaced) {
      attempt.text = attempt.modified
      return await deleteAndCreate(target, attempt)
    }
    throw addSource('patching', target.source, error)
  }
}

/** The object could not be read again after a conflict; that is reported without further words. */
class RereadError extends Error {}

async function patchWithRetries(target: Target, attempt: Attempt): Promise<Patched> {
  const {helper, signal} = attempt.patching
  let live = target.object
  for (let retry = 0; ; retry++) {
    try {
      return await patchOnce({...target, object: live}, attempt)
    } catch (error) {
      if (retry === maxRetries || attempt.patching.exact || !hasReason(error, 'Conflict')) throw error
    }
    // The first retry is at once, as most conflicts are gone with fresh data.
    if (retry > 0) await sleep(retryPause, signal)
    try {
      live = await helper.get(target.namespace, target.name)
    } catch (error) {
      attempt.text = ''
      throw new RereadError('', {cause: error})
    }
  }
}

async function patchOnce(target: Target, attempt: Attempt): Promise<Patched> {
  const {helper, context} = attempt.patching
  attempt.text = ''
  const {type, patch} = await computePatch(target.mapping.kind, target.object, attempt.modified, context)
  attempt.text = formatJSON(patch)
  if (attempt.text === '{}') return {patch: '{}', object: target.object}
  if (attempt.patching.exact) attempt.text = formatJSON(bound(patch, target.object))
  const object = await helper.patch(target.namespace, target.name, patchTypes[type], attempt.text)
  return {patch: attempt.text, object}
}

/** The patch for this state of the object only: the server refuses it for any other. */
function bound(patch: JsonObject, {metadata}: KubeObject): JsonObject {
  const more = isObject(patch['metadata']) ? patch['metadata'] : {}
  return {...patch, metadata: {...more, uid: metadata?.uid, resourceVersion: metadata?.resourceVersion}}
}

/** The object that a computed patch makes, without the server. Throws `applying patch locally: …`. */
export async function mergeHere(live: KubeObject, {type, patch, schema}: ComputedPatch): Promise<KubeObject> {
  try {
    if (type === 'strategic' && schema !== undefined) {
      const {applyStrategicPatch} = await import('../../patch/strategic/index.ts')
      return applyStrategicPatch(live, patch, schema)
    }
    const {applyMergePatch} = await import('../../patch/json-merge.ts')
    return applyMergePatch(live, patch)
  } catch (error) {
    throw new Error(`applying patch locally: ${messageOf(error)}`, {cause: error})
  }
}

/** Replaces the object; when the new one is refused, puts the old one back (Patcher.deleteAndCreate). */
async function deleteAndCreate(target: Target, attempt: Attempt): Promise<Patched> {
  const {namespace, name, object} = target
  const {modified, patching} = attempt
  const {helper, replace} = patching
  await helper.delete(namespace, name, deleteOptionsOf(replace))
  await pollUntilGone(helper, target, {timeout: replace.timeout, signal: patching.signal})
  try {
    return {patch: modified, object: await helper.create(namespace, parseObject(modified))}
  } catch (error) {
    try {
      await helper.create(namespace, object)
    } catch (again) {
      throw new Error(
        `An error occurred force-replacing the existing object with the newly provided one:\n\n${messageOf(error)}.\n\n` +
          `Additionally, an error occurred attempting to restore the original object:\n\n${messageOf(again)}`,
        {cause: error},
      )
    }
    throw error
  }
}
