import {deepEqual, equal, ok, rejects} from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import type {KubeObject} from '../../../src/api/object.ts'
import {MemoryOutput} from '../../../src/base/io.ts'
import {getFamilies, objectFamilies} from '../../../src/printers/output-formats.ts'
import {toPrinter} from '../../../src/printers/print-flags.ts'
import {parseJSON} from '../../../src/yaml/json.ts'

/**
 * What the printers of genericclioptions.PrintFlags and of kubectl's get.PrintFlags (v0.37.2) printed of
 * unstructured objects, and the errors of flags and printers: recorded by oracle/main.go.
 */
interface Case {
  readonly name: string
  /** The flags of `get`, those of other commands otherwise. */
  readonly get?: boolean
  readonly output: string
  readonly template?: string
  readonly operation?: string
  readonly showManagedFields?: boolean
  readonly strict?: boolean
  readonly objects: readonly KubeObject[]
  readonly events?: readonly string[]
  readonly stdout: string
  readonly error?: string
}

const file = readFileSync(new URL('flags-corpus.json', import.meta.url), 'utf8')
const cases = parseJSON(file) as unknown as readonly Case[]

async function print(recorded: Case, out: MemoryOutput): Promise<void> {
  const printer = await toPrinter(
    {
      output: recorded.output,
      template: recorded.template ?? '',
      allowMissingTemplateKeys: !recorded.strict,
      showManagedFields: recorded.showManagedFields ?? false,
    },
    {
      cwd: '/',
      families: recorded.get ? getFamilies : objectFamilies,
      operation: recorded.operation ?? '',
    },
  )
  for (const [index, object] of recorded.objects.entries()) {
    const type = recorded.events?.[index]
    if (type === undefined) printer.printObject(object, out)
    else printer.printEvent({type, object}, out)
  }
}

test('the corpus is there', () => ok(cases.length > 150))

for (const recorded of cases) {
  test(`printer: ${recorded.name}`, async () => {
    const out = new MemoryOutput()
    let error: string | undefined
    try {
      await print(recorded, out)
    } catch (thrown) {
      error = (thrown as Error).message
    }
    deepEqual({stdout: out.text, error}, {stdout: recorded.stdout, error: recorded.error})
  })
}

test('a template alone means a Go template', async () => {
  for (const flags of [{output: '', template: '{{.kind}}'}, {output: 'template={{.kind}}'}]) {
    const out = new MemoryOutput()
    const printer = await toPrinter(flags, {cwd: '/'})
    printer.printObject({apiVersion: 'v1', kind: 'Pod'}, out)
    equal(out.text, 'Pod')
  }
})

test('a default output gives way to a template', async () => {
  const printer = await toPrinter({output: 'yaml', template: '', outputSpecified: false}, {cwd: '/'})
  const out = new MemoryOutput()
  printer.printObject({apiVersion: 'v1', kind: 'Pod'}, out)
  equal(out.text, 'apiVersion: v1\nkind: Pod\n')
  const unclosed = {output: 'yaml', template: '{{', outputSpecified: false}
  await rejects(toPrinter(unclosed, {cwd: '/'}), {
    message: 'error parsing template {{, template: output:1: unclosed action',
  })
})
