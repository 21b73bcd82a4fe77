import assert from 'node:assert/strict'
import {test} from 'node:test'
import {whatHolds} from '../../../../src/actions/wait/blockers.ts'
import {statusCondition} from '../../../../src/actions/wait/status-condition.ts'
import {equalFold} from '../../../../src/base/fold-case.ts'
import type {KubeObject} from '../../../../src/api/object.ts'

const withConditions = (conditions: KubeObject['status'], generation = 1): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: 'a', generation},
  status: {conditions: conditions ?? null},
})

test('a condition counts only when it was noted for the present generation', () => {
  const ready = statusCondition('Ready', 'true')
  const noted = (observedGeneration: number) =>
    withConditions([{type: 'Ready', status: 'True', observedGeneration}], 3)
  assert.equal(ready.check(noted(3)).met, true)
  assert.deepEqual(ready.check(noted(2)), {
    met: false,
    seen: 'condition Ready is True, seen of generation 2 while the object is at 3',
  })
})

test('what is seen instead names the condition, its reason, or the conditions that there are', () => {
  const ready = statusCondition('ready', 'True')
  const no = {type: 'Ready', status: 'False', reason: 'NoNode', message: 'there is no node'}
  assert.equal(ready.check(withConditions([no])).seen, 'condition Ready is False (NoNode: there is no node)')
  assert.equal(
    ready.check(withConditions([{type: 'Other', status: 'True'}])).seen,
    'no condition ready, only Other=True',
  )
  assert.equal(ready.check({kind: 'Pod'}).seen, 'no condition ready')
})

test('conditions that are no list are an error in the words of apimachinery', () => {
  // unstructured.NestedSlice: "%v accessor error: %v is of the type %T, expected []interface{}"
  assert.throws(() => statusCondition('Ready', 'True').check(withConditions('x')), {
    message: '.status.conditions accessor error: x is of the type string, expected []interface{}',
  })
})

test('letters of either case are the same, by simple folding', () => {
  for (const [a, b, same] of [
    ['Ready', 'rEADY', true],
    ['K', '\u212A', true],
    ['ß', 'ss', false],
    ['a.b', 'axb', false],
    ['(', '(', true],
  ] as const) {
    assert.equal(equalFold(a, b), same, `${a} and ${b}`)
  }
})

test('what holds a deleted object: finalizers, its time to end, the remains of a namespace', () => {
  const deletionTimestamp = '2026-01-01T00:00:00Z'
  assert.deepEqual(whatHolds({metadata: {name: 'a'}}), ['nobody has asked for its deletion'])
  assert.deepEqual(whatHolds({metadata: {deletionTimestamp, finalizers: ['x/a', 'x/b']}}), [
    'held by the finalizers x/a, x/b',
  ])
  assert.deepEqual(whatHolds({metadata: {deletionTimestamp, deletionGracePeriodSeconds: 30}}), [
    'has until 2026-01-01T00:00:00Z to end',
  ])
  const conditions = [
    {type: 'NamespaceContentRemaining', status: 'True', message: 'Some resources are remaining: pods.'},
    {type: 'NamespaceFinalizersRemaining', status: 'False', message: 'no'},
  ]
  assert.deepEqual(whatHolds({kind: 'Namespace', metadata: {deletionTimestamp}, status: {conditions}}), [
    'Some resources are remaining: pods.',
  ])
})
