import assert from 'node:assert/strict'
import {test} from 'node:test'
import {filterOut, flatten, newAggregate, reduce} from '../../../src/base/aggregate.ts'
import {AggregateFailure} from '../../../src/base/errors.ts'

const error = (text: string): Error => new Error(text)
const group = (...errors: Error[]): AggregateFailure => new AggregateFailure(errors)

// The rows of TestAggregate and TestFilterOut in apimachinery v0.37.2 (pkg/util/errors).
test('the text of a group has each text once, inner groups taken apart', () => {
  assert.equal(group(error('abc')).message, 'abc')
  assert.equal(group(error('abc'), error('123')).message, '[abc, 123]')
  assert.equal(group(error('abc'), error('abc')).message, 'abc')
  assert.equal(group(error('abc'), group(error('abc'), error('123'))).message, '[abc, 123]')
})

test('no error makes no group, one makes a group of one', () => {
  assert.equal(newAggregate([]), undefined)
  assert.equal(newAggregate([error('a')])?.errors.length, 1)
})

test('filtering reaches into groups and drops empty ones', () => {
  const isA = ({message}: Error): boolean => message === 'a'
  assert.equal(filterOut(undefined, isA), undefined)
  assert.equal(filterOut(error('a'), isA), undefined)
  assert.equal(filterOut(error('b'), isA)?.message, 'b')
  assert.equal(filterOut(group(error('a'), group(error('a'))), isA), undefined)
  assert.equal(filterOut(group(error('a'), group(error('b'))), isA)?.message, 'b')
})

test('flatten and reduce', () => {
  const nested = group(group(error('a')), error('b'))
  assert.deepEqual(
    (flatten(nested) as AggregateFailure).errors.map(({message}) => message),
    ['a', 'b'],
  )
  assert.equal(reduce(group(error('a')))?.constructor, Error)
  assert.equal(reduce(nested), nested)
})
