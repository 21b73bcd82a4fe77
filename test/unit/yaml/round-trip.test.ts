import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import type {JsonObject, JsonValue} from '../../../src/base/json-value.ts'
import {setField} from '../../../src/base/json-value.ts'
import {formatJSON, parseJSON, writeJSON} from '../../../src/yaml/json.ts'
import {formatKYAML} from '../../../src/yaml/kyaml-writer.ts'
import {parseYAML} from '../../../src/yaml/yaml-reader.ts'
import {formatYAML} from '../../../src/yaml/yaml-writer.ts'

/** What goyaml cannot take in as it is, and so kubectl cannot print: control characters and U+0085. */
const unreadable = /[\x7f-\x9f\ufffe\uffff]/

const word = fc.constantFrom(
  'yes',
  'no',
  '0644',
  '1e3',
  '12:30',
  '~',
  '- a',
  'a: b',
  ' #',
  '|',
  '\n',
  "'",
  '"',
  '2001-01-01',
)
const text = fc
  .oneof(
    fc.string({unit: 'binary'}),
    word,
    fc.array(fc.oneof(word, fc.string()), {maxLength: 5}).map((parts) => parts.join('')),
  )
  .filter((value) => !unreadable.test(value))
const number = fc.oneof(
  fc.integer(),
  fc.double({noNaN: true, noDefaultInfinity: true}).map((value) => (value === 0 ? 0 : value)),
  fc.bigInt({min: 2n ** 53n, max: 2n ** 63n - 1n}),
)

const value = valueWith(text)

/**
 * What kubectl's KYAML does not keep: of several lines, one that begins with white space which is neither space
 * nor tab gets a backslash for its indent and another for its escape, and reads as a backslash and a letter
 * (the last case of corpus.json is of kubectl).
 */
function lostInKYAML(value: string): boolean {
  const lines = value.split('\n')
  return lines.length > 1 && lines.some((line) => /^[^\S\t ]/.test(line))
}

/** Any value whose strings and keys are such texts. */
function valueWith(texts: fc.Arbitrary<string>): fc.Arbitrary<JsonValue> {
  return fc.letrec<{value: JsonValue}>((tie) => ({
    value: fc.oneof(
      {maxDepth: 4, withCrossShrink: true},
      texts,
      number,
      fc.constantFrom(null, true, false),
      fc.array(tie('value'), {maxLength: 4}),
      fc.array(fc.tuple(texts, tie('value')), {maxLength: 4}).map(objectOf),
    ),
  })).value
}

function objectOf(fields: readonly (readonly [string, JsonValue])[]): JsonObject {
  const object: JsonObject = {}
  for (const [key, field] of fields) setField(object, key, field)
  return object
}

test('what is printed as JSON reads back the same', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(0, 4), (original, indent) => {
      assert.deepEqual(normal(parseJSON(formatJSON(original, indent))), normal(original))
    }),
  )
})

test('what is printed as YAML reads back the same', () => {
  fc.assert(
    fc.property(value, (original) => {
      assert.deepEqual(normal(parseYAML(formatYAML(original))), normal(original))
    }),
  )
})

test('KYAML is YAML of the same value', () => {
  const kept = text.filter((each) => !lostInKYAML(each))
  fc.assert(
    fc.property(valueWith(kept), (original) => {
      assert.deepEqual(normal(parseYAML(formatKYAML(original))), normal(original))
    }),
  )
})

test('JSON in pieces is the same text', () => {
  fc.assert(
    fc.property(value, (original) => {
      const chunks: string[] = []
      writeJSON(
        Array.from({length: 50}, () => original),
        4,
        (chunk) => chunks.push(chunk),
      )
      assert.equal(
        chunks.join(''),
        formatJSON(
          Array.from({length: 50}, () => original),
          4,
        ),
      )
    }),
    {numRuns: 20},
  )
})

/** Whole doubles beyond 2^53 come back as the integers their digits say. */
function normal(original: JsonValue): unknown {
  if (typeof original === 'number' && Number.isInteger(original)) return formatWhole(original)
  if (typeof original === 'string') return original.toWellFormed()
  if (Array.isArray(original)) return original.map(normal)
  if (typeof original !== 'object' || original === null) return original
  return Object.entries(original)
    .map(([key, field]) => [key.toWellFormed(), normal(field!)])
    .toSorted(byKey)
}

function formatWhole(original: number): bigint | number {
  return Math.abs(original) < 1e21 ? BigInt(String(original)) : original
}

function byKey(left: unknown[], right: unknown[]): number {
  return Buffer.compare(Buffer.from(left[0] as string), Buffer.from(right[0] as string))
}
