/** Results recorded from apimachinery v0.37.2 (strategic merge) and evanphx/json-patch v4.13.0. */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import type {JsonObject, JsonValue} from '../../../src/api/json.ts'
import {builtinSchema} from '../../../src/patch/builtin-schema.ts'
import {applyJsonPatch} from '../../../src/patch/json-patch.ts'
import {applyStrategicPatch} from '../../../src/patch/strategic/index.ts'

interface Recorded<Patch> {
  readonly live: JsonObject
  readonly patch: Patch
  readonly result?: JsonObject
  readonly err?: string
}

function read<Patch>(name: string): readonly Recorded<Patch>[] {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as readonly Recorded<Patch>[]
}

function check(run: () => JsonValue, recorded: Recorded<unknown>): void {
  if (recorded.err) {
    assert.throws(run, {message: recorded.err})
    return
  }
  assert.deepEqual(JSON.parse(JSON.stringify(run())), recorded.result)
}

for (const recorded of read<JsonObject>('directives.json')) {
  test(`strategic patch ${JSON.stringify(recorded.patch)}`, () => {
    const schema = builtinSchema({apiVersion: 'apps/v1', kind: 'Deployment'})
    check(() => applyStrategicPatch(recorded.live, recorded.patch, schema!), recorded)
  })
}

for (const recorded of read<JsonObject[]>('json-patches.json')) {
  test(`JSON patch ${JSON.stringify(recorded.patch)}`, () => {
    check(() => applyJsonPatch(recorded.live, recorded.patch), recorded)
  })
}
