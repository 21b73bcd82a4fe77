import assert from 'node:assert/strict'
import {test} from 'node:test'
import {compareQuantities, parseQuantity} from '../../../src/api/quantity.ts'
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

// What apimachinery's resource.ParseQuantity, Cmp and Value make of them; it takes very long for some of the rest.
test('amounts without measure are compared in no time', () => {
  const ascending = [
    ['-9Ei', '-9223372036854775807'],
    ['-1e-10', '-1e-400', '-1n'],
    ['0', '0e99999999', '0.000'],
    ['1n', '1e-400', '0.0000000001'],
    ['1e4294967299', '1e3', '1k'],
    ['9Ei', '8Ei', '9223372036854775807'],
    ['1e19'],
    ['2e99999998'],
    ['1e99999999'],
  ]
  const all = ascending.flatMap((equal, rank) => equal.map((text) => ({text, rank})))
  for (const left of all) {
    for (const right of all) {
      const order = compareQuantities(amount(left.text), amount(right.text))
      assert.equal(order, Math.sign(left.rank - right.rank), `${left.text} ${right.text}`)
    }
  }
  assert.equal(parseQuantity('1e99999999999999999999'), undefined)
  assert.equal(parseQuantity('9'.repeat(10_000_000)), undefined)
  assert.equal(scaled(amount('1e99999999'), 0), 0n)
  assert.equal(addQuantities('1', '1e99999999'), '1e99999999')
})
