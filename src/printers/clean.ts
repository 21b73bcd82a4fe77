import {isList, type KubeObject} from '../api/object.ts'
import type {Output} from '../base/io.ts'
import {cleanObject} from '../patch/clean-object.ts'
import type {ListWriter} from './list-writer.ts'
import type {Printer, WatchEvent} from './printer.ts'

/** `-o clean`: each object as it could be applied again, a YAML document each. */
export class CleanYAMLPrinter implements Printer {
  private readonly delegate: Printer

  constructor(delegate: Printer) {
    this.delegate = delegate
  }

  printObject(object: KubeObject, out: Output): void {
    for (const each of isList(object) ? object.items : [object]) {
      this.delegate.printObject(cleanObject(each), out)
    }
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    this.delegate.printEvent({type, object: cleanObject(object)}, out)
  }

  openList(out: Output): ListWriter {
    return {add: (item) => this.printObject(item, out), end: () => {}}
  }
}

/** `-o clean-json`: each object as it could be applied again, several as a List. */
export class CleanJSONPrinter implements Printer {
  private readonly delegate: Printer

  constructor(delegate: Printer) {
    this.delegate = delegate
  }

  printObject(object: KubeObject, out: Output): void {
    const cleaned = isList(object) ? {...object, items: object.items.map(cleanObject)} : cleanObject(object)
    this.delegate.printObject(cleaned, out)
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    this.delegate.printEvent({type, object: cleanObject(object)}, out)
  }
}

/** A writer that cleans the items of its list. */
export function cleanItems(writer: ListWriter): ListWriter {
  return {add: (item) => writer.add(cleanObject(item)), end: () => writer.end()}
}
