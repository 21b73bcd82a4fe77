import {EVENT_ID, type Event} from 'js-yaml'
import {failYAML} from './yaml-error.ts'

export const eventType = EVENT_ID

/** A place in the flat list of events that js-yaml reads a text into. */
export class Cursor {
  position = 0
  private readonly events: readonly Event[]

  constructor(events: readonly Event[]) {
    this.events = events
  }

  get atEnd(): boolean {
    return this.position >= this.events.length
  }

  at(position: number): Event {
    return this.events[position] ?? failYAML('attempted to go past the end of stream; corrupted value?')
  }

  peek(): Event {
    return this.at(this.position)
  }

  next(): Event {
    return this.at(this.position++)
  }

  /** Whether the collection that was opened ends here. */
  closes(): boolean {
    return this.peek().type === eventType.POP
  }

  /** Moves past one node with all it holds. */
  skip(): void {
    let depth = 0
    do {
      const {type} = this.next()
      if (type === eventType.POP) depth--
      else if (type === eventType.SEQUENCE || type === eventType.MAPPING) depth++
    } while (depth > 0)
  }

  /** Where in the text the node at a position begins; an empty one has no place, so the node after it speaks for it. */
  offset(position: number): number {
    for (let index = position; index < this.events.length; index++) {
      const offset = startOf(this.at(index))
      if (offset >= 0) return offset
    }
    return Infinity
  }
}

function startOf(event: Event): number {
  switch (event.type) {
    case eventType.SCALAR:
      return firstOf(event.anchorStart, event.tagStart, event.valueStart)
    case eventType.SEQUENCE:
    case eventType.MAPPING:
      return firstOf(event.anchorStart, event.tagStart, event.start)
    case eventType.ALIAS:
      return event.anchorStart
    default:
      return -1
  }
}

function firstOf(...offsets: readonly number[]): number {
  const known = offsets.filter((offset) => offset >= 0)
  return known.length > 0 ? Math.min(...known) : -1
}

/**
 * For each alias event the event its anchor stands before, the last one so named up to there.
 * Throws for a name that no anchor has.
 */
export function aliasTargets(text: string, events: readonly Event[]): ReadonlyMap<number, number> {
  const targets = new Map<number, number>()
  const anchors = new Map<string, number>()
  let depth = 0
  for (const [index, event] of events.entries()) {
    if (event.type === eventType.POP) {
      // Only the first document counts, for goyaml reads no further.
      if (--depth === 0) break
      continue
    }
    if (event.type === eventType.DOCUMENT) depth++
    else if (event.type === eventType.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd)
      const target = anchors.get(name)
      if (target === undefined) failYAML(`unknown anchor '${name}' referenced`)
      targets.set(index, target)
    } else {
      if (event.type !== eventType.SCALAR) depth++
      if (event.anchorStart !== -1) anchors.set(text.slice(event.anchorStart, event.anchorEnd), index)
    }
  }
  return targets
}
