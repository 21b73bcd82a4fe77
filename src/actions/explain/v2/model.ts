import {formatGroupVersion, type GroupVersionKind} from '../../../api/schema.ts'
import type {Output} from '../../../base/io.ts'
import {type Document, referencedName, type Schema} from '../../../openapi/schema.ts'
import {innerSchema, lookUp, shapeOf, typeName} from './shape.ts'
import {wrapDescription} from './wrap.ts'

export interface ModelOptions {
  readonly recursive: boolean
  /** 0 for no limit. */
  readonly maxDepth: number
}

const width = 80

/**
 * Prints what an OpenAPI v2 document says of a kind or of one of its fields (kubectl's
 * explain.PrintModelDescription). Throws `field "x" does not exist`.
 */
export function printModel(
  document: Document,
  schema: Schema,
  kind: GroupVersionKind,
  fields: readonly string[],
  options: ModelOptions,
  out: Output,
): void {
  const found = describedBy(document, lookUp(document, schema, fields))
  const {described, descriptions} = found
  const type = found.type || typeName(document, described)
  const shape = shapeOf(described)
  const name = fields.at(-1) ?? ''
  let text = `KIND:     ${kind.kind}\nVERSION:  ${formatGroupVersion(kind)}\n\n`
  if (shape === 'primitive') text += `FIELD:    ${name} <${type}>\n\n`
  else if (shape === 'kind' && name !== '') text += `RESOURCE: ${name} <${type}>\n\n`
  text += `DESCRIPTION:\n${descriptionText(descriptions)}`
  if (shape === 'kind') {
    text += '\nFIELDS:\n'
    text += options.recursive
      ? nestedFields(document, described, options.maxDepth, 1, new Set())
      : plainFields(document, described)
  }
  out.write(text)
}

/** Goes through lists, maps and references to what has fields or is a value, with the descriptions on the way. */
function describedBy(
  document: Document,
  start: Schema,
): {described: Schema; descriptions: string[]; type: string} {
  const descriptions: string[] = []
  let type = ''
  let schema = start
  for (;;) {
    descriptions.push(schema.description ?? '')
    const shape = shapeOf(schema)
    if (shape === 'kind' || shape === 'primitive' || shape === 'arbitrary') {
      return {described: schema, descriptions, type}
    }
    if (shape !== 'reference') type ||= typeName(document, schema)
    schema = innerSchema(document, schema)
  }
}

function descriptionText(descriptions: readonly string[]): string {
  if (descriptions.every((each) => each === '')) return indented('<empty>', 5)
  return descriptions
    .map((each, at) => (each === '' ? '' : `${at === 0 ? '' : '\n'}${indented(each, 5)}`))
    .join('')
}

/** The text in lines of its own, wrapped; empty lines get no blanks. */
function indented(text: string, margin: number): string {
  return wrapDescription(text, width - margin)
    .map((line) => (line === '' ? '\n' : `${' '.repeat(margin)}${line}\n`))
    .join('')
}

function plainFields(document: Document, kind: Schema): string {
  return fieldNames(kind)
    .map((name) => {
      const schema = kind.properties![name]!
      const required = kind.required?.includes(name) ? ' -required-' : ''
      const head = `   ${name}\t<${typeName(document, schema)}>${required}\n`
      return `${head}${indented(schema.description ?? '', 5)}\n`
    })
    .join('')
}

/** All fields below a schema; `open` holds the references that are being followed, against cycles. */
function nestedFields(
  document: Document,
  schema: Schema,
  maxDepth: number,
  depth: number,
  open: Set<string>,
): string {
  const shape = shapeOf(schema)
  if (shape === 'primitive' || shape === 'arbitrary') return ''
  if (shape === 'kind') {
    let text = ''
    for (const name of fieldNames(schema)) {
      const field = schema.properties![name]!
      text += `${'   '.repeat(depth)}${name}\t<${typeName(document, field)}>\n`
      if (maxDepth > 0 && depth >= maxDepth) continue
      text += nestedFields(document, field, maxDepth, depth + 1, open)
    }
    return text
  }
  const reference = shape === 'reference' ? referencedName(schema.$ref!) : ''
  if (open.has(reference)) return ''
  if (reference !== '') open.add(reference)
  const text = nestedFields(document, innerSchema(document, schema), maxDepth, depth, open)
  open.delete(reference)
  return text
}

function fieldNames({properties = {}}: Schema): string[] {
  return Object.keys(properties).toSorted()
}
