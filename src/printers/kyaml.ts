import {type JsonObject, type JsonValue, isObject, setField} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'
import {colored, type Output} from '../base/io.ts'
import {sortKeys} from '../yaml/json.ts'
import {writeKYAML} from '../yaml/kyaml-writer.ts'
import {type Printer, type WatchEvent, requireKind} from './printer.ts'

/** `-o kyaml`: cli-runtime's KYAMLPrinter. Every document brings its own `---`. */
export class KYAMLPrinter implements Printer {
  private readonly order: 'sorted' | 'given'

  /** `given` for objects that kubectl holds as Go structs, whose fields are not sorted. */
  constructor(order: 'sorted' | 'given' = 'sorted') {
    this.order = order
  }

  printObject(object: KubeObject, out: Output): void {
    requireKind(object)
    const text = colored(out, 'kyaml')
    writeKYAML(object, (chunk) => text.write(chunk), {order: this.order})
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    // The event is a struct in Go: its type comes first, while the object in it is sorted.
    const text = colored(out, 'kyaml')
    writeKYAML({type, object: sortFields(object)}, (chunk) => text.write(chunk), {order: 'given'})
  }
}

function sortFields(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return value.map(sortFields)
  if (!isObject(value)) return value ?? null
  const sorted: JsonObject = {}
  for (const key of sortKeys(Object.keys(value))) {
    if (value[key] !== undefined) setField(sorted, key, sortFields(value[key]))
  }
  return sorted
}
