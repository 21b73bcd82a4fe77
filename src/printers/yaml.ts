import type {KubeObject} from '../api/object.ts'
import type {Output} from '../base/io.ts'
import {writeYAML} from '../yaml/yaml-writer.ts'
import {type Printer, type WatchEvent, requireKind} from './printer.ts'

/** `-o yaml`: cli-runtime's YAMLPrinter. `---` separates the documents when there are several. */
export class YAMLPrinter implements Printer {
  private printed = false

  printObject(object: KubeObject, out: Output): void {
    this.separate(out)
    requireKind(object)
    writeYAML(object, (chunk) => out.write(chunk))
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    this.separate(out)
    writeYAML({type, object}, (chunk) => out.write(chunk))
  }

  private separate(out: Output): void {
    if (this.printed) out.write('---\n')
    this.printed = true
  }
}
