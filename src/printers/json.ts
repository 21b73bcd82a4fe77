import type {JsonValue} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'
import {colored, type Output} from '../base/io.ts'
import {formatJSON, writeJSON} from '../yaml/json.ts'
import {type Printer, type WatchEvent, requireKind} from './printer.ts'

const indent = 4

/** `-o json`: cli-runtime's JSONPrinter. */
export class JSONPrinter implements Printer {
  private readonly order: 'sorted' | 'given'

  /** `given` for objects that kubectl holds as Go structs, whose fields are not sorted. */
  constructor(order: 'sorted' | 'given' = 'sorted') {
    this.order = order
  }

  printObject(object: KubeObject, out: Output): void {
    requireKind(object)
    const text = colored(out, 'json')
    writeJSON(object, indent, (chunk) => text.write(chunk), {order: this.order})
    text.write('\n')
  }

  /** Events go on one line each. */
  printEvent({type, object}: WatchEvent, out: Output): void {
    // The event is a struct in Go: type first, while the object in it is sorted.
    colored(out, 'json').write(`{"type":${formatJSON(type)},"object":${formatJSON(object)}}\n`)
  }
}

const listStart = '{\n    "items": [\n'
const listEnd = '\n    ]\n}'

/** The lines of one item as they stand inside the `items` of a list, without a comma or a line break at the end. */
export function formatListItem(item: JsonValue): string {
  return formatJSON({items: [item]}, indent).slice(listStart.length, -listEnd.length)
}
