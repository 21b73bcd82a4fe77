import type {Colors, Output} from '../../base/io.ts'

/** Counts what is written and puts an empty line before the next table, if one was printed before it. */
export class TableOutput implements Output {
  written = 0
  private readonly out: Output
  private separate = false

  constructor(out: Output) {
    this.out = out
  }

  get isTerminal(): boolean {
    return this.out.isTerminal
  }

  get columns(): number | undefined {
    return this.out.columns
  }

  get colors(): Colors | undefined {
    return this.out.colors
  }

  /** From here on another table begins. */
  nextTable(): void {
    this.separate = this.written > 0
  }

  write(chunk: string | Uint8Array): void {
    if (chunk.length === 0) return
    if (this.separate) this.out.write('\n')
    this.separate = false
    this.written += chunk.length
    this.out.write(chunk)
  }
}
