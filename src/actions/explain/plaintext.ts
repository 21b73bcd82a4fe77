import {formatGo} from '../../api/go-format.ts'
import type {GroupVersionKind, GroupVersionResource} from '../../api/schema.ts'
import type {Output} from '../../base/io.ts'
import {wordWrap} from '../../base/word-wrap.ts'
import {describeResource} from '../../discovery/errors.ts'
import type {Document, Schema} from '../../openapi/schema.ts'
import {elementSchema, indent, isPresent, propertyOf, refTarget} from './schema-text.ts'
import {enumValues, FieldLister, typeGuess} from './fields.ts'

export interface PlaintextOptions {
  readonly recursive: boolean
  /** 0 for no limit. */
  readonly maxDepth: number
}

type Kind = Partial<GroupVersionKind>

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/**
 * Prints what an OpenAPI v3 document says of a resource or of one of its fields (kubectl's
 * explain/v2/templates/plaintext.tmpl). What stands before the mistake is printed before it is thrown:
 * `error: GVR (…) not found in OpenAPI schema`, `error: GVK … not found in OpenAPI schema`,
 * `error: field "x" does not exist`.
 */
export function printPlaintext(
  document: Document,
  resource: GroupVersionResource,
  fields: readonly string[],
  options: PlaintextOptions,
  out: Output,
): void {
  const kind = kindAt(document, resource)
  if (kind === undefined) {
    throw new Error(`error: GVR (${describeResource(resource)}) not found in OpenAPI schema`)
  }
  const group = kind.group ? `GROUP:      ${kind.group}\n` : ''
  out.write(`${group}KIND:       ${kind.kind ?? ''}\nVERSION:    ${kind.version ?? ''}\n\n`)
  const schema = schemaOf(document, kind)
  if (schema === undefined) {
    throw new Error(`error: GVK ${formatGo(kind)} not found in OpenAPI schema`)
  }
  const text = new Plaintext(document, options).describe(schema, fields, new Set())
  if (text === '') throw new Error(`error: field "${fields.at(-1)}" does not exist`)
  out.write(`${text}\n`)
}

/** The kind that the operations at the resource's paths are about; the last path that there is decides. */
function kindAt({paths}: Document, {group, version, resource}: GroupVersionResource): Kind | undefined {
  const prefix = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const namespaced = `${prefix}/namespaces/{namespace}`
  let kind: Kind | undefined
  for (const path of [
    `${prefix}/${resource}`,
    `${prefix}/${resource}/{name}`,
    `${namespaced}/${resource}`,
    `${namespaced}/${resource}/{name}`,
  ]) {
    for (const method of methods) {
      const operation = paths[path]?.[method]
      if (operation === undefined) continue
      kind = operation['x-kubernetes-group-version-kind']
      if (kind !== undefined) break
    }
  }
  return kind
}

/** The first by name, as templates go through maps. */
function schemaOf({schemas}: Document, {group = '', version, kind}: Kind): Schema | undefined {
  const name = Object.keys(schemas)
    .toSorted()
    .find((each) =>
      schemas[each]!['x-kubernetes-group-version-kind']?.some(
        (other) => (other.group ?? '') === group && other.version === version && other.kind === kind,
      ),
    )
  return name === undefined ? undefined : schemas[name]
}

class Plaintext {
  private readonly document: Document
  private readonly lister: FieldLister

  constructor(document: Document, options: PlaintextOptions) {
    this.document = document
    this.lister = new FieldLister(document, options)
  }

  /** Follows the fields and describes what they lead to; '' when they lead nowhere. `seen` holds references on the way. */
  describe(schema: Schema, fields: readonly string[], seen: ReadonlySet<string>): string {
    const reference = schema.$ref ?? ''
    const resolved = refTarget(this.document, reference) ?? schema
    const [field, ...rest] = fields
    if (field === undefined) return this.describeHere(resolved)
    if (reference !== '' && seen.has(reference)) return ''
    const property = propertyOf(resolved, field)
    if (property !== undefined) {
      const head = rest.length === 0 ? this.heading(field, property) : ''
      return head + this.describe(property, rest, new Set())
    }
    const next = new Set(seen).add(reference)
    const element = elementSchema(resolved)
    if (element !== undefined) return this.describe(element, fields, next)
    for (const alternative of resolved.allOf ?? []) {
      const text = this.describe(alternative, fields, next)
      if (text !== '') return text
    }
    return ''
  }

  private describeHere(schema: Schema): string {
    const description = indent(4, wordWrap(this.descriptions(schema) || '<empty>', 76))
    const fields = this.lister.list(schema)
    return (
      `DESCRIPTION:\n${description}\n` + externalDocs(schema) + (fields === '' ? '' : `FIELDS:\n${fields}`)
    )
  }

  private heading(name: string, schema: Schema): string {
    const values = enumValues(schema)
    const list = values.length === 0 ? '' : `ENUM:${values.map((value) => `\n    ${value}`).join('')}`
    return `FIELD: ${name} <${typeGuess(this.document, schema)}>\n${list}\n\n`
  }

  /** The description, and those of what the schema is made of, each on lines of its own. */
  private descriptions(schema: Schema): string {
    const resolved = refTarget(this.document, schema.$ref) ?? schema
    const parts = [
      ...(resolved.allOf ?? []),
      ...(isPresent(resolved.items) ? [resolved.items] : []),
      ...(isPresent(resolved.additionalProperties) ? [resolved.additionalProperties] : []),
    ]
    const own = resolved.description ? `${resolved.description}\n` : ''
    return own + parts.map((part) => this.descriptions(part)).join('')
  }
}

function externalDocs({externalDocs: docs}: Schema): string {
  if (docs === undefined || Object.keys(docs).length === 0) return ''
  const description = docs.description ? `${indent(4, wordWrap(docs.description, 76))}\n` : ''
  const url = docs.url ? `${indent(4, `URL: ${docs.url}`)}\n` : ''
  return `\nEXTERNAL DOCS:\n${description}${url}`
}
