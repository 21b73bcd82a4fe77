import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml'
import {parseGoYAML} from './goyaml/parser.ts'
import type {YamlEvent} from './yaml-events.ts'

/** As deep as goyaml follows collections; what is deeper is left to its own rules. */
const maxDepth = 10_000

/**
 * What js-yaml, which knows YAML 1.2, reads in another way than goyaml does: tabs in front, other line
 * breaks, escapes of JSON only, directives, keys that are empty or begin with `?`, colons next to flow signs.
 */
const readOtherwise =
  /^ *\t|[\u0085\u2028\u2029\ufeff]|\\[/uU]|^%|^\.\.\.|^[ -]*:(?:\s|$)|:[\],}]|[[{,]\s*:|(?:^|[\s[\]{},"'])\?/m

/**
 * Reads the first document of the text into events. js-yaml does it; what it refuses or sees otherwise is left
 * to a reader with goyaml's own rules, which also has the words for what is wrong.
 * Throws `YamlError`.
 */
export function readEvents(text: string): readonly YamlEvent[] {
  return (readOtherwise.test(text) ? undefined : tryJsYAML(text)) ?? parseGoYAML(text)
}

function tryJsYAML(text: string): readonly YamlEvent[] | undefined {
  try {
    return firstDocument(text, parseEvents(text, {maxDepth}))
  } catch (error) {
    if (error instanceof YAMLException) return undefined
    throw error
  }
}

/** js-yaml's events of the first document, in the form that both readers give; undefined where goyaml may disagree. */
function firstDocument(text: string, events: readonly Event[]): readonly YamlEvent[] | undefined {
  const converted: YamlEvent[] = []
  const flows: boolean[] = []
  let scalarEnd = 0
  let leftFlow = false
  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR) {
      if (isDoubtful(text, event, flows)) return undefined
      if (leftFlow && !hasLineBreak(text, scalarEnd, event.valueStart)) return undefined
      scalarEnd = event.valueEnd
      leftFlow = false
    }
    if (hasOddProperties(text, event, flows.at(-1) ?? false)) return undefined
    converted.push(convert(text, event))
    if (event.type === EVENT_ID.POP) {
      leftFlow = (flows.pop()! || leftFlow) && !flows.at(-1)
      if (flows.length === 0) break
    } else if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) {
      flows.push(event.type !== EVENT_ID.DOCUMENT && event.style === COLLECTION_STYLE.FLOW)
    }
  }
  return converted
}

/**
 * Inside brackets goyaml wants keys on one line and takes any `?`, and a `:` in front, for the sign they are.
 * A block that is the whole document counts its indentation from another column.
 */
function isDoubtful(
  text: string,
  {valueStart, valueEnd, style, fast}: ScalarEvent,
  flows: readonly boolean[],
): boolean {
  if (flows.length === 1) return style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK
  if (valueStart === -1 || !flows.at(-1)) return false
  if (!fast && hasLineBreak(text, valueStart, valueEnd)) return true
  if (style !== SCALAR_STYLE.PLAIN) return false
  return text[valueStart] === ':' || text.slice(valueStart, valueEnd).includes('?')
}

function hasLineBreak(text: string, start: number, stop: number): boolean {
  const lineBreak = text.indexOf('\n', start)
  return lineBreak !== -1 && (stop === -1 || lineBreak < stop)
}

const anchorName = /^[0-9A-Za-z_-]+$/

/** Tags, anchors with names that goyaml cuts short, anchors inside brackets. */
function hasOddProperties(text: string, event: Event, inFlow: boolean): boolean {
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return false
  if (event.anchorStart === -1) return event.type !== EVENT_ID.ALIAS && event.tagStart !== -1
  if (event.type !== EVENT_ID.ALIAS && (inFlow || event.tagStart !== -1)) return true
  return !anchorName.test(text.slice(event.anchorStart, event.anchorEnd))
}

const end: YamlEvent = {type: 'end', value: '', plain: false, anchor: '', tag: '', offset: -1}
const document: YamlEvent = {...end, type: 'document'}

function convert(text: string, event: Event): YamlEvent {
  if (event.type === EVENT_ID.POP) return end
  if (event.type === EVENT_ID.DOCUMENT) return document
  const name = event.anchorStart === -1 ? '' : text.slice(event.anchorStart, event.anchorEnd)
  const base = {value: '', plain: false, anchor: name, tag: ''}
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const plain = event.style === SCALAR_STYLE.PLAIN
      const offset = event.anchorStart === -1 ? event.valueStart : event.anchorStart
      return {type: 'scalar', value: getScalarValue(text, event), plain, anchor: name, tag: '', offset}
    }
    case EVENT_ID.ALIAS:
      return {...base, type: 'alias', value: name, anchor: '', offset: event.anchorStart}
    default: {
      const type = event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence'
      return {...base, type, offset: event.anchorStart === -1 ? event.start : event.anchorStart}
    }
  }
}
