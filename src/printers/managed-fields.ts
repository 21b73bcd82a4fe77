import {type KubeObject, isList} from '../api/object.ts'
import type {Output} from '../base/io.ts'
import type {Printer, WatchEvent} from './printer.ts'

/** The object without `metadata.managedFields`, in a list the items without theirs; the original stays as it is. */
export function omitManagedFields(object: KubeObject): KubeObject {
  if (isList(object)) return {...object, items: object.items.map(withoutManagedFields)}
  return withoutManagedFields(object)
}

function withoutManagedFields(object: KubeObject): KubeObject {
  if (object.metadata?.['managedFields'] === undefined) return object
  const {managedFields: _, ...metadata} = object.metadata
  return {...object, metadata}
}

/** Prints objects without their managed fields (cli-runtime's OmitManagedFieldsPrinter); events keep theirs. */
export class OmitManagedFieldsPrinter implements Printer {
  private readonly delegate: Printer

  constructor(delegate: Printer) {
    this.delegate = delegate
  }

  printObject(object: KubeObject, out: Output): void {
    this.delegate.printObject(omitManagedFields(object), out)
  }

  printEvent(event: WatchEvent, out: Output): void {
    this.delegate.printEvent(event, out)
  }
}
