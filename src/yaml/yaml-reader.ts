import type {JsonObject, JsonValue} from '../base/json-value.ts'
import {setField} from '../base/json-value.ts'
import {goQuote} from '../base/go-quote.ts'
import {readBlockYAML} from './block-yaml.ts'
import {parseGoYAML} from './goyaml/parser.ts'
import {formatGoFloat} from '../base/go-float.ts'
import {sortKeys} from './json.ts'
import {aliasTargets, Cursor, type YamlEvent} from './yaml-events.ts'
import {failYAML, YamlError} from './yaml-error.ts'
import {isUnsigned, type Resolved, resolvePlain, yamlTag} from './yaml-scalar.ts'
import {resolveTagged} from './yaml-tag.ts'

export {YamlError}

export interface ReadOptions {
  /** Refuses a key that occurs twice (sigs.k8s.io/yaml's UnmarshalStrict); otherwise the last one wins. */
  readonly strict?: boolean
  /** Takes the text apart; by goyaml's own rules unless given. Long texts go faster by yaml-syntax.ts, which takes longer to load. */
  readonly events?: (text: string) => readonly YamlEvent[]
}

/**
 * The first YAML document of the text as JSON, by the rules of sigs.k8s.io/yaml's YAMLToJSON (goyaml.v2:
 * YAML 1.1 booleans and octals, merge keys in the order of writing, keys of any scalar turned into strings).
 * An empty text is null, a byte order mark before it is no part of it. Throws `YamlError` with goyaml's message.
 */
export function parseYAML(text: string, options: ReadOptions = {}): JsonValue {
  return readBlockYAML(text) ?? composeYAML(text, options)
}

/** The same for any text, simple or not. */
export function composeYAML(text: string, options: ReadOptions = {}): JsonValue {
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text
  const events = eventsOf(unmarked, options.events ?? parseGoYAML)
  return new Composer(unmarked, events, options.strict ?? false).document()
}

/** As deep as goyaml follows collections. */
const maxDepth = 10_000

function eventsOf(text: string, read: NonNullable<ReadOptions['events']>): readonly YamlEvent[] {
  try {
    return read(text)
  } catch (error) {
    if (error instanceof RangeError) failYAML(`exceeded max depth of ${maxDepth}`)
    throw error
  }
}

/** A key as goyaml keeps it in its map; two keys are the same when kind and text are. */
interface Key {
  readonly text: string
  readonly identity: string
  /** How Go's %#v shows it. */
  readonly shown: string
}

class Composer {
  private readonly text: string
  private readonly cursor: Cursor
  private readonly strict: boolean
  private readonly targets: ReadonlyMap<number, number>
  private readonly expanding = new Set<number>()
  private readonly problems: string[] = []
  private decodes = 0
  private aliasDecodes = 0

  constructor(text: string, events: readonly YamlEvent[], strict: boolean) {
    this.text = text
    this.strict = strict
    this.cursor = new Cursor(events)
    this.targets = aliasTargets(events)
  }

  document(): JsonValue {
    if (this.cursor.atEnd) return null
    this.cursor.next()
    const value = this.value()
    if (this.problems.length > 0) failYAML(`unmarshal errors:\n  ${this.problems.join('\n  ')}`)
    return value
  }

  private value(): JsonValue {
    const event = this.cursor.next()
    this.count()
    switch (event.type) {
      case 'scalar':
        return this.scalar(event)
      case 'mapping': {
        const object: JsonObject = {}
        this.mapping(object, this.strict ? new Set() : undefined)
        return object
      }
      case 'sequence':
        return this.sequence()
      case 'alias':
        return this.expand(() => this.value())
      default:
        return failYAML('attempted to parse unknown event')
    }
  }

  private sequence(): JsonValue[] {
    const items: JsonValue[] = []
    while (!this.cursor.closes()) items.push(this.value())
    this.cursor.next()
    return items
  }

  private mapping(object: JsonObject, seen: Set<string> | undefined): void {
    while (!this.cursor.closes()) {
      const event = this.cursor.peek()
      if (event.type === 'scalar' && this.isMerge(event)) {
        this.cursor.next()
        this.merge(object, seen)
        continue
      }
      const key = this.key()
      const {position} = this.cursor
      const value = this.value()
      if (seen?.has(key.identity)) {
        this.problems.push(`line ${this.line(position)}: key ${key.shown} already set in map`)
        continue
      }
      seen?.add(key.identity)
      setField(object, key.text, value)
    }
    this.cursor.next()
  }

  private isMerge(event: YamlEvent): boolean {
    return event.value === '<<' && (event.plain || event.tag === `${yamlTag}merge`)
  }

  /** The mappings after `<<` write their keys into the object at once, over what stands there. */
  private merge(object: JsonObject, seen: Set<string> | undefined): void {
    const event = this.cursor.peek()
    if (event.type !== 'sequence') {
      this.mergeOne(object, seen)
      return
    }
    this.cursor.next()
    const starts: number[] = []
    while (!this.cursor.closes()) {
      starts.push(this.cursor.position)
      this.cursor.skip()
    }
    const end = this.cursor.position + 1
    // Backwards, as earlier ones take precedence.
    for (const start of starts.toReversed()) {
      this.cursor.position = start
      this.mergeOne(object, seen)
    }
    this.cursor.position = end
  }

  private mergeOne(object: JsonObject, seen: Set<string> | undefined): void {
    const event = this.cursor.next()
    this.count()
    if (event.type === 'mapping') {
      this.mapping(object, seen)
      return
    }
    if (event.type !== 'alias') failWantMap()
    this.expand(() => {
      if (this.cursor.peek().type !== 'mapping') failWantMap()
      this.cursor.next()
      this.count()
      this.mapping(object, seen)
    })
  }

  /** Reads what the alias just passed stands for, then goes on after it. */
  private expand<T>(read: () => T): T {
    const back = this.cursor.position
    const alias = back - 1
    const name = this.cursor.at(alias).value
    const target = this.targets.get(alias)
    if (target === undefined) failYAML(`unknown anchor '${name}' referenced`)
    if (this.expanding.has(alias)) failYAML(`anchor '${name}' value contains itself`)
    this.expanding.add(alias)
    this.cursor.position = target
    const value = read()
    this.cursor.position = back
    this.expanding.delete(alias)
    return value
  }

  private scalar(event: YamlEvent): JsonValue {
    const {kind, value} = this.resolve(event)
    if (kind === 'float' && !Number.isFinite(value)) failUnsupported(value as number)
    if (typeof value === 'bigint' && isUnsigned(value)) return Number(value)
    // As JSON between the two readers a float may look like an integer, and -0 is the integer 0.
    return value === 0 ? 0 : value
  }

  private resolve(event: YamlEvent): Resolved {
    const {tag, value} = event
    if (tag !== '') return resolveTagged(tag, value)
    return (event.plain ? resolvePlain(value) : undefined) ?? {kind: 'str', value}
  }

  private key(): Key {
    const event = this.cursor.peek()
    if (event.type === 'scalar') {
      this.cursor.next()
      this.count()
      // js-yaml does not mind how long a key is; this finds out what goyaml says to it.
      if (event.value.length > longestKey) parseGoYAML(this.text)
      return this.scalarKey(this.resolve(event))
    }
    if (event.type === 'alias') {
      this.cursor.next()
      this.count()
      return this.expand(() => this.key())
    }
    return failYAML(`invalid map key: ${goSyntax(this.value())}`)
  }

  private scalarKey({kind, value}: Resolved): Key {
    if (typeof value === 'string') {
      return {text: value, identity: value, shown: this.strict ? goQuote(value) : ''}
    }
    if (kind === 'float') {
      const text = floatKey(value as number)
      return {text, identity: `\0float ${text}`, shown: formatGoFloat(value as number)}
    }
    if (value === null || (kind === 'int' && isUnsigned(value as bigint))) failKey(value, this.value())
    return {text: String(value), identity: `\0${kind} ${value}`, shown: String(value)}
  }

  /** goyaml's guard against documents that grow without measure by their aliases. */
  private count(): void {
    this.decodes++
    if (this.expanding.size > 0) this.aliasDecodes++
    if (this.aliasDecodes <= 100 || this.decodes <= 1000) return
    if (this.aliasDecodes / this.decodes > allowedAliasRatio(this.decodes)) {
      failYAML('document contains excessive aliasing')
    }
  }

  /** The line, from 1, of the event at this place. */
  private line(position: number): number {
    const offset = this.cursor.offset(position)
    let line = 1
    for (let at = this.text.indexOf('\n'); at !== -1 && at < offset; at = this.text.indexOf('\n', at + 1))
      line++
    return line
  }
}

function failWantMap(): never {
  failYAML('map merge requires map or sequence of maps as the value')
}

function failUnsupported(value: number): never {
  throw new YamlError(`json: unsupported value: ${formatGoFloat(value)}`)
}

/** JSON has no keys that are null or beyond int64; sigs.k8s.io/yaml words it as Go prints types and values. */
function failKey(key: Resolved['value'], value: JsonValue): never {
  const [type, text] = key === null ? ['%!s(<nil>)', '<nil>'] : ['uint64', `0x${BigInt(key).toString(16)}`]
  const shown = value === null ? '<nil>' : goSyntax(value)
  throw new YamlError(`unsupported map key of type: ${type}, key: ${text}, value: ${shown}`)
}

/** A value as Go's `%#v` shows what goyaml makes of it. */
function goSyntax(value: JsonValue): string {
  if (value === null) return 'interface {}(nil)'
  if (typeof value === 'string') return goQuote(value)
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (typeof value !== 'object') return String(value)
  const fields = sortKeys(Object.keys(value)).map((key) => `${goQuote(key)}:${goSyntax(value[key]!)}`)
  return `map[interface {}]interface {}{${fields.join(', ')}}`
}

function floatKey(value: number): string {
  const text = formatGoFloat(value, 32)
  return {'+Inf': '.inf', '-Inf': '-.inf', NaN: '.nan'}[text] ?? text
}

/** Keys that goyaml finds without a `?` before them are shorter than this for certain. */
const longestKey = 1000

const ratioLow = 400_000
const ratioHigh = 4_000_000

function allowedAliasRatio(decodes: number): number {
  if (decodes <= ratioLow) return 0.99
  if (decodes >= ratioHigh) return 0.1
  return 0.99 - 0.89 * ((decodes - ratioLow) / (ratioHigh - ratioLow))
}
