import {equal, ok} from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {MemoryOutput} from '../../../src/base/io.ts'
import {TabWriter} from '../../../src/base/tab-writer.ts'

/**
 * Texts written and what came out of cli-runtime's GetNewTabWriter (v0.37.2), recorded by oracle/main.go;
 * "\0" stands for Flush, "\x01" for SetRememberedWidths(nil), and the end for a last Flush.
 */
interface Case {
  readonly writes: readonly string[]
  readonly output: string
}

const file = readFileSync(new URL('tab-writer-corpus.json', import.meta.url), 'utf8')
const cases = JSON.parse(file) as readonly Case[]

function align(writes: readonly string[]): string {
  const out = new MemoryOutput()
  const writer = new TabWriter(out)
  for (const text of writes) {
    if (text === '\0') writer.flush()
    else if (text === '\x01') writer.forgetWidths()
    else writer.write(text)
  }
  writer.flush()
  return out.text
}

test('the corpus is there', () => ok(cases.length > 50))

for (const {writes, output} of cases) {
  test(`columns of ${JSON.stringify(writes)}`, () => {
    equal(align(writes), output)
    const pieces = writes.flatMap((text) => (text.startsWith('\0') ? [text] : [...text]))
    equal(align(pieces), output, 'in single characters')
  })
}

test('bytes are text too', () => {
  const out = new MemoryOutput()
  const writer = new TabWriter(out)
  writer.write(Buffer.from('é\tb\n'))
  writer.flush()
  equal(out.text, 'é     b\n')
})
