import {MemoryOutput, type Output} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {escapeTerminal} from '../../base/terminal-text.ts'

/** Writes text that is harmless for terminals, indented by levels (kubectl's PrefixWriter). */
export class PrefixWriter {
  private readonly out: Output
  private readonly indent: number
  private readonly indentsLines: boolean

  constructor(out: Output, indent = 0) {
    this.out = out
    this.indent = indent
    this.indentsLines = indent > 0
  }

  /** Writes the text, two blanks before it for each level. */
  write(level: number, text: string): void {
    this.out.write(escapeTerminal('  '.repeat(level + this.indent) + text))
  }

  /** Ends a line that `write` began. In a nested writer the rest is indented too, as kubectl does it. */
  line(text: string): void {
    if (this.indentsLines) this.write(0, `${text}\n`)
    else this.out.write(escapeTerminal(`${text}\n`))
  }

  /** A writer whose level 0 is this one's `levels`. */
  nested(levels: number): PrefixWriter {
    return new PrefixWriter(this.out, this.indent + levels)
  }
}

/** What `write` writes, with its tab-separated columns aligned (kubectl's tabbedString). */
export function aligned(write: (w: PrefixWriter) => void): string {
  const text = new MemoryOutput()
  const columns = new TabWriter(text, {minWidth: 0, padding: 2, remembersWidths: false})
  write(new PrefixWriter(columns))
  columns.flush()
  return text.text
}
