import assert from 'node:assert/strict'
import {test} from 'node:test'
import {addQuantities, amount, formatQuantity, scaled} from '../../../src/api/quantity-text.ts'

// The canonical forms are those of apimachinery's Quantity documentation: no fractions, the largest suffix.
test('sums are written in the format of the first that is not zero', () => {
  assert.equal(addQuantities('500m', '500m'), '1')
  assert.equal(addQuantities('0', '1Gi'), '1Gi')
  assert.equal(addQuantities('512Mi', '512Mi'), '1Gi')
  assert.equal(addQuantities('1Gi', '1M'), '1074741824')
  assert.equal(addQuantities('1k', '500'), '1500')
})

test('binary amounts below 1024 are written as decimals', () => {
  assert.equal(formatQuantity(amount('512'), 'binary'), '512')
  assert.equal(formatQuantity(amount('2048'), 'binary'), '2Ki')
})

test('whole numbers are rounded away from zero', () => {
  assert.equal(scaled(amount('1m'), 0), 1n)
  assert.equal(scaled(amount('1500m'), 3), 1500n)
})
