import type {JsonValue} from '../../api/json.ts'
import {type KubeObject, textAt} from '../../api/object.ts'
import {isProtected, listIn, type Reconciled, withMetadata} from './reconciled.ts'

/**
 * What makes the binding `live` bind the subjects of `wanted`; with `removeExtra` no others
 * (computeReconciledRoleBinding). The role of a binding cannot be changed: then it is made anew.
 */
export function reconcileBinding(
  live: KubeObject | undefined,
  wanted: KubeObject,
  removeExtra: boolean,
): Reconciled {
  if (live === undefined) {
    const missing = listIn(wanted['subjects']).map(subjectText)
    return {operation: 'create', object: wanted, isProtected: false, missing, extra: []}
  }
  if (roleOf(live) !== roleOf(wanted)) {
    const isKept = isProtected(live)
    return {operation: 'recreate', object: wanted, isProtected: isKept, missing: [], extra: []}
  }
  const {object: start, changed} = withMetadata(live, wanted)
  const [has, wants] = [listIn(live['subjects']), listIn(wanted['subjects'])]
  const missing = onlyIn(wants, has)
  const extra = onlyIn(has, wants)
  const isChanged = missing.length > 0 || (removeExtra && extra.length > 0)
  const subjects = removeExtra ? wants : [...has, ...missing]
  return {
    operation: changed || isChanged ? 'update' : 'none',
    object: isChanged ? {...start, subjects} : start,
    isProtected: isProtected(live),
    missing: missing.map(subjectText),
    extra: extra.map(subjectText),
  }
}

function roleOf(binding: KubeObject): string {
  return JSON.stringify(['apiGroup', 'kind', 'name'].map((field) => textAt(binding, 'roleRef', field)))
}

/** Each subject of the one list that the other has not, once. */
function onlyIn(list: readonly JsonValue[], other: readonly JsonValue[]): JsonValue[] {
  const known = new Set(other.map(subjectText))
  return list.filter((subject) => {
    const text = subjectText(subject)
    const isNew = !known.has(text)
    known.add(text)
    return isNew
  })
}

/** Go's `%+v`, which tells all of a subject. */
function subjectText(subject: JsonValue): string {
  const field = (name: string): string => textAt({subject}, 'subject', name)
  return `{Kind:${field('kind')} APIGroup:${field('apiGroup')} Name:${field('name')} Namespace:${field('namespace')}}`
}
