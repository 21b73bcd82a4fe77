import {type JsonObject, type JsonValue, isObject} from '../../../api/json.ts'
import {jsonEqual} from '../../../api/json-compare.ts'
import type {KubeObject} from '../../../api/object.ts'
import {LAST_APPLIED} from '../../../patch/last-applied.ts'

/** A field that would change; a side without the field has no value. */
export interface FieldChange extends JsonObject {
  /** `spec.replicas`, `spec.containers[name=web].image`, `metadata.annotations["a.b/c"]`. */
  path: string
  before?: JsonValue
  after?: JsonValue
}

/** The fields in which the objects differ, in the order of their names; values of Secrets are masked. */
export function changedFields(before: KubeObject, after: KubeObject): FieldChange[] {
  const changes: FieldChange[] = []
  compare(content(before), content(after), '', changes)
  return before.kind === 'Secret' && before.apiVersion === 'v1' ? changes.map(masked) : changes
}

/** The object without what the server keeps about it. */
function content({metadata = {}, ...object}: KubeObject): JsonObject {
  const {managedFields: _, resourceVersion: __, generation: ___, annotations, ...kept} = metadata
  if (annotations === undefined) return {...object, metadata: kept}
  const {[LAST_APPLIED]: ____, ...others} = annotations
  return {...object, metadata: {...kept, ...(Object.keys(others).length > 0 ? {annotations: others} : {})}}
}

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
  changes: FieldChange[],
): void {
  if (jsonEqual(before, after)) return
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
    for (const key of keys) compare(before[key], after[key], `${path}${step(key, path)}`, changes)
    return
  }
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path, changes)
  changes.push({path, ...(before === undefined ? {} : {before}), ...(after === undefined ? {} : {after})})
}

function step(key: string, path: string): string {
  if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`
  return path === '' ? key : `.${key}`
}

/** Items with names are compared by name, others by place. */
function compareLists(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  path: string,
  changes: FieldChange[],
): void {
  const [old, next] = [byName(before), byName(after)]
  if (old !== undefined && next !== undefined) {
    for (const name of new Set([...old.keys(), ...next.keys()])) {
      compare(old.get(name), next.get(name), `${path}[name=${name}]`, changes)
    }
    return
  }
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    compare(before[i], after[i], `${path}[${i}]`, changes)
  }
}

function byName(items: readonly JsonValue[]): Map<string, JsonValue> | undefined {
  const named = new Map<string, JsonValue>()
  for (const item of items) {
    const name = isObject(item) ? item['name'] : undefined
    if (typeof name !== 'string') return undefined
    named.set(name, item)
  }
  return named.size === items.length ? named : undefined
}

/** What kubectl's diff shows of secret values. */
function masked(change: FieldChange): FieldChange {
  if (!/^(data|stringData)\b/.test(change.path)) return change
  const {path, before, after} = change
  if (before !== undefined && after !== undefined) {
    return {path, before: maskOf(before, ' (before)'), after: maskOf(after, ' (after)')}
  }
  return before === undefined ? {path, after: maskOf(after, '')} : {path, before: maskOf(before, '')}
}

/** Of a whole map of values the keys are shown. */
function maskOf(value: JsonValue | undefined, side: string): JsonValue {
  if (!isObject(value)) return `***${side}`
  return Object.fromEntries(Object.keys(value).map((key) => [key, `***${side}`]))
}
