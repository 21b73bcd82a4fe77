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
import {hasPath, uniteFields} from './field-sets.ts'
import {type Target, refreshed} from './target.ts'

/** One entry of `metadata.managedFields`. */
type Entry = JsonObject

/** Keeps the annotation of client-side apply from being dropped by the server. */
const ANNOTATION_MANAGER = 'kubectl-last-applied'
const annotationPath = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`]
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
  const names = new Set(
    annotationOwners(target.object, 'Update').map(({manager}) =>
      typeof manager === 'string' ? manager : '',
    ),
  )
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
  const before = managedFields(object)
  let entries = before
  for (const name of names) entries = withManagerMoved(entries, name, manager)
  if (jsonEqual(before, entries)) return undefined
  return [
    {op: 'replace', path: '/metadata/managedFields', value: entries.length > 0 ? entries : null},
    {op: 'replace', path: '/metadata/resourceVersion', value: object.metadata?.resourceVersion ?? ''},
  ]
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
