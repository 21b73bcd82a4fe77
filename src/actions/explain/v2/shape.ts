import {goQuote} from '../../../base/go-quote.ts'
import {type Document, referencedName, type Schema} from '../../../openapi/schema.ts'

/** How kubectl's reader of OpenAPI v2 sees a schema (kube-openapi's util/proto). */
export type Shape = 'reference' | 'kind' | 'map' | 'array' | 'primitive' | 'arbitrary'

/** What the schema is taken for. A kind is an object with properties. */
export function shapeOf({$ref, type, properties}: Schema): Shape {
  if ($ref) return 'reference'
  if (type === undefined) return properties === undefined ? 'arbitrary' : 'kind'
  if (type === 'object') return properties === undefined ? 'map' : 'kind'
  return type === 'array' ? 'array' : 'primitive'
}

/** What a list, a map or a reference is about. A map of anything is about something with the map's own description. */
export function innerSchema(document: Document, schema: Schema): Schema {
  const {$ref, items, additionalProperties, description} = schema
  if ($ref) return document.schemas[referencedName($ref)] ?? {}
  if (schema.type === 'array') return items ?? {}
  if (typeof additionalProperties === 'object') return additionalProperties
  return description === undefined ? {} : {description}
}

/** The type as explain shows it: `Object`, `[]string`, `map[string]Object`; '' for anything. */
export function typeName(document: Document, schema: Schema): string {
  const inner = () => typeName(document, innerSchema(document, schema))
  switch (shapeOf(schema)) {
    case 'kind':
      return 'Object'
    case 'primitive':
      return String(schema.type)
    case 'array':
      return `[]${inner()}`
    case 'map':
      return `map[string]${inner()}`
    case 'reference':
      return inner()
    case 'arbitrary':
      return ''
  }
}

/**
 * The schema that the fields lead to; a value without fields stops the way. Throws
 * `field "x" does not exist` (kubectl's LookupSchemaForField).
 */
export function lookUp(document: Document, schema: Schema, fields: readonly string[]): Schema {
  const [field, ...rest] = fields
  if (field === undefined) return schema
  switch (shapeOf(schema)) {
    case 'primitive':
    case 'arbitrary':
      return schema
    case 'kind': {
      const properties = schema.properties!
      if (!Object.hasOwn(properties, field)) throw new Error(`field ${goQuote(field)} does not exist`)
      return lookUp(document, properties[field]!, rest)
    }
    default:
      return lookUp(document, innerSchema(document, schema), fields)
  }
}
