import {type OtherWords, type PatchField, type PatchSchema, PatchSchemaError} from './schema.ts'

/**
 * The patch metadata of many types in a compact form, made from OpenAPI documents. A field is written
 * `[` when it is a list, the type below it ('' for scalars and maps), and where it has any, `|` its
 * strategies, `|` its merge key: `[core.v1.Container|merge|name`, `core.v1.PodSpec`, `[`, ``.
 */
export interface SchemaTable {
  /** The types of the kinds, by `apps/v1/Deployment` or `v1/Pod`. */
  readonly kinds: Readonly<Record<string, string>>
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The schema of a kind in the table, undefined when it is not there. */
export function schemaOfKind(
  table: SchemaTable,
  kind: {apiVersion: string; kind: string},
): PatchSchema | undefined {
  const key = `${kind.apiVersion}/${kind.kind}`
  return Object.hasOwn(table.kinds, key) ? new TableSchema(table, table.kinds[key]!) : undefined
}

class TableSchema implements PatchSchema {
  readonly name = 'object'
  private readonly table: SchemaTable
  private readonly type: string

  constructor(table: SchemaTable, type: string) {
    this.table = table
    this.type = type
  }

  objectField(key: string): PatchField {
    const {list, ...field} = this.field(key)
    // A list looked at as an object has no fields.
    return list ? {...field, schema: new TableSchema(this.table, '')} : field
  }

  listField(key: string): PatchField {
    const {list: _list, ...field} = this.field(key)
    return field
  }

  private field(key: string): PatchField & {list: boolean} {
    const fields = this.table.types[this.type]
    if (fields === undefined || !Object.hasOwn(fields, key)) {
      throw new PatchSchemaError(`unable to find api field "${key}"`, otherWords(key, this.type))
    }
    const [type = '', strategies, mergeKey = ''] = fields[key]!.split('|')
    const list = type.startsWith('[')
    const meta = {strategies: strategies ? strategies.split(',') : [], mergeKey}
    return {meta, list, schema: new TableSchema(this.table, list ? type.slice(1) : type)}
  }
}

/** What kubectl's other sources say of a field that they do not know. */
function otherWords(key: string, type: string): OtherWords {
  if (type === '') {
    return {
      openapiV2: 'expected kind, but got map',
      types: 'merging an object in json but data type is not struct, instead is: map',
    }
  }
  const struct = type.slice(type.lastIndexOf('.') + 1)
  return {
    openapiV2: `unable to find api field "${key}" in ${definitionName(type)}`,
    types: `unable to find api field in struct ${struct} for the json field "${key}"`,
  }
}

/** The type's name in OpenAPI documents, of which the table leaves out what most have in common. */
function definitionName(type: string): string {
  if (type.startsWith('apis.meta.')) return `io.k8s.apimachinery.pkg.${type}`
  if (type.startsWith('apiextensions.')) return `io.k8s.apiextensions-apiserver.pkg.apis.${type}`
  if (type.startsWith('apiregistration.')) return `io.k8s.kube-aggregator.pkg.apis.${type}`
  return `io.k8s.api.${type}`
}
