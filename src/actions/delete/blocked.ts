import type {KubeObject} from '../../api/object.ts'
import {escapeTerminal} from '../../base/terminal-text.ts'
import type {Output} from '../../base/io.ts'
import type {Info} from '../../resources/info.ts'
import {whatHolds} from '../wait/index.ts'
import {kindName} from './deleted.ts'

/** What goes quickly needs no explanation. */
const patience = 1500
/** Objects that are named at a time. */
const mostNamed = 5

/**
 * Tells a person what a deletion waits for: which objects are still there and what holds them, such as
 * finalizers or what is left in a namespace. Says it once it has taken a while, and again when it changes.
 */
export class BlockedReport {
  private readonly out: Output
  private readonly pending = new Map<Info, string>()
  private told = ''
  private timer: NodeJS.Timeout | undefined

  constructor(out: Output) {
    this.out = out
  }

  /** The object is still there. */
  saw(info: Info, object: KubeObject): void {
    this.pending.set(info, lineOf(info, whatHolds(object)))
    this.timer ??= setInterval(() => this.tell(), patience)
  }

  gone(info: Info): void {
    this.pending.delete(info)
  }

  /** Nothing more is waited for. */
  end(): void {
    clearInterval(this.timer)
  }

  private tell(): void {
    const lines = [...this.pending.values()]
    if (lines.length === 0) return
    const rest = lines.length - mostNamed
    const shown = rest > 0 ? [...lines.slice(0, mostNamed), `  and ${rest} more\n`] : lines
    const text = `Waiting for:\n${shown.join('')}`
    if (text === this.told) return
    this.told = text
    this.out.write(text)
  }
}

function lineOf(info: Info, reasons: readonly string[]): string {
  const place = info.mapping.namespaced ? ` in namespace ${info.namespace}` : ''
  const why = reasons.length === 0 ? '' : `: ${reasons.map(escapeTerminal).join('; ')}`
  return `  ${kindName(info)} "${info.name}"${place}${why}\n`
}
