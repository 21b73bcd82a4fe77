import assert from 'node:assert/strict'
import {test} from 'node:test'
import {AggregateFailure} from '../../../src/base/errors.ts'
import {FailureLog, type Position} from '../../../src/resources/failure-log.ts'

// The order and nesting are those of cli-runtime v0.37.2 (pkg/resource/visitor.go), and compared in
// test/parity/cases/validate/list-failures.yaml.

const list = {}
const at = (order: number, within?: object, source = 0): Position => ({order, source, list: within})
const error = (text: string): Error => new Error(text)

/** Groups as arrays. */
function nested(failure: Error | undefined): unknown {
  return failure instanceof AggregateFailure ? failure.errors.map(nested) : failure?.message
}

test('nothing failed', () => {
  assert.equal(new FailureLog(true).toError(), undefined)
  assert.equal(new FailureLog(false).toError(), undefined)
})

test('going on: items come in order before sources, and what failed in a List is a group', () => {
  const log = new FailureLog(true)
  log.ofSource(at(1, list), error('unknown'))
  log.ofItem(at(3, list), error('foreign'))
  log.ofSource(at(4), error('broken'))
  log.ofSource(at(2, list), error('missing'))
  log.ofItem(at(0, list), error('refused'))
  assert.deepEqual(nested(log.toError()), ['refused', 'foreign', [['unknown', 'missing'], 'broken']])
  assert.equal(log.isPast(at(5)), false)
  assert.equal(log.hasEnded(0), false)
})

test('going on: the only failure keeps the group that it has in a List', () => {
  const alone = new FailureLog(true)
  alone.ofItem(at(0, list), error('refused'))
  assert.equal(nested(alone.toError()), 'refused')
  const unknown = new FailureLog(true)
  unknown.ofSource(at(0, list), error('unknown'))
  assert.deepEqual(nested(unknown.toError()), [['unknown']])
})

test('not going on: the first failure is told, of a List all that failed in it', () => {
  const log = new FailureLog(false)
  log.ofItem(at(3, list), error('refused'))
  log.ofSource(at(1, list), error('unknown'))
  assert.equal(log.isPast(at(4, list)), false)
  assert.equal(log.isPast(at(5)), true)
  assert.equal(log.isPast(at(6, {})), true)
  assert.equal(log.hasEnded(0), true)
  log.ofItem(at(7, undefined, 1), error('of another file'))
  assert.equal(log.isPast(at(6, undefined, 1)), false)
  assert.deepEqual(nested(log.toError()), ['unknown', 'refused'])
})

test('not going on: what comes to light late may have come first', () => {
  const log = new FailureLog(false)
  log.ofItem(at(2), error('foreign'))
  assert.equal(log.isPast(at(1)), false)
  log.ofItem(at(1), error('refused'))
  assert.equal(log.isPast(at(2)), true)
  assert.equal(nested(log.toError()), 'refused')
})
