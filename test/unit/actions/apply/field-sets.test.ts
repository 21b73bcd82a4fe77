/** Unions recorded from sigs.k8s.io/structured-merge-diff v6, fieldpath.Set. */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {coversFields, hasPath, uniteFields} from '../../../../src/actions/apply/field-sets.ts'
import type {JsonObject} from '../../../../src/api/json.ts'

interface Recorded {
  readonly left: JsonObject
  readonly right: JsonObject
  readonly union: JsonObject
}

const recorded = JSON.parse(
  readFileSync(new URL('field-sets.json', import.meta.url), 'utf8'),
) as readonly Recorded[]

test('the union of two sets of fields', () => {
  for (const {left, right, union} of recorded) {
    assert.deepEqual(JSON.parse(JSON.stringify(uniteFields(left, right))), union)
  }
})

// As fieldpath.Set's Difference sees it.
const annotations: readonly (readonly [string, boolean])[] = [
  ['{"f:metadata":{"f:annotations":{".":{},"f:a":{}},"f:labels":{"f:x":{}}}}', true],
  ['{"f:metadata":{"f:annotations":{"f:a":{},"f:b":{}}}}', false],
  ['{"f:metadata":{"f:annotations":{}}}', true],
  ['{"f:metadata":{".":{}}}', false],
  ['{}', false],
]

for (const [set, owned] of annotations) {
  test(`metadata.annotations is ${owned ? '' : 'not '}in ${set}`, () => {
    assert.equal(hasPath(JSON.parse(set) as JsonObject, ['f:metadata', 'f:annotations']), owned)
  })
}

const covered: readonly (readonly [set: string, part: string, covers: boolean])[] = [
  ['{"f:data":{"f:a":{},"f:b":{}}}', '{"f:data":{"f:a":{}}}', true],
  ['{"f:data":{"f:a":{}}}', '{"f:data":{".":{},"f:a":{}}}', true],
  ['{"f:data":{"f:a":{}}}', '{"f:data":{}}', true],
  ['{"f:data":{"f:a":{}}}', '{"f:data":{"f:a":{},"f:b":{}}}', false],
  ['{"f:data":{}}', '{"f:data":{"f:a":{}}}', false],
  ['{}', '{"f:data":{}}', false],
  ['{}', '{}', true],
]

for (const [set, part, covers] of covered) {
  test(`${set} ${covers ? 'covers' : 'does not cover'} ${part}`, () => {
    assert.equal(coversFields(JSON.parse(set) as JsonObject, JSON.parse(part) as JsonObject), covers)
  })
}
