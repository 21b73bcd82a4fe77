import type {GroupVersionKind} from '../api/schema.ts'

/** A schema object of OpenAPI v2 or v3, as far as Kubernetes' clients read it. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly required?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly $ref?: string
  readonly externalDocs?: {readonly description?: string; readonly url?: string}
  readonly 'x-kubernetes-group-version-kind'?: readonly Partial<GroupVersionKind>[]
  readonly 'x-kubernetes-patch-strategy'?: string
  readonly 'x-kubernetes-patch-merge-key'?: string
}

/** What can be done at a path. */
export interface Operation {
  readonly parameters?: readonly Parameter[]
  /** v3. */
  readonly requestBody?: {readonly content?: Readonly<Record<string, unknown>>}
  /** v2. */
  readonly consumes?: readonly string[]
  readonly 'x-kubernetes-group-version-kind'?: Partial<GroupVersionKind>
}

/** A parameter of an operation, or a reference to one that several share. */
export interface Parameter {
  readonly name?: string
  readonly in?: string
  readonly $ref?: string
}

/** An OpenAPI document, v2 (all groups) or v3 (one group and version), reduced to what is the same in both. */
export interface Document {
  readonly schemas: Readonly<Record<string, Schema>>
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly parameters: Readonly<Record<string, Parameter>>
}

/** Takes the parts from where either version has them. Throws when it is no OpenAPI document. */
export function asDocument(parsed: unknown): Document {
  const {definitions, parameters, paths, components} = (parsed ?? {}) as {
    definitions?: Document['schemas']
    parameters?: Document['parameters']
    paths?: Document['paths']
    components?: {schemas?: Document['schemas']; parameters?: Document['parameters']}
  }
  if (paths === undefined) throw new Error('Invalid OpenAPI V3 document')
  return {
    schemas: components?.schemas ?? definitions ?? {},
    parameters: components?.parameters ?? parameters ?? {},
    paths,
  }
}

/** The schema of a kind, undefined when the document has none. */
export function schemaOfKind({schemas}: Document, kind: GroupVersionKind): Schema | undefined {
  for (const schema of Object.values(schemas)) {
    if (schema['x-kubernetes-group-version-kind']?.some((each) => sameKind(each, kind))) return schema
  }
  return undefined
}

/** The PATCH operation on objects of a kind, undefined when the document has none. */
export function patchOperation({paths}: Document, kind: GroupVersionKind): Operation | undefined {
  for (const {patch} of Object.values(paths)) {
    if (patch && sameKind(patch['x-kubernetes-group-version-kind'], kind)) return patch
  }
  return undefined
}

/** The schema that a reference leads to, directly or as the first of `allOf`; others are themselves. Throws when it leads nowhere. */
export function resolveSchema(document: Document, schema: Schema): Schema {
  const {$ref} = schema.allOf?.[0] ?? schema
  if ($ref === undefined) return schema.allOf?.[0] ?? schema
  const found = document.schemas[referencedName($ref)]
  if (found === undefined) throw new Error(`unable to resolve ${$ref} in OpenAPI V3`)
  return found
}

/** The last part of `#/components/schemas/x` and its likes. */
export function referencedName(reference: string): string {
  return reference.replace(/^#\/(?:components\/)?(?:schemas|definitions|parameters)\//, '')
}

/** Whether a mark `x-kubernetes-group-version-kind` says this kind. */
export function sameKind(found: Partial<GroupVersionKind> | undefined, wanted: GroupVersionKind): boolean {
  return (
    found !== undefined &&
    (found.group ?? '') === wanted.group &&
    found.version === wanted.version &&
    found.kind === wanted.kind
  )
}
