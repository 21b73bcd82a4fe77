import {breakDown, type PolicyRule} from './policy-rules.ts'

/** What of `rules`, taken apart, no single one of `owned` allows (component-helpers' validation.Covers). */
export function uncovered(owned: readonly PolicyRule[], rules: readonly PolicyRule[]): PolicyRule[] {
  return rules.flatMap(breakDown).filter((rule) => !owned.some((owner) => covers(owner, rule)))
}

function covers(owner: PolicyRule, rule: PolicyRule): boolean {
  return (
    hasAll(owner.verbs, rule.verbs) &&
    hasAll(owner.apiGroups, rule.apiGroups) &&
    rule.resources.every((resource) => coversResource(owner.resources, resource)) &&
    rule.nonResourceURLs.every((url) => owner.nonResourceURLs.some((pattern) => coversURL(pattern, url))) &&
    coversNames(owner.resourceNames, rule.resourceNames)
  )
}

function hasAll(owned: readonly string[], wanted: readonly string[]): boolean {
  return owned.includes('*') || wanted.every((one) => owned.includes(one))
}

// A star is every resource; a star, a slash and a subresource is that of every resource.
function coversResource(owned: readonly string[], resource: string): boolean {
  if (owned.includes('*') || owned.includes(resource)) return true
  const slash = resource.indexOf('/')
  return slash >= 0 && owned.includes(`*${resource.slice(slash)}`)
}

/** No names are all names. */
function coversNames(owned: readonly string[], names: readonly string[]): boolean {
  if (owned.length === 0) return true
  return names.length > 0 && names.every((name) => owned.includes(name))
}

function coversURL(pattern: string, url: string): boolean {
  return pattern === url || (pattern.endsWith('*') && url.startsWith(pattern.replace(/\*+$/, '')))
}
