import type {JsonObject, JsonValue} from '../base/json-value.ts'
import {isObject} from '../api/json.ts'
import type {GroupVersionKind} from '../api/schema.ts'
import {type Document, referencedName, type Schema, sameKind} from './schema.ts'

/**
 * What is wrong with an object by the v2 document, in kubectl's words (kube-openapi's ValidateModel, over
 * the kinds of schema that its proto.Definitions knows); nothing for a kind that the document does not have.
 */
export function modelFaults(document: Document, object: JsonValue, kind: GroupVersionKind): string[] {
  const model = modelOf(document, kind)
  if (model === undefined) return []
  const visitor = new Visitor(document)
  visitor.visit({value: object, path: kind.kind}, {schema: document.schemas[model]!, path: model})
  return visitor.faults
}

/** The name of the kind's definition; of several the last by name, as kubectl's table is filled. */
function modelOf({schemas}: Document, kind: GroupVersionKind): string | undefined {
  const names = Object.keys(schemas).filter((name) =>
    schemas[name]!['x-kubernetes-group-version-kind']?.some((each) => sameKind(each, kind)),
  )
  return names.toSorted().at(-1)
}

/** A value of the object, and where it is: `Deployment.spec`. */
interface Item<V = JsonValue> {
  readonly value: V
  readonly path: string
}

/** A schema, and where it is: `io.k8s.api.apps.v1.DeploymentSpec.replicas`. */
interface Place {
  readonly schema: Schema
  readonly path: string
}

type Shape = 'arbitrary' | 'kind' | 'map' | 'array' | 'primitive'

class Visitor {
  readonly faults: string[] = []
  private readonly document: Document

  constructor(document: Document) {
    this.document = document
  }

  visit(item: Item, place: Place): void {
    const {value, path} = item
    // Only in maps; lists and kinds say it in their own way.
    if (value === null) {
      this.faults.push(unknownType(path))
      return
    }
    const target = this.resolve(place)
    const shape = shapeOf(target.schema)
    if (shape === 'arbitrary') return
    if (Array.isArray(value)) this.visitArray({value, path}, target, shape)
    else if (isObject(value)) this.visitObject({value, path}, target, shape)
    else this.visitPrimitive(item, target, shape)
  }

  private resolve(place: Place): Place {
    const {$ref} = place.schema
    if ($ref === undefined) return place
    const name = referencedName($ref)
    const schema = this.document.schemas[name]
    if (schema === undefined) {
      throw new Error(`SchemaError(${place.path}): unknown model in reference: "${name}"`)
    }
    return this.resolve({schema, path: name})
  }

  private visitObject({value, path}: Item<JsonObject>, place: Place, shape: Shape): void {
    if (shape === 'kind') this.visitFields({value, path}, place)
    else if (shape !== 'map') this.wrongType(path, place, expected(place, shape), 'map')
    else {
      const {additionalProperties} = place.schema
      const schema = typeof additionalProperties === 'object' ? additionalProperties : {}
      for (const key of Object.keys(value).toSorted()) {
        this.visit({value: value[key]!, path: `${path}.${key}`}, {schema, path: place.path})
      }
    }
  }

  private visitFields({value, path}: Item<JsonObject>, {schema, path: place}: Place): void {
    const {properties = {}, required = []} = schema
    for (const key of Object.keys(value).toSorted()) {
      if (value[key] === null) continue
      if (Object.hasOwn(properties, key)) {
        this.visit(
          {value: value[key]!, path: `${path}.${key}`},
          {schema: properties[key]!, path: `${place}.${key}`},
        )
      } else this.invalid(path, `unknown field "${key}" in ${place}`)
    }
    for (const key of required) {
      if ((value[key] ?? null) === null) this.invalid(path, `missing required field "${key}" in ${place}`)
    }
  }

  private visitArray({value, path}: Item<readonly JsonValue[]>, place: Place, shape: Shape): void {
    if (shape !== 'array') {
      this.wrongType(path, place, expected(place, shape), 'array')
      return
    }
    const schema = place.schema.items ?? {}
    value.forEach((each, index) => {
      const below = `${path}[${index}]`
      if (each === null) this.invalid(path, unknownType(below))
      else this.visit({value: each, path: below}, {schema, path: place.path})
    })
  }

  private visitPrimitive({value, path}: Item, place: Place, shape: Shape): void {
    const actual = primitiveType(value)
    const wanted = expected(place, shape)
    if (shape === 'primitive' && (wanted === 'string' || wanted === actual)) return
    if (isNumeric(wanted) && isNumeric(actual)) return
    this.wrongType(path, place, wanted, actual)
  }

  private wrongType(path: string, place: Place, wanted: string, actual: string): void {
    this.invalid(path, `invalid type for ${place.path}: got "${actual}", expected "${wanted}"`)
  }

  private invalid(path: string, message: string): void {
    this.faults.push(`ValidationError(${path}): ${message}`)
  }
}

/** What proto.Definitions makes of a schema. */
function shapeOf({type, properties}: Schema): Shape {
  const [name] = [type ?? []].flat()
  if (name === undefined) return properties === undefined ? 'arbitrary' : 'kind'
  if (name === 'object') return properties === undefined ? 'map' : 'kind'
  return name === 'array' ? 'array' : 'primitive'
}

function expected({schema}: Place, shape: Shape): string {
  if (shape === 'primitive') return String([schema.type].flat()[0])
  return shape === 'array' ? 'array' : 'map'
}

function unknownType(path: string): string {
  return `unknown object type "nil" in ${path}`
}

function isNumeric(type: string): boolean {
  return type === 'integer' || type === 'number'
}

/** What apimachinery's JSON reader takes the value for: what fits into an int64 is an integer. */
function primitiveType(value: JsonValue): string {
  if (typeof value === 'boolean' || typeof value === 'string') return typeof value
  const isInteger = typeof value === 'bigint' || Number.isInteger(value)
  return isInteger && BigInt.asIntN(64, BigInt(value as bigint | number)) === BigInt(value as bigint | number)
    ? 'integer'
    : 'number'
}
