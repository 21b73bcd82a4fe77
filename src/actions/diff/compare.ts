import type {KubeObject} from '../../api/object.ts'
import {Logger} from '../../base/logger.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import {describeKind} from '../../discovery/errors.ts'
import {encodeObject, modifiedConfiguration} from '../../patch/last-applied.ts'
import type {PatchSchemaSource} from '../../patch/schema.ts'
import {addSource} from '../../resources/errors.ts'
import {getObject} from '../../resources/get-object.ts'
import {Helper, patchTypes} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {formatJSON} from '../../yaml/json.ts'
import {computePatch} from '../apply/compute-patch.ts'
import type {LiveObjects} from '../apply/live-objects.ts'
import {mergeHere} from '../apply/patcher.ts'
import {deletingWarning} from '../apply/target.ts'
import type {DiffOptions} from './options.ts'
import type {Versions} from './mask-secret.ts'

/** What finding out about one object works with. */
export interface Comparing {
  readonly session: Session
  readonly options: DiffOptions
  readonly client: RESTClient
  /** What the server has, where many objects were read at once. */
  readonly liveObjects: LiveObjects
  /** How the server says to merge. */
  readonly openapi: PatchSchemaSource
}

/** An object as it is and would be, or why that is not known, and what to tell the user on the way. */
export interface Compared {
  readonly notes: string
  readonly live: KubeObject | undefined
  readonly versions?: Versions
  readonly error?: unknown
}

/** Tries before an object that keeps changing is compared without the lock of its version. */
const maxTries = 4

/**
 * Finds out what would become of the object if it were applied, by a dry run (the visitor of DiffOptions.Run). Never
 * throws; a change by others in between makes it look again.
 */
export async function compare(info: Info, comparing: Comparing): Promise<Compared> {
  let notes = ''
  let live: KubeObject | undefined
  const outcome = (rest: Pick<Compared, 'versions' | 'error'>): Compared => ({
    notes: notes + (live === undefined ? '' : (deletingWarning(live) ?? '')),
    live,
    ...rest,
  })
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === maxTries
    try {
      live = await readLive(info, comparing, attempt === 1)
      if (isLast) warnOfChanges(info, live, comparing.session)
      const lock = isLast ? undefined : live?.metadata?.resourceVersion
      const merged = await merge(info, live, {...comparing, lock, warn: (text) => (notes += text)})
      return outcome({versions: {live, merged}})
    } catch (error) {
      if (isLast || !mayHavePassed(error, attempt)) return outcome({error})
    }
  }
}

/** Whether to look again: the object was changed meanwhile, or made or deleted since a list was read. */
function mayHavePassed(error: unknown, attempt: number): boolean {
  if (hasReason(error, 'Conflict')) return true
  return attempt === 1 && (hasReason(error, 'AlreadyExists') || hasReason(error, 'NotFound'))
}

/** The object as the server has it, undefined when it has none. */
async function readLive(info: Info, comparing: Comparing, isFirst: boolean): Promise<KubeObject | undefined> {
  const {liveObjects, client} = comparing
  const listed = isFirst ? await liveObjects.find(info.mapping, info.namespace, info.name) : undefined
  if (listed !== undefined) return listed ?? undefined
  try {
    return await getObject(client, info)
  } catch (error) {
    if (hasReason(error, 'NotFound')) return undefined
    throw error
  }
}

function warnOfChanges({mapping, name}: Info, live: KubeObject | undefined, {io, host}: Session): void {
  if (live === undefined) return
  new Logger(0, io.errOut, () => host.now()).warning(
    'diff.go:723',
    `Object (${describeKind(mapping.kind)}: ${name}) keeps changing, diffing without lock`,
  )
}

interface Merging extends Comparing {
  /** The version that the object must still have. */
  readonly lock: string | undefined
  warn(text: string): void
}

/** The object as it would be (InfoObject.Merged). Throws what the server says, or the merge. */
async function merge(info: Info, live: KubeObject | undefined, merging: Merging): Promise<KubeObject> {
  const {client, options} = merging
  const {serverSide, forceConflicts, clientSide} = options
  const object = info.object!
  const fieldManager = options.fieldManager ?? (serverSide ? 'kubectl' : 'kubectl-client-side-apply')
  const helper = new Helper(client, info.mapping, {dryRun: true, fieldManager})
  if (serverSide) {
    return helper.patch(info.namespace, info.name, patchTypes.apply, encodeObject(object), forceConflicts)
  }
  if (live !== undefined) return patch(info, live, helper, merging)
  return clientSide ? object : helper.create(info.namespace, object)
}

async function patch(info: Info, live: KubeObject, helper: Helper, merging: Merging): Promise<KubeObject> {
  const {openapi, lock, options} = merging
  const warn = (text: string): void => merging.warn(text)
  const modified = modifiedConfiguration(info.object!, false)
  try {
    const computed = await computePatch(info.mapping.kind, live, modified, {overwrite: true, openapi, warn})
    // kubectl does not ask the server either when there is nothing to change.
    if (Object.keys(computed.patch).length === 0) return live
    if (options.clientSide) return await mergeHere(live, computed)
    const locked = lock === undefined ? computed.patch : withVersion(computed.patch, lock)
    return await helper.patch(info.namespace, info.name, patchTypes[computed.type], formatJSON(locked))
  } catch (error) {
    throw addSource('patching', info.source, error)
  }
}

/** The patch with a resource version, so that the server refuses it for any other version (addResourceVersion). */
function withVersion(patch: KubeObject, resourceVersion: string): KubeObject {
  return {...patch, metadata: {...patch.metadata, resourceVersion}}
}
