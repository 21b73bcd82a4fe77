import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import type {JsonObject} from '../../../src/base/json-value.ts'
import {readExactJSON} from '../../../src/yaml/json-exact.ts'
import {formatJSON, JsonSyntaxError, parseJSON, writeJSON} from '../../../src/yaml/json.ts'

test('integers keep every digit of an int64', () => {
  assert.deepEqual(parseJSON('[9007199254740993, -9223372036854775808, 1]'), [
    9_007_199_254_740_993n,
    -9_223_372_036_854_775_808n,
    1,
  ])
})

test('numbers are read exactly wherever they stand', () => {
  const literals = ['9007199254740993', '-0', '-0.0', '1e400', '1.5e+308', '0.1234567890123456789', '12']
  const literal = fc.constantFrom(...literals, '-1E999', '"3e417"', '"1234567890123456"', '" 1e400"')
  const space = fc.constantFrom('', ' ', '\n\t')
  const text = fc
    .tuple(literal, literal, space)
    .map(([a, b, gap]) => `{"a":${gap}[${gap}${a},${gap}${b}]${gap}}`)
  fc.assert(
    fc.property(fc.oneof(text, literal), (json) => {
      assert.deepEqual(outcome(parseJSON, json), outcome(readExactJSON, json))
    }),
  )
})

/** What the reader gives or says. */
function outcome(read: (text: string) => unknown, text: string): unknown {
  try {
    return {value: read(text)}
  } catch (error) {
    return {message: String(error)}
  }
}

test('a key named __proto__ is a field and nothing else', () => {
  for (const text of [
    '{"__proto__":{"polluted":true}}',
    '{"__proto__":{"polluted":true},"n":9007199254740993}',
  ]) {
    const value = parseJSON(text) as JsonObject
    assert.equal(formatJSON(value), text)
    assert.equal(Object.getPrototypeOf(value), Object.prototype)
  }
})

test('fields without a value are left out', () => {
  assert.equal(formatJSON({b: undefined, a: 1}), '{"a":1}')
  assert.equal(formatJSON({b: undefined}, 4), '{}')
})

test('the order of structs is kept where it is asked for', () => {
  assert.equal(
    formatJSON({kind: 'Pod', apiVersion: 'v1'}, 0, {order: 'given'}),
    '{"kind":"Pod","apiVersion":"v1"}',
  )
})

test('long lists come in pieces', () => {
  const chunks: string[] = []
  const items = Array.from({length: 5000}, (_, index) => ({
    name: `pod-${index}`,
    spec: {image: 'x'.repeat(50)},
  }))
  writeJSON({items}, 4, (chunk) => chunks.push(chunk))
  assert.ok(chunks.length > 3)
  assert.deepEqual(JSON.parse(chunks.join('')), {items})
})

test('errors tell the byte they stand at', () => {
  assert.throws(
    () => parseJSON('{"é": x}'),
    (error) => error instanceof JsonSyntaxError && error.offset === 8,
  )
})

test('a text nested without end is refused', () => {
  assert.throws(() => parseJSON('['.repeat(100_000)), /exceeded max depth/)
})

test('keys that look alike when joined are kept apart', () => {
  const values: JsonObject[] = [{'': 1}, {}, {'a\0b': 1}, {a: 1, b: 2}, {'a\0b': 1, c: 2}, {a: 1, 'b\0c': 2}]
  for (const value of values) assert.deepEqual(JSON.parse(formatJSON(value)), value)
})
