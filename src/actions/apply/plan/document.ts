import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {resolve} from 'node:path'
import type {JsonObject} from '../../../api/json.ts'
import {isObject} from '../../../api/json.ts'
import type {KubeObject} from '../../../api/object.ts'
import {formatGroupVersion} from '../../../api/schema.ts'
import {FileError} from '../../../base/go-file-error.ts'
import {messageOf} from '../../../base/errors.ts'
import type {RESTMapping} from '../../../discovery/mapping.ts'
import {formatJSON} from '../../../yaml/json.ts'
import type {ApplyOptions} from '../options.ts'
import type {FieldChange} from './changes.ts'

const API_VERSION = 'kctl/v1alpha1'
const KIND = 'ApplyPlan'

export type Action = 'create' | 'change' | 'replace' | 'prune' | 'unchanged'

/** What a plan says of one object. */
export interface PlannedObject extends JsonObject {
  action: Action
  apiVersion: string
  kind: string
  namespace?: string
  name: string
  /** Of the object on the server; absent where there is none. */
  uid?: string
  resourceVersion?: string
  /** Of the manifest; absent for what is pruned. */
  digest?: string
  changes?: FieldChange[]
  /** Why it is replaced, or could not be tried. */
  reason?: string
}

/** What `apply --plan -o json` prints. */
export interface PlanDocument extends KubeObject {
  server: string
  /** The flags that decide what is done. */
  options: JsonObject
  /** In the order of the manifests, then what is pruned. */
  objects: PlannedObject[]
}

/** The document of a plan. */
export function planDocument(server: string, options: ApplyOptions, objects: PlannedObject[]): PlanDocument {
  return {apiVersion: API_VERSION, kind: KIND, server, options: decisive(options), objects}
}

/** The flags that must be the same when the plan is carried out. */
export function decisive(options: ApplyOptions): JsonObject {
  const {serverSide, forceConflicts, fieldManager, overwrite, selector, subresource, prune, replace} = options
  return {
    serverSide,
    forceConflicts,
    fieldManager: fieldManager ?? '',
    overwrite,
    selector,
    subresource,
    force: replace.force,
    prune: prune.enabled,
    all: prune.all,
    pruneAllowlist: [...prune.allowlist],
  }
}

/** The start of what a plan says of an object. */
export function plannedObject(
  action: Action,
  {kind}: RESTMapping,
  namespace: string,
  name: string,
  live: KubeObject | undefined,
): PlannedObject {
  const {uid, resourceVersion} = live?.metadata ?? {}
  return {
    action,
    apiVersion: formatGroupVersion(kind),
    kind: kind.kind,
    ...(namespace === '' ? {} : {namespace}),
    name,
    ...(uid === undefined ? {} : {uid}),
    ...(resourceVersion === undefined ? {} : {resourceVersion}),
  }
}

/** The digest of a manifest, whatever its form and the order of its fields. */
export function digestOf(object: KubeObject): string {
  return `sha256:${createHash('sha256').update(formatJSON(object)).digest('hex')}`
}

/** What tells an object from others in a plan. */
export function nameInPlan({kind, apiVersion, namespace, name}: PlannedObject): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : ''
  return `${kind.toLowerCase()}${group}/${name}${namespace === undefined ? '' : ` in ${namespace}`}`
}

/** Reads a plan. Throws when the file cannot be read or holds none. */
export async function readPlan(file: string, cwd: string): Promise<PlanDocument> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: unknown) => {
    throw new FileError('open', file, error)
  })
  let value: unknown
  try {
    const {readDocuments} = await import('../../../yaml/documents.ts')
    value = [...readDocuments(text)][0]?.value
  } catch (error) {
    throw new Error(`error parsing ${file}: ${messageOf(error)}`, {cause: error})
  }
  if (!isPlan(value))
    throw new Error(`${file} is no plan: it has to come from apply --plan -o json or -o yaml`)
  return value
}

function isPlan(value: unknown): value is PlanDocument {
  if (!isObject(value) || value['apiVersion'] !== API_VERSION || value['kind'] !== KIND) return false
  const {server, options, objects} = value
  return typeof server === 'string' && isObject(options) && Array.isArray(objects) && objects.every(isPlanned)
}

function isPlanned(value: unknown): boolean {
  if (!isObject(value)) return false
  const {action, apiVersion, kind, name} = value
  return [action, apiVersion, kind, name].every((text) => typeof text === 'string')
}
