import {equal, ok} from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {type KubeList, isList} from '../../../src/api/object.ts'
import {MemoryOutput} from '../../../src/base/io.ts'
import {isListFormat, type ListFormat, listWriter} from '../../../src/printers/list-writer.ts'
import {parseJSON} from '../../../src/yaml/json.ts'

/** Lists that cli-runtime's printers (v0.37.2) printed whole; see print-flags.test.ts. */
interface Case {
  readonly name: string
  readonly output: string
  readonly objects: readonly KubeList[]
  readonly showManagedFields?: boolean
  readonly stdout: string
}

const file = readFileSync(new URL('flags-corpus.json', import.meta.url), 'utf8')
const cases = (parseJSON(file) as unknown as readonly Case[]).filter(
  ({output, objects}) => isListFormat(output) && objects.length === 1 && isList(objects[0]!),
)

test('there are lists to compare with', () => ok(cases.length >= 8))

for (const {name, output, objects, showManagedFields = false, stdout} of cases) {
  test(`item by item: ${name}`, async () => {
    const out = new MemoryOutput()
    const writer = await listWriter(output as ListFormat, out, {showManagedFields})
    for (const item of objects[0]!.items) writer.add(item)
    writer.end()
    equal(out.text, stdout)
  })
}
