import type {KubeObject} from '../api/object.ts'
import type {Output} from '../base/io.ts'
import type {ListWriter} from './list-writer.ts'

/** What happened to an object, as `get --output-watch-events` prints it (metav1.WatchEvent). */
export interface WatchEvent {
  /** `ADDED`, `MODIFIED`, `DELETED`, `ERROR`, `BOOKMARK`. */
  readonly type: string
  readonly object: KubeObject
}

/**
 * Turns objects into bytes (cli-runtime's ResourcePrinter). Pure but for what it writes. A list is one
 * object. A printer remembers what it printed: headers come once, YAML documents are separated.
 */
export interface Printer {
  printObject(object: KubeObject, out: Output): void
  printEvent(event: WatchEvent, out: Output): void
  /** Prints a list item by item, the bytes those of the whole one; only where that saves memory. */
  openList?(out: Output): ListWriter
}

/** Throws what kubectl says of an object that does not tell its type. */
export function requireKind(object: KubeObject): void {
  if (object.apiVersion || object.kind) return
  throw new Error(
    'missing apiVersion or kind; try GetObjectKind().SetGroupVersionKind() if you know the type',
  )
}
