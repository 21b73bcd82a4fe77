import {deepEqual, equal, ok, throws} from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import type {JsonObject, JsonValue} from '../../../src/api/json.ts'
import {EvaluationError} from '../../../src/jsonpath/evaluate.ts'
import {parseJSONPath} from '../../../src/jsonpath/jsonpath.ts'
import {parseJSON} from '../../../src/yaml/json.ts'

/**
 * Templates and what client-go v0.37.2 (util/jsonpath) made of them, recorded by oracle/main.go.
 * Fixtures were read as kubectl reads objects, integers as int64; with `doubles` as encoding/json does.
 */
interface Case {
  readonly fixture: string
  readonly template: string
  /** AllowMissingKeys(false). */
  readonly strict?: boolean
  /** EnableJSONOutput(true). */
  readonly json?: boolean
  readonly doubles?: boolean
  /** How often the same template ran again, one output after the other. */
  readonly repeat?: number
  readonly output?: string
  readonly parseError?: string
  readonly error?: string
  /** Go's random order of map keys showed. */
  readonly unordered?: boolean
}

const corpus = parseJSON(readFileSync(new URL('corpus.json', import.meta.url), 'utf8')) as JsonObject
const fixtures = corpus['fixtures'] as JsonObject
const cases = corpus['cases'] as unknown as readonly Case[]

function run(recorded: Case): Pick<Case, 'output' | 'parseError' | 'error'> {
  let output = ''
  let parsed = false
  try {
    const path = parseJSONPath(recorded.template, {
      allowMissingKeys: !recorded.strict,
      numbers: recorded.doubles ? 'float64' : 'int64',
    })
    parsed = true
    path.enableJSONOutput(recorded.json ?? false)
    for (let count = 0; count <= (recorded.repeat ?? 0); count++) {
      path.execute(fixtures[recorded.fixture] as JsonValue, (text) => (output += text))
    }
    return {output}
  } catch (error) {
    ok(error instanceof Error)
    if (!parsed) return {parseError: error.message}
    ok(error instanceof EvaluationError, `not a fault of the template: ${error.stack}`)
    return {error: error.message}
  }
}

/** A form in which two outputs are equal that differ in the order of things only. */
function shuffled(text: string | undefined): string | undefined {
  return text === undefined ? undefined : [...text].sort().join('')
}

test('the corpus is there', () => {
  ok(cases.length > 1000)
})

for (const [index, recorded] of cases.entries()) {
  test(`template ${index}: ${JSON.stringify(recorded.template)}`, () => {
    const expected = {
      ...(recorded.output === undefined ? {} : {output: recorded.output}),
      ...(recorded.parseError === undefined ? {} : {parseError: recorded.parseError}),
      ...(recorded.error === undefined ? {} : {error: recorded.error}),
    }
    const actual = run(recorded)
    if (recorded.unordered) equal(shuffled(actual.output), shuffled(recorded.output))
    else deepEqual(actual, expected)
  })
}

test('fields of a map come sorted, where Go leaves the order to chance', () => {
  let output = ''
  parseJSONPath('{.*}').execute({b: 2, a: 1, c: 3}, (text) => (output += text))
  equal(output, '1 2 3')
})

test('a template is never run as code', () => {
  throws(() => parseJSONPath('{.a[(@.length-1)]}'), {message: 'invalid array index (@.length-1)'})
  throws(() => parseJSONPath('{.a[?(process.exit())]}'), {message: 'unclosed array expect ]'})
  const path = parseJSONPath('{.a[?(@.constructor)]}', {allowMissingKeys: true})
  deepEqual(path.findResults({a: [1, 'x', {}]}), [[]])
})
