import assert from 'node:assert/strict'
import {test} from 'node:test'
import {fieldLabel} from '../../../../src/actions/describe/field-label.ts'

// From TestSmartLabel and TestDescribeUnstructured of kubectl's describe_test.go, and from runs of kubectl.
const cases: readonly (readonly [string, string])[] = [
  ['apiVersion', 'API Version'],
  ['holderIdentity', 'Holder Identity'],
  ['uid', 'UID'],
  ['creationTimestamp', 'Creation Timestamp'],
  ['with.dot', 'with.dot'],
  ['terminationMessagePath', 'Termination Message Path'],
]

for (const [field, label] of cases) {
  test(`the label of ${field} is ${label}`, () => assert.equal(fieldLabel(field), label))
}
