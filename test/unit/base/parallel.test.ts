import assert from 'node:assert/strict'
import {test} from 'node:test'
import {setTimeout as delay} from 'node:timers/promises'
import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import fc from 'fast-check'
import {inOrder} from '../../../src/base/parallel.ts'

interface Item {
  readonly id: number
  readonly wait: number
  readonly key: string
  readonly lane: string
}

const items = fc.array(
  fc.record({
    wait: fc.integer({min: 0, max: 3}),
    key: fc.constantFrom('a', 'b', 'c'),
    lane: fc.constantFrom('x', 'y'),
  }),
  {maxLength: 12},
)

test('outcomes keep the order, keys never overlap, lanes wait for each other, the limit holds', async () => {
  await fc.assert(
    fc.asyncProperty(items, fc.integer({min: 1, max: 4}), async (drawn, limit) => {
      const list: Item[] = drawn.map((item, id) => ({...item, id}))
      const running = new Set<Item>()
      const results: number[] = []
      const work = async (item: Item): Promise<number> => {
        for (const other of running) {
          assert.notEqual(other.key, item.key)
          assert.equal(other.lane, item.lane)
        }
        running.add(item)
        assert.ok(running.size <= limit)
        await delay(item.wait)
        running.delete(item)
        return item.id
      }
      const options = {limit, key: ({key}: Item) => key, lane: ({lane}: Item) => lane}
      for await (const {outcome} of inOrder(list, options, work)) {
        assert.ok(outcome.ok, outcome.ok ? '' : String(outcome.error))
        results.push(outcome.value)
      }
      assert.deepEqual(
        results,
        list.map(({id}) => id),
      )
    }),
    {numRuns: 60},
  )
})

test('a failure is an outcome of its own item', async () => {
  const seen: unknown[] = []
  const work = async (n: number): Promise<number> => {
    if (n === 2) throw new Error('two')
    return n
  }
  for await (const {item, outcome} of inOrder([1, 2, 3], {limit: 2}, work)) {
    seen.push([item, outcome.ok ? outcome.value : String(outcome.error)])
  }
  assert.deepEqual(seen, [
    [1, 1],
    [2, 'Error: two'],
    [3, 3],
  ])
})

test('what came of an item is not held once it was given', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let first: WeakRef<object> | undefined
  for await (const {item, outcome} of inOrder([1, 2, 3, 4], {limit: 1, key: String}, async () => ({}))) {
    assert.ok(outcome.ok)
    if (item === 1) first = new WeakRef(outcome.value)
    // A weak reference keeps its object until the turn is over.
    await delay(0)
    collect()
  }
  assert.equal(first!.deref(), undefined)
})
