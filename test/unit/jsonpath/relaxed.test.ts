import {equal, throws} from 'node:assert/strict'
import {test} from 'node:test'
import {relaxJSONPath} from '../../../src/jsonpath/relaxed.ts'

// Recorded from kubectl's RelaxedJSONPathExpression (v0.37.2).
const accepted: readonly (readonly [string, string])[] = [
  ['', ''],
  ['metadata.name', '{.metadata.name}'],
  ['.metadata.name', '{.metadata.name}'],
  ['{metadata.name}', '{.metadata.name}'],
  ['{.metadata.name}', '{.metadata.name}'],
  ['.', '{..}'],
  ['{.}', '{..}'],
  ['..', '{..}'],
  ['{..a}', '{..a}'],
  ['a b', '{.a b}'],
  ['{.items[*].x}', '{.items[*].x}'],
  ['.items[?(@.a==1)]', '{.items[?(@.a==1)]}'],
  ['a\nb', '{.a\nb}'],
  ['..a', '{..a}'],
]
const refused = ['{.metadata.name', 'metadata.name}', '{{.a}}', '{}']
const message =
  "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'"

test('braces and the first dot may be left out', () => {
  for (const [expression, template] of accepted) equal(relaxJSONPath(expression), template)
})

test('anything else is refused', () => {
  for (const expression of refused) throws(() => relaxJSONPath(expression), {message})
})
