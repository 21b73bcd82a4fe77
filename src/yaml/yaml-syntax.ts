import {EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException} from 'js-yaml'
import {parseGoYAML} from './goyaml/parser.ts'
import {failYAML} from './yaml-error.ts'
import type {YamlEvent} from './yaml-events.ts'
import {yamlTag} from './yaml-scalar.ts'

/** As deep as goyaml follows collections. */
const maxDepth = 10_000

/**
 * What js-yaml, which knows YAML 1.2, reads in another way than goyaml does: other line breaks, escapes of JSON
 * only, directives, keys that are empty, tags without a name.
 */
const readOtherwise = /[\u0085\u2028\u2029\ufeff]|\\[/uU]|^%|^[ -]*:(?:\s|$)|!!(?:\s|$)|![<%]/m

/**
 * Reads the first document of the text into events. js-yaml does it; what it refuses or sees otherwise is left
 * to a reader with goyaml's own rules, which also has the words for what is wrong.
 * Throws `YamlError`.
 */
export function readEvents(text: string): readonly YamlEvent[] {
  try {
    return (readOtherwise.test(text) ? undefined : tryJsYAML(text)) ?? parseGoYAML(text)
  } catch (error) {
    if (error instanceof RangeError) failYAML(`exceeded max depth of ${maxDepth}`)
    throw error
  }
}

function tryJsYAML(text: string): readonly YamlEvent[] | undefined {
  try {
    return firstDocument(text, parseEvents(text, {maxDepth}))
  } catch (error) {
    if (error instanceof YAMLException) return undefined
    throw error
  }
}

/** js-yaml's events of the first document, in the form that both readers give. */
function firstDocument(text: string, events: readonly Event[]): readonly YamlEvent[] {
  const converted: YamlEvent[] = []
  let depth = 0
  for (const event of events) {
    converted.push(convert(text, event))
    if (event.type === EVENT_ID.POP) {
      if (--depth === 0) break
    } else if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) depth++
  }
  return converted
}

const end: YamlEvent = {type: 'end', value: '', plain: false, anchor: '', tag: '', offset: -1}
const document: YamlEvent = {...end, type: 'document'}

function convert(text: string, event: Event): YamlEvent {
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const anchor = slice(text, event.anchorStart, event.anchorEnd)
      const tag = tagName(text, event.tagStart, event.tagEnd)
      const plain = tag === '' ? event.style === SCALAR_STYLE.PLAIN : tag === '!'
      const offset = firstOf(event.anchorStart, event.tagStart, event.valueStart)
      return {type: 'scalar', value: getScalarValue(text, event), plain, anchor, tag, offset}
    }
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE: {
      const type = event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence'
      const anchor = slice(text, event.anchorStart, event.anchorEnd)
      const offset = firstOf(event.anchorStart, event.tagStart, event.start)
      return {type, value: '', plain: false, anchor, tag: '', offset}
    }
    case EVENT_ID.ALIAS: {
      const value = slice(text, event.anchorStart, event.anchorEnd)
      return {type: 'alias', value, plain: false, anchor: '', tag: '', offset: event.anchorStart}
    }
    default:
      return event.type === EVENT_ID.POP ? end : document
  }
}

function slice(text: string, start: number, stop: number): string {
  return start === -1 ? '' : text.slice(start, stop)
}

function tagName(text: string, start: number, stop: number): string {
  const raw = slice(text, start, stop)
  return raw.startsWith('!!') ? yamlTag + raw.slice(2) : raw
}

function firstOf(anchor: number, tag: number, content: number): number {
  if (anchor === -1) return tag === -1 ? content : tag
  return tag === -1 ? anchor : Math.min(anchor, tag)
}
