import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readDocuments} from '../../../src/yaml/documents.ts'
import {parseGoYAML} from '../../../src/yaml/goyaml/parser.ts'
import {formatJSON, parseJSON} from '../../../src/yaml/json.ts'
import {formatKYAML} from '../../../src/yaml/kyaml-writer.ts'
import {parseYAML} from '../../../src/yaml/yaml-reader.ts'
import {readEvents} from '../../../src/yaml/yaml-syntax.ts'
import {formatYAML} from '../../../src/yaml/yaml-writer.ts'
import {corpusCases} from './corpus.ts'

interface Answer {
  readonly out: readonly string[]
  readonly err: string | undefined
}

/** Runs something that gives texts one after the other until it throws. */
function answer(run: (out: string[]) => void): Answer {
  const out: string[] = []
  try {
    run(out)
    return {out, err: undefined}
  } catch (error) {
    return {out, err: (error as Error).message}
  }
}

function compare(
  mode: 'documents' | 'tojson' | 'strict' | 'format',
  run: (text: string, out: string[]) => void,
): void {
  const cases = corpusCases(mode)
  assert.ok(cases.length > 50, `${cases.length} cases`)
  for (const {in: text, out = [], err} of cases) {
    assert.deepEqual(
      answer((own) => run(text, own)),
      {out, err},
      JSON.stringify(text),
    )
  }
}

test('manifests: the documents and the errors are those of kubectl', () => {
  compare('documents', (text, out) => {
    for (const {value} of readDocuments(text)) out.push(formatJSON(value))
  })
})

test('YAML: one document becomes the JSON that YAMLToJSON makes of it', () => {
  compare('tojson', (text, out) => out.push(formatJSON(parseYAML(text))))
})

test('YAML: keys that occur twice are refused in strict reading', () => {
  compare('strict', (text, out) => out.push(formatJSON(parseYAML(text, {strict: true}))))
})

const quiet = (format: () => string): string => {
  try {
    return format()
  } catch (error) {
    return `ERR ${(error as Error).message}`
  }
}

test('JSON, YAML and KYAML come out with the bytes of the Go printers', () => {
  compare('format', (text, out) => {
    const value = parseJSON(text)
    out.push(formatJSON(value, 4), formatJSON(value))
    out.push(
      quiet(() => formatYAML(value)),
      quiet(() => formatKYAML(value)),
    )
  })
})

test('where js-yaml is the reader, it reads what goyaml reads', () => {
  for (const {in: text, err} of corpusCases('tojson')) {
    if (err !== undefined) continue
    const shape = (events: ReturnType<typeof readEvents>): unknown[] =>
      events.map(({type, value, plain, anchor, tag}) => [type, value, plain, anchor, tag])
    assert.deepEqual(shape(readEvents(text)), shape(parseGoYAML(text)), JSON.stringify(text))
  }
})
