import {type JsonObject, type JsonValue, isObject} from '../../api/json.ts'
import {jsonEqual} from '../../api/json-compare.ts'
import type {KubeObject} from '../../api/object.ts'
import {formatGroupVersion} from '../../api/schema.ts'
import {hasReason} from '../../client/status.ts'
import {LAST_APPLIED, encodeObject, originalConfiguration} from '../../patch/last-applied.ts'
import {getObject} from '../../resources/get-object.ts'
import {type Helper, patchTypes} from '../../resources/helper.ts'
import {formatJSON} from '../../yaml/json.ts'
import type {ApplyContext} from './context.ts'
import {coversFields, hasPath, uniteFields} from './field-sets.ts'
import {SERVER_SIDE_MANAGER} from './options.ts'
import {type Target, refreshed} from './target.ts'

/** One entry of `metadata.managedFields`. */
type Entry = JsonObject

/** Keeps the annotation of client-side apply from being dropped by the server. */
const ANNOTATION_MANAGER = 'kubectl-last-applied'
const annotationPath = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`]
const annotationFields: JsonObject = {'f:metadata': {'f:annotations': {[`f:${LAST_APPLIED}`]: {}}}}
const maxTries = 5

/** Whether there is no annotation of client-side apply, or a server-side manager has it already. */
export function ownsAnnotation(object: KubeObject): boolean {
  return originalConfiguration(object) === undefined || annotationOwners(object, 'Apply').length > 0
}

/** Applies nothing but the annotation, under a manager of its own (saveLastApplyAnnotationIfNecessary). */
export async function keepAnnotation(target: Target, context: ApplyContext): Promise<Target> {
  const {object, mapping, namespace, name} = target
  const metadata: JsonObject = {
    name: object.metadata?.name ?? '',
    annotations: {[LAST_APPLIED]: originalConfiguration(object) ?? ''},
  }
  if (object.metadata?.namespace) metadata['namespace'] = object.metadata.namespace
  const only = {apiVersion: formatGroupVersion(mapping.kind), kind: mapping.kind.kind, metadata} as KubeObject
  const {subresource} = context.options
  const helper = context.helper(mapping, {fieldManager: ANNOTATION_MANAGER, subresource})
  return refreshed(target, await helper.patch(namespace, name, patchTypes.apply, encodeObject(only)))
}

/** What came of `migrateAtOnce`. */
interface Migrated {
  readonly target: Target
  /** Whether there are fields that the server drops when the object is applied again. */
  readonly outdated: boolean
}

/**
 * What `keepAnnotation` and `migrateManagers` come to, in one request: both only say who owns what. When all that is
 * moved is in the file, the manager keeps what it owns, as after applying again. Gives undefined, and has changed
 * nothing, where only kubectl's steps will do: the manager owns nothing yet, or the server refused.
 */
export async function migrateAtOnce(
  target: Target,
  manager: string,
  helper: Helper,
): Promise<Migrated | undefined> {
  const {object, namespace, name} = target
  const names = clientSideManagers(object)
  const isOwn = (entry: Entry): boolean => isEntryOf(entry, manager, 'Apply')
  const own = managedFields(object).find(isOwn)
  if (names.size === 0 || own === undefined) return undefined
  const entries = withManagersMoved(managedFields(object), names, manager)
  const keeps = manager === SERVER_SIDE_MANAGER && originalConfiguration(object) !== undefined
  if (keeps && !ownsAnnotation(object)) {
    // Without a time, as the server notes a manager that changes no value.
    const {time: _, ...entry} = own
    entries.push({...entry, manager: ANNOTATION_MANAGER, fieldsV1: annotationFields})
  }
  const at = entries.findIndex(isOwn)
  const kept = keeps ? uniteFields(own['fieldsV1'], annotationFields) : own['fieldsV1']
  const outdated = !coversFields(kept, entries[at]!['fieldsV1'])
  if (!outdated) entries[at] = own
  try {
    const patch = formatJSON(managersPatch(object, entries))
    return {target: refreshed(target, await helper.patch(namespace, name, patchTypes.json, patch)), outdated}
  } catch {
    return undefined
  }
}

/**
 * Turns the managers of client-side apply into the manager of server-side apply, so that fields removed
 * from the file get removed on the server (migrateToSSAIfNecessary). Gives the target with the new
 * object, undefined when there was nothing to do.
 */
export async function migrateManagers(
  target: Target,
  manager: string,
  helper: Helper,
  context: ApplyContext,
): Promise<Target | undefined> {
  const names = clientSideManagers(target.object)
  let current = target
  let failure: unknown
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const patch = migrationPatch(current.object, names, manager)
    if (patch === undefined) return undefined
    try {
      const object = await helper.patch(current.namespace, current.name, patchTypes.json, formatJSON(patch))
      return refreshed(current, object)
    } catch (error) {
      if (!hasReason(error, 'Conflict')) throw error
      failure = error
    }
    current = {...current, object: await getObject(context.client, current)}
  }
  throw failure
}

/** Those of `apply` and `create --save-config`: who wrote the annotation. */
function clientSideManagers(object: KubeObject): ReadonlySet<string> {
  return new Set(
    annotationOwners(object, 'Update').map(({manager}) => (typeof manager === 'string' ? manager : '')),
  )
}

function annotationOwners(object: KubeObject, operation: string): Entry[] {
  return managedFields(object).filter(
    (entry) => entry['operation'] === operation && hasPath(entry['fieldsV1'], annotationPath),
  )
}

function managedFields(object: KubeObject): Entry[] {
  const entries = object.metadata?.['managedFields']
  return Array.isArray(entries) ? entries.filter((entry) => isObject(entry)) : []
}

/** The JSON patch that moves the fields; the resource version in it makes the server refuse stale ones. */
function migrationPatch(
  object: KubeObject,
  names: ReadonlySet<string>,
  manager: string,
): JsonValue[] | undefined {
  if (names.size === 0) return undefined
  const before = managedFields(object)
  const entries = withManagersMoved(before, names, manager)
  return jsonEqual(before, entries) ? undefined : managersPatch(object, entries)
}

function managersPatch(object: KubeObject, entries: readonly Entry[]): JsonValue[] {
  return [
    {op: 'replace', path: '/metadata/managedFields', value: entries.length > 0 ? [...entries] : null},
    {op: 'replace', path: '/metadata/resourceVersion', value: object.metadata?.resourceVersion ?? ''},
  ]
}

function withManagersMoved(entries: readonly Entry[], names: ReadonlySet<string>, manager: string): Entry[] {
  let moved = [...entries]
  for (const name of names) moved = withManagerMoved(moved, name, manager)
  return moved
}

/** The entries with those of the client-side manager merged into one of the server-side manager (upgradedManagedFields). */
function withManagerMoved(entries: readonly Entry[], from: string, to: string): Entry[] {
  const result = [...entries]
  const isOld = (entry: Entry): boolean => isEntryOf(entry, from, 'Update')
  let at = result.findIndex((entry) => isEntryOf(entry, to, 'Apply'))
  if (at < 0) {
    at = result.findIndex(isOld)
    if (at < 0) return result
    result[at] = {...result[at]!, operation: 'Apply', manager: to}
  }
  const chosen = result[at]!
  const same = result.find((entry) => isOld(entry) && entry['apiVersion'] === chosen['apiVersion'])
  if (same !== undefined)
    result[at] = {...chosen, fieldsV1: uniteFields(chosen['fieldsV1'], same['fieldsV1'])}
  return result.filter((entry) => !isOld(entry))
}

function isEntryOf(entry: Entry, manager: string, operation: string): boolean {
  return (
    entry['manager'] === manager && entry['operation'] === operation && (entry['subresource'] ?? '') === ''
  )
}
