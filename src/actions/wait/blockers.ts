import {formatGo} from '../../api/go-format.ts'
import {isObject, type JsonValue} from '../../api/json.ts'
import {fieldAt, type KubeObject} from '../../api/object.ts'

/**
 * Why an object that should go is still there, one text per reason: nobody deleted it, its finalizers, its
 * time to end, and what a namespace says of its remains.
 */
export function whatHolds(object: KubeObject): string[] {
  const {metadata} = object
  if (metadata?.['deletionTimestamp'] === undefined) return ['nobody has asked for its deletion']
  return [...finalizers(metadata['finalizers']), ...gracePeriod(object), ...namespaceRemains(object)]
}

function finalizers(names: JsonValue | undefined): string[] {
  if (!Array.isArray(names) || names.length === 0) return []
  return [
    `held by ${names.length === 1 ? 'the finalizer' : 'the finalizers'} ${names.map(formatGo).join(', ')}`,
  ]
}

function gracePeriod({metadata}: KubeObject): string[] {
  const seconds = metadata?.['deletionGracePeriodSeconds']
  if (typeof seconds !== 'number' || seconds === 0) return []
  return [`has until ${formatGo(metadata?.['deletionTimestamp'])} to end`]
}

/** What the namespace controller notes as conditions while it empties one. */
const remains = new Set([
  'NamespaceContentRemaining',
  'NamespaceFinalizersRemaining',
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
])

function namespaceRemains(object: KubeObject): string[] {
  if (object.kind !== 'Namespace') return []
  const conditions = fieldAt(object, 'status', 'conditions')
  if (!Array.isArray(conditions)) return []
  return conditions
    .filter(isObject)
    .filter(({type, status}) => remains.has(formatGo(type)) && status === 'True')
    .map(({message}) => formatGo(message))
}
