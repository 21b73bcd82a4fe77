import {deepEqual, ok} from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import type {JsonObject} from '../../../src/api/json.ts'
import {MemoryOutput} from '../../../src/base/io.ts'
import {goTemplatePrinter} from '../../../src/printers/go-template.ts'
import {parseJSON} from '../../../src/yaml/json.ts'

/** Templates and what kubectl v1.37.2's printer (cli-runtime) made of them, recorded by oracle/main.go. */
interface Case {
  readonly fixture: string
  readonly template: string
  /** `--allow-missing-template-keys=false`. */
  readonly strict?: boolean
  readonly output?: string
  /** The output where it is no UTF-8, in base64. */
  readonly bytes?: string
  readonly parseError?: string
  readonly error?: string
}

const path = process.env['GOTEMPLATE_CORPUS'] ?? new URL('corpus.json', import.meta.url)
const corpus = parseJSON(readFileSync(path, 'utf8')) as JsonObject
const fixtures = corpus['fixtures'] as JsonObject
const cases = corpus['cases'] as unknown as readonly Case[]

class BytesOutput extends MemoryOutput {
  readonly chunks: Buffer[] = []

  override write(chunk: string | Uint8Array): void {
    this.chunks.push(Buffer.from(chunk as string))
  }
}

/** What is printed, and what is thrown, with the texts that the printer puts around a parser's message taken off. */
function run({fixture, template, strict}: Case): Pick<Case, 'output' | 'bytes' | 'parseError' | 'error'> {
  const out = new BytesOutput()
  let isParsed = false
  let error: string | undefined
  // The flags never let an empty template through.
  if (template === '') return {output: ''}
  try {
    const options = {cwd: '/', allowMissingKeys: !strict, order: 'sorted'} as const
    const printer = goTemplatePrinter({format: 'go-template', template}, options)
    isParsed = true
    printer.printObject(fixtures[fixture] as JsonObject, out)
  } catch (thrown) {
    ok(thrown instanceof Error && thrown.constructor === Error, String((thrown as Error).stack))
    error = thrown.message
    if (!isParsed) return {parseError: error.slice(`error parsing template ${template}, `.length)}
  }
  const bytes = Buffer.concat(out.chunks)
  const text = bytes.toString()
  const failure = error === undefined ? {} : {error}
  return Buffer.from(text).equals(bytes)
    ? {output: text, ...failure}
    : {bytes: bytes.toString('base64'), ...failure}
}

for (const recorded of cases) {
  const {fixture, template, strict, ...expected} = recorded
  test(`${fixture}${strict ? ', strict' : ''}: ${JSON.stringify(template)}`, () => {
    deepEqual(run(recorded), expected)
  })
}
