import {type JsonObject, type JsonValue, isObject} from '../api/json.ts'
import {fieldAt, type KubeObject, type ObjectMeta} from '../api/object.ts'
import {parseJSON} from '../yaml/json.ts'
import {type FieldSet, ownedPart, spokenOf} from './owned-fields.ts'

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** The parts of the control plane, by the names under which they own fields. */
const controlPlane: ReadonlySet<unknown> = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'cloud-controller-manager',
])

/** What belongs to this one object in this one cluster. */
const serverMetadata: readonly string[] = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'generateName',
  'managedFields',
  // They name others by their uids.
  'ownerReferences',
]

/** Annotations in which clients and controllers keep their books. */
const bookkeeping: readonly string[] = [
  lastApplied,
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.daemonset.template.generation',
  'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller',
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/selected-node',
]

/**
 * The object as somebody would write it to have it again: without status and server metadata, and of the rest what
 * somebody owns by its managed fields who is not the control plane. Of what client-side apply owns, which includes
 * all defaults, only what its configuration said. An object that is the control plane's own keeps what that owns.
 * Without managed fields, or with those of another version of the type, everything else is kept.
 */
export function cleanObject(object: KubeObject): KubeObject {
  const sets = ownersSets(object)
  const owned = sets === undefined ? object : (ownedPart(object, sets) ?? {})
  const {apiVersion, kind, metadata, status: _, ...rest} = owned as KubeObject
  const cleaned = {
    apiVersion: object.apiVersion ?? apiVersion ?? '',
    kind: object.kind ?? kind ?? '',
    metadata: cleanMetadata(object.metadata ?? {}, metadata ?? {}),
  }
  return {...cleaned, ...rest}
}

function cleanMetadata({name, namespace}: ObjectMeta, owned: ObjectMeta): ObjectMeta {
  const metadata: ObjectMeta = {...owned}
  for (const field of serverMetadata) delete metadata[field]
  if (isObject(metadata.annotations)) {
    const kept = Object.entries(metadata.annotations).filter(([key]) => !bookkeeping.includes(key))
    if (kept.length > 0) metadata.annotations = Object.fromEntries(kept)
    else delete metadata.annotations
  }
  if (name !== undefined) metadata.name = name
  if (namespace !== undefined) metadata.namespace = namespace
  return metadata
}

/** An entry of the managed fields that counts. */
interface Owner {
  readonly manager: unknown
  readonly operation: unknown
  readonly apiVersion: unknown
  readonly fields: FieldSet
}

/** What is owned by those who count; undefined when that cannot be said. */
function ownersSets(object: KubeObject): FieldSet[] | undefined {
  const owners = ownersOf(object)
  const users = owners.filter(({manager}) => !controlPlane.has(manager))
  const isOwnedByUsers = users.length > 0 && !owners.some(isCreator)
  const counting = isOwnedByUsers ? users : owners
  if (counting.length === 0) return undefined
  // Paths are those of the version in which the field was written.
  if (counting.some(({apiVersion}) => apiVersion !== object.apiVersion)) return undefined
  const configuration = lastConfiguration(object)
  return counting.map((owner) => fieldsOf(owner, configuration))
}

function ownersOf(object: KubeObject): Owner[] {
  const entries = object.metadata?.['managedFields']
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry) => {
    if (!isObject(entry) || !isObject(entry['fieldsV1'])) return []
    // scale is the one subresource by which people change the object; its paths are those of the object.
    if (entry['subresource'] && entry['subresource'] !== 'scale') return []
    const {manager, operation, apiVersion, fieldsV1: fields} = entry
    return [{manager, operation, apiVersion, fields}]
  })
}

/** Whether the owner is of the control plane and made the object, for another one that owns it. */
function isCreator({manager, fields}: Owner): boolean {
  return controlPlane.has(manager) && fieldAt(fields, 'f:metadata', 'f:ownerReferences') !== undefined
}

/** What the owner meant: an update from a configuration owns the server's defaults as well. */
function fieldsOf({manager, operation, fields}: Owner, configuration: JsonValue | undefined): FieldSet {
  const sendsConfigurations = manager === 'kubectl-client-side-apply' || manager === 'kubectl-create'
  const isPartial = configuration !== undefined && sendsConfigurations && operation === 'Update'
  return isPartial ? spokenOf(fields, configuration) : fields
}

/** What was applied last, undefined when that is not known. */
function lastConfiguration(object: KubeObject): JsonObject | undefined {
  const text = object.metadata?.annotations?.[lastApplied]
  if (typeof text !== 'string') return undefined
  try {
    const configuration: JsonValue = parseJSON(text)
    return isObject(configuration) ? configuration : undefined
  } catch {
    return undefined
  }
}
