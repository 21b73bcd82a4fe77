import {formatGo} from '../../api/go-format.ts'
import type {JsonValue} from '../../api/json.ts'
import {formatGoFloat} from '../../base/go-float.ts'
import {wordWrap} from '../../base/word-wrap.ts'
import type {Document, Schema} from '../../openapi/schema.ts'
import {indent, isPresent, refTarget} from './schema-text.ts'

/** How many values of an enumeration a list of fields shows. */
const shownValues = 4

/** Lists the fields of schemas, as kubectl's plaintext.tmpl does it. */
export class FieldLister {
  private readonly document: Document
  private readonly recursive: boolean
  private readonly maxDepth: number

  constructor(document: Document, options: {readonly recursive: boolean; readonly maxDepth: number}) {
    this.document = document
    this.recursive = options.recursive
    this.maxDepth = options.maxDepth
  }

  /** The fields by name, each with its type and description, or with its own fields; '' where there are none. */
  list(schema: Schema, level = 1, seen: ReadonlySet<string> = new Set()): string {
    const reference = schema.$ref ?? ''
    if (reference !== '' && seen.has(reference)) return ''
    const next = new Set(seen).add(reference)
    const resolved = refTarget(this.document, reference) ?? schema
    const {properties = {}, allOf = [], items, additionalProperties} = resolved
    const deeper = this.recursive && (this.maxDepth === 0 || level < this.maxDepth)
    let text = ''
    for (const name of Object.keys(properties).toSorted()) {
      text += this.field(name, resolved, level)
      if (deeper) text += this.list(properties[name]!, level + 1, next)
    }
    for (const each of allOf) text += this.list(each, level, next)
    if (isPresent(items)) text += this.list(items, level, next)
    if (isPresent(additionalProperties)) text += this.list(additionalProperties, level, next)
    return text
  }

  private field(name: string, parent: Schema, level: number): string {
    const schema = parent.properties![name]!
    const margin = level * 2
    const required = parent.required?.includes(name) ? ' -required-' : ''
    const type = typeGuess(this.document, schema)
    const head = `${indent(margin, name)}\t<${type}>${required}${enumLine(schema, margin)}\n`
    if (this.recursive) return head
    const description = wordWrap(schema.description || '<no description>', 78 - margin)
    return `${head}${indent(margin + 2, description)}\n${externalDocs(schema, margin)}\n`
  }
}

/** The type as people say it: `[]Container`, `map[string]string`. Throws for a schema that says nothing. */
export function typeGuess(document: Document, schema: Schema): string {
  if (!isPresent(schema)) throw new Error("expected schema argument to subtemplate 'typeguess'")
  const {items, additionalProperties, allOf = [], properties, $ref} = schema
  if (isPresent(items)) return `[]${typeGuess(document, items)}`
  if (isPresent(additionalProperties)) return `map[string]${typeGuess(document, additionalProperties)}`
  if (allOf.length === 1 && Object.keys(properties ?? {}).length === 0) {
    return typeGuess(document, allOf[0]!)
  }
  if ($ref) {
    const type = refTarget(document, $ref)?.type
    return type && type !== 'object' ? String(type) : lastPart($ref) || 'Object'
  }
  return schema.type && schema.type !== 'object' ? String(schema.type) : 'Object'
}

/** `Container` of `#/components/schemas/io.k8s.api.core.v1.Container`. */
function lastPart(reference: string): string {
  return reference.split('/').at(-1)!.split('.').at(-1)!
}

/** The values of an enumeration as they are printed; none when it is no enumeration. */
export function enumValues({enum: values = []}: Schema): string[] {
  return values.map((value) => {
    if (value === '') return '""'
    if (value === null) return '<no value>'
    return typeof value === 'number' ? formatGoFloat(value) : formatGo(value as JsonValue)
  })
}

function enumLine(schema: Schema, margin: number): string {
  const values = enumValues(schema)
  if (values.length === 0) return ''
  const more = values.length > shownValues ? ', ....' : ''
  return `\n${' '.repeat(margin)}enum: ${values.slice(0, shownValues).join(', ')}${more}`
}

function externalDocs({externalDocs: docs}: Schema, margin: number): string {
  if (docs === undefined || Object.keys(docs).length === 0) return ''
  const description = docs.description
    ? `${indent(margin + 4, wordWrap(docs.description, 76 - margin))}\n`
    : ''
  const url = docs.url ? `${indent(margin + 4, `URL: ${docs.url}`)}\n` : ''
  return `\n${indent(margin + 2, 'EXTERNAL DOCS:')}\n${description}${url}`
}
