import type {KubeObject} from '../api/object.ts'
import type {Output} from '../base/io.ts'
import {formatKYAML} from '../yaml/kyaml-writer.ts'
import {type Printer, type WatchEvent, requireKind} from './printer.ts'

/** `-o kyaml`: cli-runtime's KYAMLPrinter. Every document brings its own `---`. */
export class KYAMLPrinter implements Printer {
  printObject(object: KubeObject, out: Output): void {
    requireKind(object)
    out.write(formatKYAML(object))
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    out.write(formatKYAML({type, object}))
  }
}
