import {messageOf} from '../../base/errors.ts'
import {StatusError, hasReason} from '../../client/status.ts'
import type {KubeObject} from '../../api/object.ts'
import {encodeObject} from '../../patch/last-applied.ts'
import {type Helper, patchTypes} from '../../resources/helper.ts'
import type {Applied, ApplyContext} from './context.ts'
import {keepAnnotation, migrateAtOnce, migrateManagers, ownsAnnotation} from './migration.ts'
import {SERVER_SIDE_MANAGER, fieldManagerOf} from './options.ts'
import {type Target, deletingWarning, movedOn, refreshed} from './target.ts'

const retryHint = 'This is non-fatal and will be retried next time you apply.'

const conflictHelp = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`

/**
 * Lets the server apply the object, and moves fields that client-side apply owned over to server-side
 * apply (the first half of applyOneObject). `note` tells the user something on the way. Throws what
 * kubectl reports for the object.
 */
export async function applyServerSide(
  target: Target,
  context: ApplyContext,
  note: (text: string) => void,
): Promise<Applied> {
  const helper = context.helper(target.mapping, {subresource: context.options.subresource})
  const send = (object: KubeObject): Promise<KubeObject> => {
    const data = encodeObject(object)
    return helper.patch(target.namespace, target.name, patchTypes.apply, data, context.options.forceConflicts)
  }
  const answer = await send(bound(target, context)).catch((error: unknown) => {
    throw context.planned !== undefined && isOtherState(error) ? movedOn(target, error) : explained(error)
  })
  let applied = refreshed(target, answer)
  applied = await migrate(applied, helper, context, () => send(target.object), note)
  const warning = deletingWarning(applied.object)
  if (warning !== undefined) note(warning)
  return {target: applied, operation: 'serverside-applied', uids: [applied.object.metadata?.uid ?? '']}
}

/**
 * No object has this version: etcd is at it before the first is written. A server creates an object whatever version
 * the manifest says (registry's Store.Update compares with what exists only), and refuses it for one that exists.
 */
const versionOfNone = '1'

/** The object for the state that a plan, if there is one, knows: the server refuses it for any other. */
function bound(target: Target, {planned}: ApplyContext): KubeObject {
  if (planned === undefined) return target.object
  const version = planned(target) ?? {resourceVersion: versionOfNone}
  return {...target.object, metadata: {...target.object.metadata, ...version}}
}

/** Whether the object is another than the request was for; a conflict over fields has causes. */
function isOtherState(error: unknown): boolean {
  return hasReason(error, 'Conflict') && (error.status.details?.causes ?? []).length === 0
}

/** Says more about conflicts and about servers without server-side apply. */
function explained(error: unknown): unknown {
  if (error instanceof StatusError && error.code === 415) {
    return new Error(`Server-side apply not available on the server: (${error.message})`)
  }
  return hasReason(error, 'Conflict') ? new Error(`${error.message}${conflictHelp}`, {cause: error}) : error
}

async function migrate(
  target: Target,
  helper: Helper,
  context: ApplyContext,
  send: () => Promise<KubeObject>,
  note: (text: string) => void,
): Promise<Target> {
  const manager = fieldManagerOf(context.options)
  // A dry run has nothing to move: the server has not kept what was applied.
  const quick = context.options.dryRun === 'none' ? await migrateAtOnce(target, manager, helper) : undefined
  if (quick !== undefined) return quick.outdated ? await again(quick.target, send, note) : quick.target
  let kept = target
  if (manager === SERVER_SIDE_MANAGER && !ownsAnnotation(target.object)) {
    try {
      kept = await keepAnnotation(target, context)
    } catch (error) {
      note(
        'Warning: failed to migrate kubectl.kubernetes.io/last-applied-configuration for Server-Side Apply. ' +
          `${retryHint} Error: ${messageOf(error)}\n`,
      )
      return target
    }
  }
  let migrated: Target | undefined
  try {
    migrated = await migrateManagers(kept, manager, helper, context)
  } catch (error) {
    note(
      `Warning: server rejected managed fields migration to Server-Side Apply. ${retryHint} Error: ${messageOf(error)}\n`,
    )
    return kept
  }
  return migrated === undefined ? kept : await again(migrated, send, note)
}

/** Applies the object once more, so that the server drops fields that were moved and are not in the file. */
async function again(
  migrated: Target,
  send: () => Promise<KubeObject>,
  note: (text: string) => void,
): Promise<Target> {
  try {
    return refreshed(migrated, await send())
  } catch (error) {
    note(
      'Warning: failed to re-apply configuration after performing Server-Side Apply migration. ' +
        `${retryHint} Error: ${messageOf(error)}\n`,
    )
    return migrated
  }
}
