/** Orders recorded from Go 1.26's sort package, with comparisons that are no strict order. */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {goSort} from '../../../src/base/go-sort.ts'
import {goStableSort} from '../../../src/base/go-stable-sort.ts'

interface Recorded {
  readonly in: readonly string[]
  /** By the first letter, equal ones counting as less. */
  readonly sort: readonly string[]
  /** By the first letter, those below `e` being less than anything. */
  readonly stable: readonly string[]
}

const recorded = JSON.parse(
  readFileSync(new URL('go-sort.json', import.meta.url), 'utf8'),
) as readonly Recorded[]

test('sorts as sort.Sort does', () => {
  for (const c of recorded)
    assert.deepEqual(
      goSort([...c.in], (a, b) => a[0]! <= b[0]!),
      c.sort,
    )
})

test('sorts as sort.SliceStable does', () => {
  const less = (a: string, b: string): boolean => a[0]! < 'e' || b[0]! < 'e' || a[0]! < b[0]!
  for (const c of recorded) assert.deepEqual(goStableSort([...c.in], less), c.stable)
})
