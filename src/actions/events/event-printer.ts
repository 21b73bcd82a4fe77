import {isList, type KubeObject, namespaceOf} from '../../api/object.ts'
import {trimSpace} from '../../base/go-space.ts'
import type {Output} from '../../base/io.ts'
import {escapeTerminal} from '../../base/terminal-text.ts'
import type {Printer, WatchEvent} from '../../printers/printer.ts'
import {eventInterval, eventMoments, eventText} from './event.ts'

export interface EventPrinterOptions {
  readonly noHeaders: boolean
  readonly allNamespaces: boolean
  /** The times themselves in place of how long ago they were. */
  readonly absolute: boolean
  /** The time that ages count to, in milliseconds since 1970. */
  readonly now: () => number
}

const columns = ['TYPE', 'REASON', 'OBJECT', 'MESSAGE']

/** Writes events as tab-separated lines, the headers before the first ones (kubectl's EventPrinter). */
export class EventPrinter implements Printer {
  private readonly options: EventPrinterOptions
  private headersDue: boolean

  constructor(options: EventPrinterOptions) {
    this.options = options
    this.headersDue = !options.noHeaders
  }

  printObject(object: KubeObject, out: Output): void {
    const {allNamespaces, absolute} = this.options
    const headers = [...(allNamespaces ? ['NAMESPACE'] : []), absolute ? 'TIME' : 'LAST SEEN', ...columns]
    out.beginTable?.(headers)
    if (this.headersDue) {
      out.write(`${headers.join('\t')}\n`)
      this.headersDue = false
    }
    for (const event of isList(object) ? object.items : [object]) out.write(this.line(event))
  }

  printEvent(event: WatchEvent, out: Output): void {
    this.printObject(event.object, out)
  }

  private line(event: KubeObject): string {
    const text = (...path: string[]) => escapeTerminal(eventText(event, ...path))
    const cells = [
      this.options.absolute ? eventMoments(event) : eventInterval(event, this.options.now()),
      text('type'),
      text('reason'),
      `${text('involvedObject', 'kind')}/${text('involvedObject', 'name')}`,
      escapeTerminal(trimSpace(eventText(event, 'message'))),
    ]
    if (this.options.allNamespaces) cells.unshift(namespaceOf(event))
    return `${cells.join('\t')}\n`
  }
}
