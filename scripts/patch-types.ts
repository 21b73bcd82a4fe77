/**
 * Writes src/patch/builtin-types.json: how to merge the fields of the kinds that Kubernetes itself
 * has, from the OpenAPI v3 documents of a Kubernetes release.
 *
 *   node scripts/patch-types.ts FOLDER     FOLDER: api/openapi-spec/v3 of the Kubernetes source
 */
import {readFileSync, readdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import type {SchemaTable} from '../src/patch/schema-table.ts'

interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly 'x-kubernetes-patch-strategy'?: string
  readonly 'x-kubernetes-patch-merge-key'?: string
  readonly 'x-kubernetes-group-version-kind'?: readonly Kind[]
}
interface Kind {
  readonly group: string
  readonly version: string
  readonly kind: string
}
interface Patch {
  readonly requestBody?: {readonly content?: Readonly<Record<string, unknown>>}
  readonly 'x-kubernetes-group-version-kind'?: Kind
}
interface Document {
  readonly paths: Readonly<Record<string, {readonly patch?: Patch}>>
  readonly components?: {readonly schemas?: Readonly<Record<string, Schema>>}
}

type Fields = Record<string, string>

const STRATEGIC = 'application/strategic-merge-patch+json'
const TARGET = path.join(import.meta.dirname, '..', 'src', 'patch', 'builtin-types.json')

/** Type names without the parts that all of them share. */
function shortName(ref: string): string {
  return ref
    .replace('#/components/schemas/', '')
    .replace('io.k8s.api.', '')
    .replace('io.k8s.apimachinery.pkg.', '')
    .replace('io.k8s.apiextensions-apiserver.pkg.apis.', '')
    .replace('io.k8s.kube-aggregator.pkg.apis.', '')
}

function targetOf(schema: Schema): string | undefined {
  return schema.allOf?.[0]?.$ref ?? schema.$ref
}

/** A field in the form that schema-table.ts reads, and the type to describe next. */
function describe(schema: Schema): {text: string; next: string | undefined} {
  const next = targetOf(schema.items ?? schema)
  const type = `${schema.items ? '[' : ''}${next === undefined ? '' : shortName(next)}`
  const strategy = schema['x-kubernetes-patch-strategy']
  const mergeKey = schema['x-kubernetes-patch-merge-key']
  if (strategy === undefined && mergeKey === undefined) return {text: type, next}
  return {
    text: [type, strategy ?? '', ...(mergeKey === undefined ? [] : [mergeKey])].join('|'),
    next,
  }
}

/** Puts the type and all that it refers to into the table; types without fields stay out. */
function collect(
  ref: string,
  schemas: Readonly<Record<string, Schema>>,
  types: Record<string, Fields>,
): void {
  const name = shortName(ref)
  if (Object.hasOwn(types, name)) return
  const fields: Fields = {}
  types[name] = fields
  for (const [key, schema] of Object.entries(
    schemas[ref.replace('#/components/schemas/', '')]?.properties ?? {},
  )) {
    const {text, next} = describe(schema)
    fields[key] = text
    if (next !== undefined) collect(next, schemas, types)
  }
}

function read(document: Document, kinds: Record<string, string>, types: Record<string, Fields>): void {
  const schemas = document.components?.schemas ?? {}
  const strategic = new Set<string>()
  for (const {patch} of Object.values(document.paths)) {
    const kind = patch?.['x-kubernetes-group-version-kind']
    if (kind && patch.requestBody?.content?.[STRATEGIC]) strategic.add(keyOf(kind))
  }
  for (const [name, schema] of Object.entries(schemas)) {
    for (const kind of schema['x-kubernetes-group-version-kind'] ?? []) {
      if (!strategic.has(keyOf(kind))) continue
      kinds[keyOf(kind)] = shortName(name)
      collect(`#/components/schemas/${name}`, schemas, types)
    }
  }
}

function keyOf({group, version, kind}: Kind): string {
  return group === '' ? `${version}/${kind}` : `${group}/${version}/${kind}`
}

/** Types without fields are what a missing type is; dropping them keeps the table small. */
function withoutEmpty(types: Record<string, Fields>): Record<string, Fields> {
  const kept = Object.entries(types).filter(([, fields]) => Object.keys(fields).length > 0)
  const names = new Set(kept.map(([name]) => name))
  const shorten = (field: string): string =>
    field.replace(/^(\[?)([^|]+)/, (_, list: string, type: string) =>
      names.has(type) ? `${list}${type}` : list,
    )
  const entries = kept.map(([name, fields]): [string, Fields] => [
    name,
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, shorten(field)])),
  ])
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('Usage: node scripts/patch-types.ts FOLDER')
const kinds: Record<string, string> = {}
const types: Record<string, Fields> = {}
for (const file of readdirSync(folder).toSorted()) {
  if (!file.endsWith('.json')) continue
  read(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Document, kinds, types)
}
const table: SchemaTable = {
  kinds: Object.fromEntries(Object.entries(kinds).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  types: withoutEmpty(types),
}
const lines = Object.entries(table.types).map(
  ([name, fields]) => `  ${JSON.stringify(name)}: ${JSON.stringify(fields)}`,
)
const kindLines = Object.entries(table.kinds).map(
  ([name, type]) => `  ${JSON.stringify(name)}: ${JSON.stringify(type)}`,
)
writeFileSync(TARGET, `{"kinds": {\n${kindLines.join(',\n')}\n}, "types": {\n${lines.join(',\n')}\n}}\n`)
