import type {Output} from '../base/io.ts'

/** One `Warning` header (RFC 7234 section 5.5). */
export interface Warning {
  readonly code: number
  readonly agent: string
  readonly text: string
}

const coloredLabel = Buffer.from('\u001b[33;1mWarning:\u001b[0m')

/** Writes `Warning: …`, the label in yellow where colour is allowed (kubectl's WarningPrinter). */
export function writeWarning(out: Output, text: string, color: boolean): void {
  // The label goes as bytes: in a text, a terminal's output would escape its colours.
  if (color) out.write(coloredLabel)
  out.write(`${color ? '' : 'Warning:'} ${text}\n`)
}

/**
 * Shows the server's warnings on stderr, each text once, `Warning:` in yellow where colour is allowed,
 * and counts what it showed (client-go's NewWarningWriter with Deduplicate).
 */
export class WarningWriter {
  private readonly out: Output
  private readonly color: boolean
  private readonly shown = new Set<string>()

  constructor(out: Output, color: boolean) {
    this.out = out
    this.color = color
  }

  /** Takes a warning; only code 299 is meant for people. */
  readonly handle = ({code, text}: Warning): void => {
    if (code !== 299 || text === '' || this.shown.has(text)) return
    this.shown.add(text)
    writeWarning(this.out, text, this.color)
  }

  get count(): number {
    return this.shown.size
  }

  /** What `--warnings-as-errors` ends with, undefined when there was no warning. */
  get failure(): Error | undefined {
    if (this.count === 0) return undefined
    return new Error(`${this.count} ${this.count === 1 ? 'warning' : 'warnings'} received`)
  }
}
