import {formatGroupKind} from '../../api/schema.ts'
import type {Info} from '../../resources/info.ts'

/** Names that a summary shows; the rest is counted. */
const shown = 3

/** What became of the objects of a run so far. */
export class Tally {
  private readonly verb: string
  /** How many objects there are, as soon as that is known. */
  private total: number | undefined
  private seen = 0
  private done = 0
  private readonly underWay = new Set<Info>()
  private readonly failed: Info[] = []
  private readonly waiting = new Set<Info>()

  constructor(verb: string) {
    this.verb = verb
  }

  /** The infos as they come, until the signal. */
  async *counted(infos: AsyncIterable<Info> | readonly Info[], signal: AbortSignal): AsyncGenerator<Info> {
    if (Array.isArray(infos)) this.total = infos.length
    for await (const info of infos) {
      if (signal.aborted && this.total === undefined) return
      this.seen++
      this.waiting.add(info)
      yield info
    }
    this.total = this.seen
  }

  /** Notes how the work on an object ends; work that a signal ends stays under way, as nobody knows what it did. */
  async follow<R>(info: Info, work: Promise<R>, signal: AbortSignal): Promise<R> {
    this.waiting.delete(info)
    this.underWay.add(info)
    try {
      const result = await work
      this.done++
      this.underWay.delete(info)
      return result
    } catch (error) {
      if (!signal.aborted) {
        this.underWay.delete(info)
        this.failed.push(info)
      }
      throw error
    }
  }

  /** `412 of 1000 objects applied`. */
  progress(): string {
    const count = this.total === undefined ? String(this.done) : `${this.done} of ${this.total}`
    const failures = this.failed.length === 0 ? '' : `, ${this.failed.length} failed`
    return `${count} objects ${this.verb}${failures}`
  }

  /** What a signal left done and undone, in lines. */
  interrupted(): string {
    const lines = [`Interrupted: ${this.progress()}.`]
    if (this.failed.length > 0) lines.push(`Failed: ${someOf(this.failed)}.`)
    if (this.underWay.size > 0) {
      lines.push(`Under way, so that only the server knows: ${someOf([...this.underWay])}.`)
    }
    if (this.waiting.size > 0) lines.push(`Not begun: ${someOf([...this.waiting])}.`)
    if (this.total === undefined) lines.push('Not all of the input was read.')
    return `${lines.join('\n')}\n`
  }
}

function someOf(infos: readonly Info[]): string {
  const names = infos.slice(0, shown).map(nameOf).join(', ')
  return infos.length > shown ? `${names} and ${infos.length - shown} more` : names
}

function nameOf({mapping, name}: Info): string {
  return `${formatGroupKind(mapping.kind).toLowerCase()}/${name}`
}
