import {isObject, type JsonObject} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {formatJSON} from '../../yaml/json.ts'
import {listText, type PolicyRule, policyRule} from './policy-rules.ts'
import {encodeSelector} from './rbac-types.ts'
import {isProtected, listIn, type Reconciled, withMetadata} from './reconciled.ts'
import {uncovered} from './rule-cover.ts'

/** What makes the role `live` allow what `wanted` does; with `removeExtra` nothing else (computeReconciledRole). */
export function reconcileRole(
  live: KubeObject | undefined,
  wanted: KubeObject,
  removeExtra: boolean,
): Reconciled {
  if (live === undefined) {
    const missing = rulesOf(wanted).map(ruleText)
    return {operation: 'create', object: wanted, isProtected: false, missing, extra: []}
  }
  const {object: start, changed} = withMetadata(live, wanted)
  const rules = changedRules(live, wanted, removeExtra)
  const aggregation = changedAggregation(live, wanted, removeExtra)
  const isChanged = changed || rules.value !== undefined || aggregation !== undefined
  return {
    operation: isChanged ? 'update' : 'none',
    object: {...start, ...(rules.value && {rules: rules.value}), ...aggregation},
    isProtected: isProtected(live),
    missing: rules.missing.map(ruleText),
    extra: rules.extra.map(ruleText),
  }
}

interface ChangedRules {
  /** Undefined where they stay. */
  readonly value: JsonObject[] | undefined
  readonly missing: readonly PolicyRule[]
  readonly extra: readonly PolicyRule[]
}

function changedRules(live: KubeObject, wanted: KubeObject, removeExtra: boolean): ChangedRules {
  const missing = uncovered(rulesOf(live), rulesOf(wanted))
  // Of aggregated roles the server makes the rules.
  const bothAggregated = isObject(live['aggregationRule']) && isObject(wanted['aggregationRule'])
  const extra = bothAggregated ? [] : uncovered(rulesOf(wanted), rulesOf(live))
  const isChanged = missing.length > 0 || (removeExtra && extra.length > 0)
  const value = removeExtra
    ? objectsIn(wanted['rules'])
    : [...objectsIn(live['rules']), ...missing.map(ruleObject)]
  return {value: isChanged ? value : undefined, missing, extra}
}

/** The aggregation rule where it changes. */
function changedAggregation(
  live: KubeObject,
  wanted: KubeObject,
  removeExtra: boolean,
): {aggregationRule: JsonObject | null} | undefined {
  const [before, after] = [live['aggregationRule'], wanted['aggregationRule']]
  if (!isObject(after)) return isObject(before) ? {aggregationRule: null} : undefined
  const [has, wants] = [selectorsOf(before), selectorsOf(after)]
  const missing = wants.filter((selector) => !includes(has, selector))
  if (removeExtra) {
    const extra = has.filter((selector) => !includes(wants, selector))
    return missing.length + extra.length > 0 ? {aggregationRule: after} : undefined
  }
  return missing.length > 0 ? {aggregationRule: {clusterRoleSelectors: [...has, ...missing]}} : undefined
}

function selectorsOf(rule: unknown): JsonObject[] {
  return isObject(rule) ? objectsIn(rule['clusterRoleSelectors']) : []
}

/** Empty and absent are the same (equality.Semantic.DeepEqual). */
function includes(selectors: readonly JsonObject[], wanted: JsonObject): boolean {
  const text = formatJSON(encodeSelector(wanted))
  return selectors.some((selector) => formatJSON(encodeSelector(selector)) === text)
}

function objectsIn(value: KubeObject[string]): JsonObject[] {
  return listIn(value).map((item) => (isObject(item) ? item : {}))
}

function rulesOf(role: KubeObject): PolicyRule[] {
  return objectsIn(role['rules']).map((rule) =>
    policyRule(
      Object.fromEntries(Object.entries(rule).filter(([, list]) => list !== null)) as Partial<PolicyRule>,
    ),
  )
}

function ruleObject({verbs, apiGroups, resources, resourceNames, nonResourceURLs}: PolicyRule): JsonObject {
  const lists = {verbs, apiGroups, resources, resourceNames, nonResourceURLs}
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]))
}

/** Go's `%+v`. */
function ruleText({verbs, apiGroups, resources, resourceNames, nonResourceURLs}: PolicyRule): string {
  return (
    `{Verbs:${listText(verbs)} APIGroups:${listText(apiGroups)} Resources:${listText(resources)} ` +
    `ResourceNames:${listText(resourceNames)} NonResourceURLs:${listText(nonResourceURLs)}}`
  )
}
