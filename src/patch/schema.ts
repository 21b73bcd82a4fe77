import type {GroupVersionKind} from '../api/schema.ts'

/** How a list or an object is to be patched: the `x-kubernetes-patch-*` words of one field. */
export interface PatchMeta {
  /** Of `x-kubernetes-patch-strategy`, split at commas: `merge`, `replace`, `retainKeys`. */
  readonly strategies: readonly string[]
  /** Of `x-kubernetes-patch-merge-key`, '' when there is none. */
  readonly mergeKey: string
}

/** A field's metadata and the schema of what is below it. */
export interface PatchField {
  readonly meta: PatchMeta
  readonly schema: PatchSchema
}

/**
 * What the strategic merge needs to know of a type (apimachinery's LookupPatchMeta). Sources are the
 * table built into kctl and a server's OpenAPI documents.
 */
export interface PatchSchema {
  /** The type's name for messages. */
  readonly name: string
  /** The object field of this name. Throws `PatchSchemaError` when the type has no such field. */
  objectField(key: string): PatchField
  /** The list field of this name; `schema` is that of the items. Throws `PatchSchemaError`. */
  listField(key: string): PatchField
}

/** The schema does not know the field, so nobody knows how to merge it. */
export class PatchSchemaError extends Error {
  override name = 'PatchSchemaError'
  /** How kubectl says it of its other two sources, where they have words of their own. */
  readonly otherWords: OtherWords | undefined
  constructor(message: string, otherWords?: OtherWords) {
    super(message)
    this.otherWords = otherWords
  }
}

/** The message in the words of kubectl's OpenAPI v2 reader and of its Go types. */
export interface OtherWords {
  readonly openapiV2: string
  readonly types: string
}

/** The strategy of a field as the merge uses it: `retainKeys` apart from the others. */
export interface Strategy {
  readonly retainKeys: boolean
  /** '', `merge` or `replace`. */
  readonly strategy: string
}

/** Splits the strategies (extractRetainKeysPatchStrategy). Throws for combinations that do not exist. */
export function strategyOf({strategies}: PatchMeta): Strategy {
  const [first, second] = strategies
  if (first === undefined) return {retainKeys: false, strategy: ''}
  if (second === undefined) {
    return first === 'retainKeys' ? {retainKeys: true, strategy: ''} : {retainKeys: false, strategy: first}
  }
  if (strategies.length === 2 && first === 'retainKeys') return {retainKeys: true, strategy: second}
  if (strategies.length === 2 && second === 'retainKeys') return {retainKeys: true, strategy: first}
  throw new Error(`unexpected patch strategy: [${strategies.join(' ')}]`)
}

/** How a server patches a kind, as its OpenAPI documents say. */
export type PatchSupport =
  | {readonly strategic: false}
  | {readonly strategic: true; readonly schema: PatchSchema}

/** Reads the patch metadata that a server publishes. */
export interface PatchSchemaSource {
  /** Undefined when the documents do not know the kind. Throws when they cannot be read. */
  support(kind: GroupVersionKind): Promise<PatchSupport | undefined>
}
