import type {DryRun} from '../api/dry-run.ts'
import {type KubeObject, isList, nameOf} from '../api/object.ts'
import {kindOf} from '../api/schema.ts'
import {colored, type Output} from '../base/io.ts'
import {harmless} from '../base/terminal-text.ts'
import type {ListWriter} from './list-writer.ts'
import {type Printer, type WatchEvent, requireKind} from './printer.ts'

export interface NameOptions {
  /** What happened to the object, printed after its name: `created`, `configured (dry run)`. */
  readonly operation?: string
  /** `-o name`: nothing but the name. */
  readonly short?: boolean
}

/** `pod/web` or `deployment.apps/web created`: cli-runtime's NamePrinter. A list gives a line per item. */
export class NamePrinter implements Printer {
  private readonly suffix: string

  constructor(options: NameOptions = {}) {
    this.suffix = options.operation && !options.short ? ` ${options.operation}` : ''
  }

  printObject(object: KubeObject, out: Output): void {
    const text = this.suffix === '' ? harmless(out) : harmless(colored(out, 'results'))
    if (!isList(object)) return text.write(this.line(object))
    let lines = ''
    for (const item of object.items) lines += this.line(item)
    if (lines !== '') text.write(lines)
  }

  /** Each name goes out as it comes. */
  openList(out: Output): ListWriter {
    return {add: (item) => this.printObject(item, out), end: () => {}}
  }

  printEvent(event: WatchEvent, out: Output): void {
    this.printObject(event.object, out)
  }

  private line(object: KubeObject): string {
    requireKind(object)
    const name = nameOf(object) || '<unknown>'
    return `${typedName(object, name)}${this.suffix}\n`
  }
}

/** `kind/name` or `kind.group/name` in lower case, as messages of kubectl name an object. */
export function typedName(object: KubeObject, name: string): string {
  const {group, kind} = kindOf(object)
  // An apiVersion alone leaves kubectl without the group too.
  const type = kind === '' ? '<unknown>' : kind.toLowerCase()
  return group === '' || kind === '' ? `${type}/${name}` : `${type}.${group}/${name}`
}

/** The operation of a message with kubectl's dry-run note: `created (server dry run)`. */
export function withDryRun(operation: string, strategy: DryRun): string {
  if (strategy === 'none') return operation
  return strategy === 'client' ? `${operation} (dry run)` : `${operation} (server dry run)`
}
