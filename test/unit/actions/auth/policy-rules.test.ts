import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {
  breakDown,
  combineResourceGroup,
  compact,
  policyRule,
} from '../../../../src/actions/auth/policy-rules.ts'

describe('policy rules', () => {
  // rbac_test.go of kubectl: verbs of one resource are joined, names and URLs stay apart.
  it('are broken down and joined by resource', () => {
    const rules = [
      policyRule({verbs: ['get', 'list'], apiGroups: ['', 'apps'], resources: ['pods']}),
      policyRule({verbs: ['list', 'watch'], apiGroups: [''], resources: ['pods']}),
      policyRule({verbs: ['get'], apiGroups: [''], resources: ['pods'], resourceNames: ['a', 'b']}),
      policyRule({verbs: ['get'], nonResourceURLs: ['/b', '/a']}),
    ]
    assert.deepEqual(compact(rules.flatMap(breakDown)), [
      policyRule({verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['pods']}),
      policyRule({verbs: ['get', 'list'], apiGroups: ['apps'], resources: ['pods']}),
      policyRule({verbs: ['get'], nonResourceURLs: ['/a']}),
      policyRule({verbs: ['get'], nonResourceURLs: ['/b']}),
      policyRule({verbs: ['get'], apiGroups: [''], resources: ['pods'], resourceNames: ['a']}),
      policyRule({verbs: ['get'], apiGroups: [''], resources: ['pods'], resourceNames: ['b']}),
    ])
  })

  it('without groups or resources come to nothing', () => {
    assert.deepEqual(breakDown(policyRule({verbs: ['get'], resources: ['pods']})), [])
  })

  it('name the group between resource and subresource', () => {
    const named = (resource: string, group: string) =>
      combineResourceGroup(policyRule({resources: [resource], apiGroups: [group]}))
    assert.equal(named('deployments/scale', 'apps'), 'deployments.apps/scale')
    assert.equal(named('pods/log', ''), 'pods/log')
    assert.equal(named('*', '*'), '*.*')
    assert.equal(combineResourceGroup(policyRule({})), '')
  })
})
