import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {jsonType} from '../api/json-compare.ts'
import type {GroupVersionKind} from '../api/schema.ts'
import {goQuote} from '../base/go-quote.ts'
import {type Document, kindName, referencedName, type Schema} from './document.ts'

/** A schema, and the path it has in messages: the name of its type and the field in it. */
interface Model {
  readonly schema: Schema
  readonly path: string
}

/**
 * What an object has that its kind has not, or the other way round, in kubectl's words (kube-openapi's
 * validation.ValidateModel); nothing for kinds that the document does not know.
 */
export function modelFaults(document: Document, object: JsonObject, kind: GroupVersionKind): string[] {
  const name = kindName(document, kind)
  if (name === undefined) return []
  const validator = new ModelValidator(document)
  validator.check(object, {schema: document.schemas[name]!, path: name}, kind.kind)
  return validator.faults
}

class ModelValidator {
  readonly faults: string[] = []
  private readonly document: Document

  constructor(document: Document) {
    this.document = document
  }

  check(value: JsonValue, model: Model, path: string): void {
    if (value === null) {
      this.faults.push(`unknown object type "nil" in ${path}`)
      return
    }
    const {schema, path: name} = this.resolve(model)
    if (isArbitrary(schema)) return
    const actual = typeName(value)
    const expected = expectedType(schema)
    if (!fits(actual, expected)) {
      this.fault(path, `invalid type for ${name}: got ${goQuote(actual)}, expected ${goQuote(expected)}`)
    } else if (Array.isArray(value)) this.items(value, {schema, path: name}, path)
    else if (isObject(value)) this.fields(value, {schema, path: name}, path)
  }

  private items(items: readonly JsonValue[], {schema, path: name}: Model, path: string): void {
    for (const [index, item] of items.entries()) {
      const place = `${path}[${index}]`
      if (item === null)
        this.fault(place.slice(0, -`[${index}]`.length), `unknown object type "nil" in ${place}`)
      else this.check(item, {schema: schema.items ?? {}, path: name}, place)
    }
  }

  private fields(object: JsonObject, {schema, path: name}: Model, path: string): void {
    const {properties, additionalProperties, required = []} = schema
    for (const key of Object.keys(object).toSorted()) {
      const value = object[key]!
      const place = `${path}.${key}`
      if (properties === undefined) {
        const inner = typeof additionalProperties === 'object' ? additionalProperties : {}
        this.check(value, {schema: inner, path: name}, place)
      } else if (value === null) continue
      else if (!Object.hasOwn(properties, key)) this.fault(path, `unknown field ${goQuote(key)} in ${name}`)
      else this.check(value, {schema: properties[key]!, path: `${name}.${key}`}, place)
    }
    if (properties === undefined) return
    for (const key of required) {
      const missing = !Object.hasOwn(object, key) || object[key] === null
      if (missing) this.fault(path, `missing required field ${goQuote(key)} in ${name}`)
    }
  }

  private fault(path: string, text: string): void {
    this.faults.push(`ValidationError(${path}): ${text}`)
  }

  /** A referenced type goes by its own name. */
  private resolve(model: Model): Model {
    const $ref = model.schema.$ref ?? model.schema.allOf?.[0]?.$ref
    if ($ref === undefined) return model
    const path = referencedName($ref)
    return this.resolve({schema: this.document.schemas[path] ?? {}, path})
  }
}

/** Whether anything goes, as far as kubectl can tell from the v2 document, which has less to say than that of v3. */
function isArbitrary(schema: Schema): boolean {
  if (schema.nullable || schema['x-kubernetes-preserve-unknown-fields']) return true
  return schema.properties === undefined && typeOf(schema) === undefined
}

function expectedType(schema: Schema): string {
  return schema.properties !== undefined || typeOf(schema) === 'object' ? 'map' : String(typeOf(schema))
}

/** Quantities and their likes may be numbers in v3; in v2 they are strings, and numbers go for those. */
function typeOf({type, oneOf}: Schema): Schema['type'] {
  return type ?? (oneOf?.some((each) => each.type === 'string') ? 'string' : undefined)
}

function typeName(value: JsonValue): string {
  const names = {nil: 'nil', bool: 'boolean', int64: 'integer', float64: 'number', slice: 'array', map: 'map'}
  const type = jsonType(value)
  return type === 'string' ? type : names[type]
}

/** Numbers of both kinds stand for each other, and any value for a string (kubectl leaves those to the server). */
function fits(actual: string, expected: string): boolean {
  if (actual === expected) return true
  if (actual === 'map' || actual === 'array') return false
  const numbers = ['integer', 'number']
  return expected === 'string' || (numbers.includes(actual) && numbers.includes(expected))
}
