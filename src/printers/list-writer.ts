import type {KubeObject} from '../api/object.ts'
import {colored, type Output} from '../base/io.ts'
import {omitManagedFields} from './managed-fields.ts'

/** Writes a `kind: List` item by item; the bytes are those of the whole list printed at once. */
export interface ListWriter {
  /** Writes the next item, the head of the list before the first one. */
  add(item: KubeObject): void
  /** Writes the end of the list, or all of an empty one. */
  end(): void
}

/** The formats whose lists can be written item by item. */
export type ListFormat = 'json' | 'yaml' | 'kyaml'

/** Whether lists in this `-o` format can be written item by item. */
export function isListFormat(format: string): format is ListFormat {
  return Object.hasOwn(shapes, format)
}

export interface ListWriterOptions {
  readonly showManagedFields?: boolean
}

/** Characters that are gathered before they are written: few writes, and a small list leaves in one. */
const gathered = 1 << 16

/**
 * A writer of what `get` makes of several objects: `apiVersion: v1`, `kind: List`, an empty
 * `metadata.resourceVersion` (kubectl's get.go printGeneric), for lists too long to hold in memory.
 */
export async function listWriter(
  format: ListFormat,
  out: Output,
  options: ListWriterOptions = {},
): Promise<ListWriter> {
  const shape = await shapes[format]()
  const text = colored(out, format)
  let started = false
  let pending = ''
  return {
    add(item) {
      const shown = options.showManagedFields ? item : omitManagedFields(item)
      pending += `${started ? shape.between : shape.head}${shape.item(shown)}`
      started = true
      if (pending.length < gathered) return
      text.write(pending)
      pending = ''
    },
    end() {
      text.write(pending + (started ? shape.tail : shape.empty))
    },
  }
}

/** The parts of a printed list; `item` gives no separator of its own. */
interface ListShape {
  readonly head: string
  readonly between: string
  readonly tail: string
  readonly empty: string
  readonly item: (object: KubeObject) => string
}

const shapes = {json: jsonShape, yaml: yamlShape, kyaml: kyamlShape}

async function jsonShape(): Promise<ListShape> {
  const {formatListItem} = await import('./json.ts')
  const start = '{\n    "apiVersion": "v1",\n    "items": ['
  const rest = '],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n'
  return {
    head: `${start}\n`,
    between: ',\n',
    tail: `\n    ${rest}`,
    empty: start + rest,
    item: formatListItem,
  }
}

async function yamlShape(): Promise<ListShape> {
  const {formatYAML} = await import('../yaml/yaml-writer.ts')
  const rest = 'kind: List\nmetadata:\n  resourceVersion: ""\n'
  return {
    head: 'apiVersion: v1\nitems:\n',
    between: '',
    tail: rest,
    empty: `apiVersion: v1\nitems: []\n${rest}`,
    // Sequences inside a mapping are not indented, so an item looks as in a sequence of its own.
    item: (object) => formatYAML([object]),
  }
}

async function kyamlShape(): Promise<ListShape> {
  const {formatKYAML} = await import('../yaml/kyaml-writer.ts')
  const start = '---\n{\n  apiVersion: "v1",\n  items: ['
  const tail = '],\n  kind: "List",\n  metadata: {\n    resourceVersion: "",\n  },\n}\n'
  const [before, after] = ['---\n{\n  items: [', '],\n}\n']
  return {
    head: start,
    between: ', ',
    tail,
    empty: start + tail,
    // Items stand in the brackets of their list: the list of one item, without its own frame.
    item: (object) => formatKYAML({items: [object]}).slice(before.length, -after.length),
  }
}
