import assert from 'node:assert/strict'
import {test} from 'node:test'
import {MemoryOutput} from '../../../src/base/io.ts'
import {TabWriter} from '../../../src/base/tab-writer.ts'
import {parseColumns} from '../../../src/printers/column-spec.ts'
import {CustomColumnsPrinter} from '../../../src/printers/custom-columns.ts'

const columns = parseColumns('NAME:metadata.name,VALUE:{.value}')
const object = (name: string, value: unknown) => ({metadata: {name}, value}) as never
const list = {apiVersion: 'v1', kind: 'List', items: [object('a', 'x'), object('longer-name', 'y')]}

function printed(
  print: (printer: CustomColumnsPrinter, out: MemoryOutput) => void,
  noHeaders = false,
): string {
  const out = new MemoryOutput()
  print(new CustomColumnsPrinter(columns, {noHeaders}), out)
  return out.text
}

// Expected texts: Go's fmt.Sprint of the decoded JSON, aligned by kubectl's tab writer.
test('values look as Go prints them', () => {
  const text = (value: unknown) =>
    printed((printer, out) => printer.printObject(object('a', value), out), true)
  assert.equal(text('b'), 'a     b\n')
  assert.equal(text(null), 'a     <nil>\n')
  assert.equal(text({b: [1, true], a: null}), 'a     map[a:<nil> b:[1 true]]\n')
  assert.equal(text(1.5), 'a     1.5\n')
  assert.equal(text(9007199254740993n), 'a     9007199254740993\n')
  assert.equal(text('\u001b[31m\r'), 'a     ^[[31m\\r\n')
  assert.equal(
    printed((printer, out) => printer.printObject({metadata: {name: 'a'}}, out), true),
    'a     <none>\n',
  )
})

test('a list streamed is a list printed at once', () => {
  const whole = printed((printer, out) => printer.printObject(list, out))
  assert.equal(whole, 'NAME          VALUE\na             x\nlonger-name   y\n')
  const streamed = printed((printer, out) => {
    const writer = printer.openList(out)
    for (const item of list.items) writer.add(item)
    writer.end()
  })
  assert.equal(streamed, whole)
  assert.equal(
    printed((printer, out) => printer.openList(out).end()),
    'NAME   VALUE\n',
  )
})

test('headers come once for each shape', () => {
  const text = printed((printer, out) => {
    const writer = new TabWriter(out)
    printer.printObject(object('a', 1), writer)
    printer.printObject(object('b', 2), writer)
    printer.printObject({items: [object('c', 3)]}, writer)
    writer.flush()
  })
  assert.equal(text, 'NAME   VALUE\na      1\nb      2\nNAME   VALUE\nc      3\n')
})

test('a path that is no JSONPath is told after the headers', () => {
  const out = new MemoryOutput()
  const printer = new CustomColumnsPrinter(parseColumns('A:.x[y]'), {noHeaders: false})
  assert.throws(() => printer.openList(out).end(), {message: 'invalid array index y'})
  assert.equal(out.text, 'A\n')
})

test('a column without a colon is refused', () => {
  assert.throws(() => parseColumns('A:.x,B'), {
    message: 'unexpected custom-columns spec: B, expected <header>:<json-path-expr>',
  })
})
