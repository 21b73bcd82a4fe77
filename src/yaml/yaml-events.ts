import {failYAML} from './yaml-error.ts'

/** A step through a document: a node, or the end of the one that was opened last. */
export interface YamlEvent {
  readonly type: 'document' | 'mapping' | 'sequence' | 'scalar' | 'alias' | 'end'
  /** The text of a scalar, the name of an alias. */
  readonly value: string
  /** Whether a scalar's text decides what it is: no quotes, no block, no tag but `!`. */
  readonly plain: boolean
  readonly anchor: string
  /** The tag in its long form. */
  readonly tag: string
  /** Where it begins in the text, -1 where that is not known. */
  readonly offset: number
}

/** A place in the list of events. */
export class Cursor {
  position = 0
  private readonly events: readonly YamlEvent[]

  constructor(events: readonly YamlEvent[]) {
    this.events = events
  }

  get atEnd(): boolean {
    return this.position >= this.events.length
  }

  at(position: number): YamlEvent {
    return this.events[position] ?? failYAML('attempted to go past the end of stream; corrupted value?')
  }

  peek(): YamlEvent {
    return this.at(this.position)
  }

  next(): YamlEvent {
    return this.at(this.position++)
  }

  /** Whether the collection that was opened ends here. */
  closes(): boolean {
    return this.peek().type === 'end'
  }

  /** Moves past one node with all it holds. */
  skip(): void {
    let depth = 0
    do {
      const {type} = this.next()
      if (type === 'end') depth--
      else if (type === 'sequence' || type === 'mapping') depth++
    } while (depth > 0)
  }

  /** Where in the text the node at a position begins; an empty one may have no place of its own, so its key's counts. */
  offset(position: number): number {
    for (let index = position; index >= 0; index--) {
      const {offset} = this.at(index)
      if (offset >= 0) return offset
    }
    return 0
  }
}

/**
 * For each alias event the event its anchor stands before, the last one so named up to there.
 * Throws for a name that no anchor has.
 */
export function aliasTargets(events: readonly YamlEvent[]): ReadonlyMap<number, number> {
  const targets = new Map<number, number>()
  const anchors = new Map<string, number>()
  for (const [index, {type, anchor, value}] of events.entries()) {
    if (anchor !== '') anchors.set(anchor, index)
    if (type !== 'alias') continue
    const target = anchors.get(value)
    if (target === undefined) failYAML(`unknown anchor '${value}' referenced`)
    targets.set(index, target)
  }
  return targets
}
