/** What a rule of RBAC allows (rbac/v1 PolicyRule). */
export interface PolicyRule {
  readonly verbs: readonly string[]
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames: readonly string[]
  readonly nonResourceURLs: readonly string[]
}

/** The rule with what is not said as empty lists. */
export function policyRule(rule: Partial<PolicyRule>): PolicyRule {
  return {
    verbs: rule.verbs ?? [],
    apiGroups: rule.apiGroups ?? [],
    resources: rule.resources ?? [],
    resourceNames: rule.resourceNames ?? [],
    nonResourceURLs: rule.nonResourceURLs ?? [],
  }
}

/** Takes a rule apart: one verb for one resource, of one name where names are given, or for one URL (rbac.BreakdownRule). */
export function breakDown(rule: PolicyRule): PolicyRule[] {
  const rules: PolicyRule[] = []
  const names = rule.resourceNames.length === 0 ? [[]] : rule.resourceNames.map((name) => [name])
  for (const group of rule.apiGroups) {
    for (const resource of rule.resources) {
      for (const verb of rule.verbs) {
        for (const resourceNames of names) {
          rules.push(policyRule({verbs: [verb], apiGroups: [group], resources: [resource], resourceNames}))
        }
      }
    }
  }
  for (const url of rule.nonResourceURLs) {
    for (const verb of rule.verbs) rules.push(policyRule({verbs: [verb], nonResourceURLs: [url]}))
  }
  return rules
}

/** Joins what rules of `breakDown` allow for the same resource, and sorts them as kubectl does (rbac.CompactRules, SortableRuleSlice). */
export function compact(rules: readonly PolicyRule[]): PolicyRule[] {
  const others: PolicyRule[] = []
  const simple = new Map<string, PolicyRule>()
  for (const rule of rules) {
    if (rule.nonResourceURLs.length > 0) {
      others.push(rule)
      continue
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames])
    const known = simple.get(key)
    const verbs = known === undefined ? rule.verbs : [...new Set([...known.verbs, ...rule.verbs])]
    simple.set(key, {...rule, verbs})
  }
  return [...others, ...simple.values()]
    .map((rule) => ({rule, text: ruleText(rule)}))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({rule}) => rule)
}

/** The rule as Go prints it: what rules are sorted by. */
function ruleText(rule: PolicyRule): string {
  return (
    `&PolicyRule{Verbs:${listText(rule.verbs)},APIGroups:${listText(rule.apiGroups)},` +
    `Resources:${listText(rule.resources)},ResourceNames:${listText(rule.resourceNames)},` +
    `NonResourceURLs:${listText(rule.nonResourceURLs)},}`
  )
}

/** A list as Go prints it, `[a b]`. */
export function listText(list: readonly string[]): string {
  return `[${list.join(' ')}]`
}

/** `deployments.apps/scale` of the first resource and group (describe.CombineResourceGroup). */
export function combineResourceGroup({resources, apiGroups}: PolicyRule): string {
  const [resource] = resources
  if (resource === undefined) return ''
  const slash = resource.indexOf('/')
  const name = slash < 0 ? resource : resource.slice(0, slash)
  const subresource = slash < 0 ? '' : resource.slice(slash)
  return `${name}${apiGroups[0] ? `.${apiGroups[0]}` : ''}${subresource}`
}
