import {yamlTag} from '../yaml-scalar.ts'
import {failYAML} from '../yaml-error.ts'
import type {YamlEvent} from '../yaml-events.ts'
import {failParser, type Mark} from './source.ts'
import {Scanner, type Token, type TokenType} from './scanner.ts'

/**
 * Reads the first document of a text into events by the grammar of goyaml.v2's parser (YAML 1.1, as libyaml
 * has it). Throws `YamlError` with goyaml's texts and line numbers.
 */
export function parseGoYAML(text: string): YamlEvent[] {
  if (/[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ud800-\udfff\ue000-\ufffd]/.test(text)) {
    failYAML('control characters are not allowed')
  }
  const parser = new Parser(new Scanner(text))
  parser.document()
  return parser.events
}

interface Properties {
  readonly anchor: string
  readonly tag: string
  readonly start: Mark
}

class Parser {
  readonly events: YamlEvent[] = []
  private readonly scanner: Scanner
  private readonly anchors = new Set<string>()
  private readonly handles = new Map<string, string>()

  constructor(scanner: Scanner) {
    this.scanner = scanner
  }

  document(): void {
    this.scanner.next()
    const {type} = this.scanner.peek()
    if (type === 'stream-end') return
    const explicit = type === 'directive' || type === 'document-start'
    this.directives()
    this.open('document', this.scanner.peek().start)
    if (explicit) {
      const token = this.scanner.next()
      if (token.type !== 'document-start') failParser('did not find expected <document start>', token.start)
    }
    const content = this.scanner.peek()
    if (explicit && ['directive', 'document-start', 'document-end', 'stream-end'].includes(content.type)) {
      this.empty(content.start)
    } else {
      this.node(true, false)
    }
    this.scanner.peek()
    this.close()
  }

  private directives(): void {
    let version = false
    while (this.scanner.peek().type === 'directive') {
      const {directive, start} = this.scanner.next()
      if (directive?.name === 'YAML') {
        if (version) failParser('found duplicate %YAML directive', start)
        if (directive.major !== 1 || directive.minor !== 1)
          failParser('found incompatible YAML document', start)
        version = true
      } else if (directive) {
        if (this.handles.has(directive.handle)) failParser('found duplicate %TAG directive', start)
        this.handles.set(directive.handle, directive.prefix)
      }
    }
    if (!this.handles.has('!')) this.handles.set('!', '!')
    if (!this.handles.has('!!')) this.handles.set('!!', yamlTag)
  }

  private open(type: YamlEvent['type'], mark: Mark, {anchor, tag} = {anchor: '', tag: ''}): void {
    if (anchor !== '') this.anchors.add(anchor)
    this.events.push({type, value: '', plain: false, anchor, tag, offset: mark.offset})
  }

  private close(): void {
    this.events.push({type: 'end', value: '', plain: false, anchor: '', tag: '', offset: -1})
  }

  private empty(mark: Mark, {anchor, tag} = {anchor: '', tag: ''}): void {
    if (anchor !== '') this.anchors.add(anchor)
    this.events.push({
      type: 'scalar',
      value: '',
      plain: tag === '' || tag === '!',
      anchor,
      tag,
      offset: mark.offset,
    })
  }

  private node(block: boolean, indentless: boolean): void {
    const first = this.scanner.peek()
    if (first.type === 'alias') {
      this.alias(this.scanner.next())
      return
    }
    const properties = this.properties()
    const token = this.scanner.peek()
    if (indentless && token.type === 'block-entry') {
      this.open('sequence', properties.start, properties)
      this.indentlessSequence()
    } else if (token.type === 'scalar') {
      this.scalar(this.scanner.next(), properties)
    } else if (token.type === 'flow-sequence-start') {
      this.open('sequence', properties.start, properties)
      this.flowSequence()
    } else if (token.type === 'flow-mapping-start') {
      this.open('mapping', properties.start, properties)
      this.flowMapping()
    } else if (block && token.type === 'block-sequence-start') {
      this.open('sequence', properties.start, properties)
      this.blockSequence()
    } else if (block && token.type === 'block-mapping-start') {
      this.open('mapping', properties.start, properties)
      this.blockMapping()
    } else if (properties.anchor !== '' || properties.tag !== '') {
      this.empty(properties.start, properties)
    } else {
      failParser('did not find expected node content', token.start, properties.start)
    }
  }

  private alias(token: Token): void {
    if (!this.anchors.has(token.value)) failYAML(`unknown anchor '${token.value}' referenced`)
    const {offset} = token.start
    this.events.push({type: 'alias', value: token.value, plain: false, anchor: '', tag: '', offset})
  }

  private scalar(token: Token, {anchor, tag, start}: Properties): void {
    if (anchor !== '') this.anchors.add(anchor)
    const plain = (tag === '' && token.plain) || tag === '!'
    this.events.push({type: 'scalar', value: token.value, plain, anchor, tag, offset: start.offset})
  }

  /** An anchor and a tag, in either order. */
  private properties(): Properties {
    const {start} = this.scanner.peek()
    let anchor = ''
    let tag: Token | undefined
    if (this.scanner.peek().type === 'anchor') {
      anchor = this.scanner.next().value
      if (this.scanner.peek().type === 'tag') tag = this.scanner.next()
    } else if (this.scanner.peek().type === 'tag') {
      tag = this.scanner.next()
      if (this.scanner.peek().type === 'anchor') anchor = this.scanner.next().value
    }
    return {anchor, tag: tag ? this.tagName(tag, start) : '', start}
  }

  private tagName(token: Token, start: Mark): string {
    if (token.value === '') return token.suffix
    const prefix = this.handles.get(token.value)
    return prefix === undefined
      ? failParser('found undefined tag handle', token.start, start)
      : prefix + token.suffix
  }

  private is(...types: readonly TokenType[]): boolean {
    return types.includes(this.scanner.peek().type)
  }

  /** A node, or nothing where one of these tokens follows at once. */
  private nodeUnless(mark: Mark, block: boolean, indentless: boolean, ...types: readonly TokenType[]): void {
    if (this.is(...types)) this.empty(mark)
    else this.node(block, indentless)
  }

  private blockSequence(): void {
    const {start} = this.scanner.next()
    while (this.is('block-entry')) {
      const {end} = this.scanner.next()
      this.nodeUnless(end, true, false, 'block-entry', 'block-end')
    }
    const token = this.scanner.peek()
    if (token.type !== 'block-end') failParser("did not find expected '-' indicator", token.start, start)
    this.scanner.next()
    this.close()
  }

  private indentlessSequence(): void {
    while (this.is('block-entry')) {
      const {end} = this.scanner.next()
      this.nodeUnless(end, true, false, 'block-entry', 'key', 'value', 'block-end')
    }
    this.close()
  }

  private blockMapping(): void {
    const {start} = this.scanner.next()
    while (this.is('key')) {
      const {end} = this.scanner.next()
      this.nodeUnless(end, true, true, 'key', 'value', 'block-end')
      const value = this.scanner.peek()
      if (value.type === 'value') {
        this.scanner.next()
        this.nodeUnless(value.end, true, true, 'key', 'value', 'block-end')
      } else {
        this.empty(value.start)
      }
    }
    const token = this.scanner.peek()
    if (token.type !== 'block-end') failParser('did not find expected key', token.start, start)
    this.scanner.next()
    this.close()
  }

  private flowSequence(): void {
    const {start} = this.scanner.next()
    for (let first = true; !this.is('flow-sequence-end'); first = false) {
      if (!first) this.flowEntry("did not find expected ',' or ']'", start)
      if (this.is('flow-sequence-end')) break
      if (this.is('key')) this.flowPair()
      else this.node(false, false)
    }
    this.scanner.next()
    this.close()
  }

  private flowEntry(problem: string, start: Mark): void {
    const token = this.scanner.peek()
    if (token.type !== 'flow-entry') failParser(problem, token.start, start)
    this.scanner.next()
  }

  /** A pair inside a list, which is a mapping of its own. */
  private flowPair(): void {
    this.open('mapping', this.scanner.next().start)
    const key = this.scanner.peek()
    if (this.is('value', 'flow-entry', 'flow-sequence-end')) {
      // goyaml passes over this token, whatever it is.
      this.scanner.next()
      this.empty(key.end)
    } else {
      this.node(false, false)
    }
    this.flowValue('flow-sequence-end')
    this.close()
  }

  private flowValue(end: TokenType): void {
    if (this.is('value')) {
      this.scanner.next()
      if (!this.is('flow-entry', end)) {
        this.node(false, false)
        return
      }
    }
    this.empty(this.scanner.peek().start)
  }

  private flowMapping(): void {
    const {start} = this.scanner.next()
    for (let first = true; !this.is('flow-mapping-end'); first = false) {
      if (!first) this.flowEntry("did not find expected ',' or '}'", start)
      if (this.is('flow-mapping-end')) break
      if (this.is('key')) {
        this.scanner.next()
        this.nodeUnless(this.scanner.peek().start, false, false, 'value', 'flow-entry', 'flow-mapping-end')
        this.flowValue('flow-mapping-end')
      } else {
        this.node(false, false)
        this.empty(this.scanner.peek().start)
      }
    }
    this.scanner.next()
    this.close()
  }
}
