import type {KubeObject} from '../api/object.ts'
import {colored, type Output} from '../base/io.ts'
import {writeYAML} from '../yaml/yaml-writer.ts'
import {type Printer, type WatchEvent, requireKind} from './printer.ts'

/** `-o yaml`: cli-runtime's YAMLPrinter. `---` separates the documents when there are several. */
export class YAMLPrinter implements Printer {
  private printed = false

  printObject(object: KubeObject, out: Output): void {
    this.separate(out)
    requireKind(object)
    const text = colored(out, 'yaml')
    writeYAML(object, (chunk) => text.write(chunk))
  }

  printEvent({type, object}: WatchEvent, out: Output): void {
    this.separate(out)
    const text = colored(out, 'yaml')
    writeYAML({type, object}, (chunk) => text.write(chunk))
  }

  private separate(out: Output): void {
    if (this.printed) out.write('---\n')
    this.printed = true
  }
}
