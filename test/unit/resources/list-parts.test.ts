import {deepEqual, equal, ok, throws} from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import type {KubeObject} from '../../../src/api/object.ts'
import {listParts} from '../../../src/resources/list-parts.ts'
import {parseJSON} from '../../../src/yaml/json.ts'

/** What an item may hold: also what looks like the border of two items, in texts and in lists of its own. */
const part = fc.oneof(
  fc.string(),
  fc.constantFrom('},{"metadata":{', '},{', '"', ']}', '\\', '},{"apiVersion":"'),
  fc.constant([{metadata: {}}, {metadata: {name: 'inner'}}]),
  fc.constant([{apiVersion: 'v1'}, {apiVersion: 'v1', kind: 'Inner'}]),
  fc.constant({items: [{metadata: {}}, {metadata: {}}]}),
)
const content = fc.dictionary(fc.string(), part, {maxKeys: 4})

const typed = (items: readonly object[]): string =>
  `${JSON.stringify({kind: 'PodList', apiVersion: 'v1', metadata: {resourceVersion: '7', continue: 'abc'}, items})}\n`
const typedItems = fc.array(content.map((spec) => ({metadata: {name: 'x'}, spec})))

const custom = (items: readonly object[]): string =>
  `${JSON.stringify({apiVersion: 'example.com/v1', items, kind: 'ThingList', metadata: {continue: '', resourceVersion: '7'}})}\n`
const customItems = fc.array(content.map((spec) => ({apiVersion: 'example.com/v1', kind: 'Thing', spec})))

function joined(text: string, length: number): KubeObject[] {
  return [...listParts(text, length)].flatMap(({items}) => items as KubeObject[])
}

for (const [name, list, items] of [
  ['built-in types', typed, typedItems],
  ['custom types', custom, customItems],
] as const) {
  test(`the parts of a list of ${name} have its items, in order`, () => {
    fc.assert(
      fc.property(items, fc.nat(200), (all, length) => {
        const text = list(all)
        deepEqual(joined(text, length), (parseJSON(text) as KubeObject)['items'])
      }),
    )
  })

  test(`a long list of ${name} comes in several parts, each with the list's own fields`, () => {
    const all = Array.from({length: 100}, (_, index) => ({
      ...(list === typed ? {metadata: {}} : {apiVersion: 'example.com/v1'}),
      index,
    }))
    const parts = [...listParts(list(all), 100)]
    ok(parts.length > 10)
    const {items: _, ...own} = parseJSON(list(all)) as KubeObject
    for (const {items, ...fields} of parts) {
      deepEqual(fields, own)
      ok((items as unknown[]).length < 10)
    }
  })
}

test('what is no list of that form is one part', () => {
  for (const text of ['{"kind":"Table","rows":[{"cells":[]},{"cells":[]}]}', typed([]), custom([]), '{}']) {
    deepEqual([...listParts(text, 1)], [parseJSON(text)])
  }
})

test('a broken list says what a whole one says', () => {
  const broken = typed([{metadata: {}}, {metadata: {}}]).replace('"items":[{', '"items":[{"a":}')
  throws(() => [...listParts(broken, 1)], {message: /invalid character '}' looking for beginning of value/})
  equal([...listParts(typed([{metadata: {}}]), 1)].length, 1)
})
