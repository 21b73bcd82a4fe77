/**
 * Replays merges recorded from k8s.io/apimachinery v0.37.2 (strategicpatch with the OpenAPI documents
 * of Kubernetes 1.37.2, jsonmergepatch): seeded random changes of hand-made objects.
 */
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import type {JsonObject, JsonValue} from '../../../../src/api/json.ts'
import {isObject} from '../../../../src/api/json.ts'
import {formatYAML} from '../../../../src/yaml/yaml-writer.ts'
import {
  PatchConflictError,
  requireKeyUnchanged,
  requireMetadataKeyUnchanged,
} from '../../../../src/patch/errors.ts'
import {applyMergePatch} from '../../../../src/patch/json-merge.ts'
import {createThreeWayMergePatch} from '../../../../src/patch/json-three-way.ts'
import {builtinSchema} from '../../../../src/patch/builtin-schema.ts'
import {
  applyStrategicPatch,
  createThreeWayPatch,
  createTwoWayPatch,
} from '../../../../src/patch/strategic/index.ts'

interface Recorded {
  readonly kind: string
  readonly original: JsonObject
  readonly modified: JsonObject
  readonly current: JsonObject
  readonly two?: JsonObject
  readonly twoErr?: string
  readonly twoApplied?: JsonObject
  readonly three?: JsonObject
  readonly threeErr?: string
  readonly applied?: JsonObject
  readonly appliedErr?: string
  /** Absent without `noOverErr`: the same as `three`. */
  readonly noOver?: JsonObject
  /** `varies`: several outcomes in a thousand runs, as Go walks maps in a random order. */
  readonly noOverErr?: string
  readonly json?: JsonObject
  readonly jsonErr?: string
  readonly jsonApplied?: JsonObject
}

const corpus = JSON.parse(
  readFileSync(new URL('../strategic-corpus.json', import.meta.url), 'utf8'),
) as readonly Recorded[]

/** The value as text with sorted keys. */
function text(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (!isObject(inner)) return inner
    const sorted = Object.create(null) as JsonObject
    for (const key of Object.keys(inner).toSorted()) sorted[key] = inner[key]
    return sorted
  })
}

/** The result, or the error's text. Go picks one of several errors at random. */
function outcome(run: () => JsonObject): string {
  try {
    return text(run())
  } catch (error) {
    const message =
      error instanceof PatchConflictError ? error.describe(formatYAML) : (error as Error).message
    return `error: ${kindOfError(message)}`
  }
}

function expected(value: JsonObject | undefined, error: string | undefined): string {
  return error === undefined || error === '' ? text(value) : `error: ${kindOfError(error)}`
}

function kindOfError(message: string): string {
  return message.replace(/^map: .* does not contain declared merge key: .*/s, 'no merge key')
}

function schemaOf(kind: string): NonNullable<ReturnType<typeof builtinSchema>> {
  const at = kind.lastIndexOf('/')
  const schema = builtinSchema({apiVersion: kind.slice(0, at), kind: kind.slice(at + 1)})
  assert.ok(schema, kind)
  return schema
}

test('the corpus has what it is meant to have', () => {
  assert.ok(corpus.length > 200)
  assert.ok(corpus.some((c) => c.noOverErr?.startsWith('patch:\n')))
})

for (const [index, c] of corpus.entries()) {
  test(`recorded merge ${index}: ${c.kind}`, () => {
    const schema = schemaOf(c.kind)
    const documents = {original: c.original, modified: c.modified, current: c.current}
    const before = text(documents as unknown as JsonObject)
    if (!c.twoErr?.startsWith('apply: ')) {
      assert.equal(
        outcome(() => createTwoWayPatch(c.original, c.modified, schema)),
        expected(c.two, c.twoErr),
      )
    }
    if (c.two) {
      const error = c.twoErr?.replace('apply: ', '')
      assert.equal(
        outcome(() => applyStrategicPatch(c.original, c.two!, schema)),
        expected(c.twoApplied, error),
      )
    }
    assert.equal(
      outcome(() => createThreeWayPatch(documents, schema, {overwrite: true})),
      expected(c.three, c.threeErr),
    )
    if (c.three) {
      assert.equal(
        outcome(() => applyStrategicPatch(c.current, c.three!, schema)),
        expected(c.applied, c.appliedErr),
      )
    }
    if (c.noOverErr !== 'varies') {
      assert.equal(
        outcome(() => createThreeWayPatch(documents, schema, {overwrite: false})),
        expected(c.noOver ?? c.three, c.noOverErr),
      )
    }
    const preconditions = [
      requireKeyUnchanged('apiVersion'),
      requireKeyUnchanged('kind'),
      requireMetadataKeyUnchanged('name'),
    ]
    assert.equal(
      outcome(() => createThreeWayMergePatch(documents, preconditions)),
      expected(c.json, c.jsonErr),
    )
    if (c.json) assert.equal(text(applyMergePatch(c.current, c.json)), text(c.jsonApplied))
    assert.equal(text(documents as unknown as JsonObject), before, 'the inputs stay as they were')
  })
}
