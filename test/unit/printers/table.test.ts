import {equal, ok} from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import type {KubeObject} from '../../../src/api/object.ts'
import {MemoryOutput, type Output} from '../../../src/base/io.ts'
import {TabWriter} from '../../../src/base/tab-writer.ts'
import {TablePrinter} from '../../../src/printers/table.ts'
import type {TableOptions} from '../../../src/printers/table-options.ts'
import {formatJSON, parseJSON} from '../../../src/yaml/json.ts'

/** What kubectl's TablePrinter over cli-runtime's HumanReadablePrinter (v0.37.2) printed, recorded by oracle/main.go. */
interface Case {
  readonly name: string
  readonly options: TableOptions
  readonly objects: readonly KubeObject[]
  /** Types of watch events that the objects came with. */
  readonly events?: readonly string[]
  /** Each object was printed to a plain writer instead of one tab writer for all. */
  readonly separate?: boolean
  readonly output: string
}

const file = readFileSync(new URL('table-corpus.json', import.meta.url), 'utf8')
const cases = parseJSON(file) as unknown as readonly Case[]

function print(recorded: Case): string {
  const memory = new MemoryOutput()
  const writer = new TabWriter(memory)
  const out: Output = recorded.separate ? memory : writer
  const printer = new TablePrinter(recorded.options)
  for (const [index, object] of recorded.objects.entries()) {
    const type = recorded.events?.[index]
    if (type === undefined) printer.printObject(object, out)
    else printer.printEvent({type, object}, out)
  }
  writer.flush()
  return memory.text
}

test('the corpus is there', () => {
  ok(cases.length > 100)
})

for (const recorded of cases) {
  test(`table: ${recorded.name}`, () => {
    const before = formatJSON(recorded.objects as KubeObject[])
    equal(print(recorded), recorded.output)
    equal(formatJSON(recorded.objects as KubeObject[]), before, 'the objects are left as they were')
  })
}

test('ages of plain objects count to the given time', () => {
  const memory = new MemoryOutput()
  const object = {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {name: 'x', creationTimestamp: '2024-01-01T00:00:00Z'},
  }
  new TablePrinter({now: () => Date.UTC(2024, 0, 1, 3, 4, 5)}).printObject(object, memory)
  equal(memory.text, 'NAME   AGE\nx      3h4m\n')
})
