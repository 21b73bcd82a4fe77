import type {KubeObject} from '../api/object.ts'
import type {Output} from '../base/io.ts'

/** Turns objects into bytes (cli-runtime's ResourcePrinter). Pure but for what it writes. */
export interface Printer {
  printObject(object: KubeObject, out: Output): void
}
