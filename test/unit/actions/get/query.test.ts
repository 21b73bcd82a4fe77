import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {JsonValue} from '../../../../src/api/json.ts'
import {query} from '../../../../src/actions/get/query.ts'

// The expected results follow from RFC 9535 and from jsonpath-plus's documented extensions.
const pods: JsonValue = {
  items: [
    {metadata: {name: 'web-1', uid: 9007199254740993n}, status: {phase: 'Running', restarts: 0}},
    {metadata: {name: 'web-2'}, status: {phase: 'Pending', restarts: 7}},
    {metadata: {name: 'job-1'}, status: {phase: 'Failed', restarts: 2}},
  ],
}

const found = (expression: string) => query({expression, json: pods})

test('filters with comparison, && and ||', async () => {
  assert.deepEqual(
    await found('$.items[?(@.status.restarts > 1 && @.status.phase != "Failed")].metadata.name'),
    ['web-2'],
  )
  assert.deepEqual(
    await found('$.items[?(@.status.phase == "Failed" || @.status.phase == "Pending")].metadata.name'),
    ['web-2', 'job-1'],
  )
})

test('filters with regular expressions', async () => {
  assert.deepEqual(await found('$.items[?(@.metadata.name.match(/^web-/))].metadata.name'), [
    'web-1',
    'web-2',
  ])
})

test('goes up to parents', async () => {
  assert.deepEqual(await found('$..[?(@.phase == "Failed")]^.metadata.name'), ['job-1'])
})

test('keeps every digit', async () => {
  assert.deepEqual(await found('$.items[0].metadata.uid'), [9007199254740993n])
})

test('nothing found is an empty list', async () => {
  assert.deepEqual(await found('$.nothing'), [])
})

test('an expression that cannot be read is an error that names it', async () => {
  await assert.rejects(found('$.items[?(@.x'), /--query "\$\.items\[\?\(@\.x": /)
})

test('a filter cannot reach the host', async () => {
  for (const code of [
    'process.exit(3)',
    'globalThis.process',
    '@.constructor.constructor("return process")()',
  ]) {
    const result = await found(`$.items[?(${code})]`).catch((error: Error) => error)
    assert.ok(result instanceof Error || result.length === 0, `${code} found something`)
  }
})

test('an expression that goes on for ever is ended', async () => {
  let json: JsonValue = 1
  for (let depth = 0; depth < 24; depth++) json = [json, json]
  await assert.rejects(query({expression: '$..*..*..*', json: json}, 300), /took longer than 0\.3 s/)
})
