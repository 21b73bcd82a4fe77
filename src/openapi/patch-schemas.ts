import type {GroupVersionKind} from '../api/schema.ts'
import {
  type PatchField,
  type PatchMeta,
  type PatchSchema,
  PatchSchemaError,
  type PatchSchemaSource,
  type PatchSupport,
} from '../patch/schema.ts'
import {
  type Document,
  type Operation,
  patchOperation,
  resolveSchema,
  type Schema,
  schemaOfKind,
} from './schema.ts'
import type {OpenAPIDocuments} from './server-documents.ts'

const strategicType = 'application/strategic-merge-patch+json'

/**
 * How the server patches kinds, by its v3 documents, or v2 where it has none (kubectl's apply,
 * gvkSupportsPatchOpenAPIV3 and PatchMetaFromOpenAPIV3).
 */
export class OpenAPIPatchSchemas implements PatchSchemaSource {
  private readonly documents: OpenAPIDocuments

  constructor(documents: OpenAPIDocuments) {
    this.documents = documents
  }

  async support(kind: GroupVersionKind): Promise<PatchSupport | undefined> {
    const document = await this.documents.v3(kind).catch(() => this.documents.v2())
    const operation = patchOperation(document, kind)
    if (operation === undefined) return undefined
    const schema = takesStrategic(operation) ? schemaOfKind(document, kind) : undefined
    return schema === undefined
      ? {strategic: false}
      : {strategic: true, schema: new DocumentPatchSchema(document, schema)}
  }
}

function takesStrategic({requestBody, consumes}: Operation): boolean {
  return Object.hasOwn(requestBody?.content ?? {}, strategicType) || (consumes ?? []).includes(strategicType)
}

/** A schema of a document as the strategic merge looks at it. */
class DocumentPatchSchema implements PatchSchema {
  private readonly document: Document
  private readonly schema: Schema

  constructor(document: Document, schema: Schema) {
    this.document = document
    this.schema = schema
  }

  get name(): string {
    const {type = []} = this.schema
    return [type].flat().join('') || 'Struct'
  }

  objectField(key: string): PatchField {
    const field = this.property(key)
    return {meta: metaOf(field), schema: this.below(field)}
  }

  listField(key: string): PatchField {
    const field = this.property(key)
    return {meta: metaOf(field), schema: this.below(field.items ?? field)}
  }

  private property(key: string): Schema {
    const {properties} = this.schema
    if (properties === undefined || !Object.hasOwn(properties, key)) {
      throw new PatchSchemaError(`unable to find api field "${key}"`)
    }
    return properties[key]!
  }

  private below(schema: Schema): PatchSchema {
    return new DocumentPatchSchema(this.document, resolveSchema(this.document, schema))
  }
}

function metaOf(schema: Schema): PatchMeta {
  return {
    strategies: schema['x-kubernetes-patch-strategy']?.split(',') ?? [],
    mergeKey: schema['x-kubernetes-patch-merge-key'] ?? '',
  }
}
