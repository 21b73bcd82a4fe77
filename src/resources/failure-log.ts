import {type AggregateFailure, toError} from '../base/errors.ts'
import {newAggregate, reduce} from '../base/aggregate.ts'

/** Where in the input something stands. */
export interface Position {
  /** Counts all that the input has. */
  readonly order: number
  /** The source, by its number. */
  readonly source: number
  /** The same for all items of one List; undefined for what is in none. */
  readonly list: object | undefined
}

interface Failure {
  readonly position: Position
  readonly error: Error
}

/**
 * Failures in kubectl's order and nesting, whatever the order in which they came up. Those of a List are one group
 * (FlattenListVisitor). When it goes on after failures, those of items come first, and those of sources as one group
 * (ContinueOnErrorVisitor, EagerVisitorList). When it does not, the first one counts: it ends its source, but a List is
 * visited to its end and other files are visited as well (ConcurrentVisitorList).
 */
export class FailureLog {
  private readonly items: Failure[] = []
  private readonly sources: Failure[] = []
  /** The first failure of each source that it ended. */
  private readonly ends = new Map<number, Position>()
  private readonly goOn: boolean

  constructor(goOn: boolean) {
    this.goOn = goOn
  }

  /** What a command or its builder has against an item. */
  ofItem(position: Position, thrown: unknown): void {
    if (this.goOn) this.items.push({position, error: toError(thrown)})
    else this.ofSource(position, thrown)
  }

  /** What cannot be read, or is not known. */
  ofSource(position: Position, thrown: unknown): void {
    this.sources.push({position, error: toError(thrown)})
    if (this.goOn) return
    const end = this.ends.get(position.source)
    if (end === undefined || position.order < end.order) this.ends.set(position.source, position)
  }

  /** Whether the source ended before it came to this position. */
  isPast({order, source, list}: Position): boolean {
    const end = this.ends.get(source)
    return end !== undefined && end.order < order && (list === undefined || list !== end.list)
  }

  /** Whether nothing more of the source is wanted, but what is left of a List. */
  hasEnded(source: number): boolean {
    return this.ends.has(source)
  }

  toError(): Error | undefined {
    const sources = grouped(inOrder(this.sources))
    if (!this.goOn) return reduce(sources[0])
    const items = inOrder(this.items).map(({error}) => error)
    const group = newAggregate(sources)
    return reduce(newAggregate(group === undefined ? items : [...items, group]))
  }
}

function inOrder(failures: readonly Failure[]): Failure[] {
  return failures.toSorted((a, b) => a.position.order - b.position.order)
}

/** The failures of each List as one. */
function grouped(failures: readonly Failure[]): (Error | AggregateFailure)[] {
  const groups = Map.groupBy(failures, (failure) => failure.position.list ?? failure)
  return [...groups.values()].map((group) => {
    const errors = group.map(({error}) => error)
    return group[0]!.position.list === undefined ? errors[0]! : newAggregate(errors)!
  })
}
