import type {PolicyRule} from '../../api/raw-models.ts'

/** A rule with all of its lists. */
export interface PlainRule {
  readonly verbs: string[]
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames: readonly string[]
  readonly nonResourceURLs: readonly string[]
}

/**
 * The rules taken apart to one resource and name each, those that differ only by verb put together
 * (kubectl's BreakdownRule and CompactRules).
 */
export function compactRules(rules: readonly PolicyRule[]): PlainRule[] {
  const others: PlainRule[] = []
  const byResource = new Map<string, PlainRule>()
  for (const rule of rules.flatMap(singleRules)) {
    if (rule.nonResourceURLs.length > 0) {
      others.push(rule)
      continue
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames])
    const known = byResource.get(key)
    if (known === undefined) byResource.set(key, rule)
    else known.verbs.push(...rule.verbs.filter((verb) => !known.verbs.includes(verb)))
  }
  return [...others, ...byResource.values()]
}

function singleRules(rule: PolicyRule): PlainRule[] {
  const {apiGroups = [], resources = [], verbs = [], resourceNames = [], nonResourceURLs = []} = rule
  const names = resourceNames.length > 0 ? resourceNames.map((name) => [name]) : [[]]
  const found: PlainRule[] = []
  for (const group of apiGroups) {
    for (const resource of resources) {
      for (const verb of verbs) {
        for (const name of names) {
          found.push({
            verbs: [verb],
            apiGroups: [group],
            resources: [resource],
            resourceNames: name,
            nonResourceURLs: [],
          })
        }
      }
    }
  }
  for (const url of nonResourceURLs) {
    for (const verb of verbs) {
      found.push({verbs: [verb], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [url]})
    }
  }
  return found
}

/** What rules are sorted by: their text form in Go (rbacv1.PolicyRule.String). */
export function ruleKey({verbs, apiGroups, resources, resourceNames, nonResourceURLs}: PlainRule): string {
  const text = (list: readonly string[]): string => `[${list.join(' ')}]`
  return (
    `&PolicyRule{Verbs:${text(verbs)},APIGroups:${text(apiGroups)},Resources:${text(resources)},` +
    `ResourceNames:${text(resourceNames)},NonResourceURLs:${text(nonResourceURLs)},}`
  )
}
