import assert from 'node:assert/strict'
import {test} from 'node:test'
import {policyRule, type PolicyRule} from '../../../../src/actions/auth/policy-rules.ts'
import {uncovered} from '../../../../src/actions/auth/rule-cover.ts'

const pods = (rule: Partial<PolicyRule>): PolicyRule =>
  policyRule({verbs: ['get'], apiGroups: [''], resources: ['pods'], ...rule})
const url = (...urls: string[]): PolicyRule => policyRule({verbs: ['get'], nonResourceURLs: urls})

// After component-helpers' policy_comparator_test.go.
const cases: readonly (readonly [about: string, owned: PolicyRule, wanted: PolicyRule, missing: number])[] = [
  ['the same', pods({}), pods({}), 0],
  ['one verb of two', pods({}), pods({verbs: ['get', 'list']}), 1],
  ['all verbs', pods({verbs: ['*']}), pods({verbs: ['get', 'list']}), 0],
  ['all verbs are more than one', pods({}), pods({verbs: ['*']}), 1],
  ['all groups', pods({apiGroups: ['*']}), pods({apiGroups: ['apps', '']}), 0],
  ['all resources', pods({resources: ['*']}), pods({resources: ['pods/log']}), 0],
  [
    'a subresource of all resources',
    pods({resources: ['*/log']}),
    pods({resources: ['pods/log', 'pods']}),
    1,
  ],
  ['all names', pods({}), pods({resourceNames: ['a', 'b']}), 0],
  ['some names are not all', pods({resourceNames: ['a']}), pods({}), 1],
  ['one name of two', pods({resourceNames: ['a']}), pods({resourceNames: ['a', 'b']}), 1],
  ['URLs below', url('/a/*'), url('/a/b', '/a', '/a/b/c'), 1],
  ['a star within is no pattern', url('/a/*/c'), url('/a/b/c'), 1],
]
for (const [about, owned, wanted, missing] of cases) {
  test(about, () => assert.equal(uncovered([owned], [wanted]).length, missing))
}
