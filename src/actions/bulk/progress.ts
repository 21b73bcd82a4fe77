import type {Output} from '../../base/io.ts'
import type {Tally} from './tally.ts'

/** Work that takes no longer shows no progress. */
const patience = 1000
const pause = 200

/** A line on the terminal that tells how far the work is, while it takes long. */
export class Progress {
  private readonly out: Output
  private timer: NodeJS.Timeout | undefined

  constructor(out: Output, tally: Tally) {
    this.out = out
    if (out.status === undefined || !out.isTerminal) return
    const show = (): void => {
      out.status?.(tally.progress())
      this.wait(show, pause)
    }
    this.wait(show, patience)
  }

  /** Takes the line away. */
  end(): void {
    if (this.timer === undefined) return
    clearTimeout(this.timer)
    this.out.status?.('')
  }

  private wait(show: () => void, milliseconds: number): void {
    this.timer = setTimeout(show, milliseconds)
    this.timer.unref()
  }
}
