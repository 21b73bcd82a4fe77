import builtin from './builtin-types.json' with {type: 'json'}
import type {PatchSchema} from './schema.ts'
import {schemaOfKind} from './schema-table.ts'

/**
 * How to merge a kind that Kubernetes itself has, as of the release the table was made from; undefined for
 * other kinds. Load this module only when there is something to merge: the table is large.
 */
export function builtinSchema(kind: {apiVersion: string; kind: string}): PatchSchema | undefined {
  return schemaOfKind(builtin, kind)
}

/** Served by every cluster, but kubectl has no Go types for them. */
const untyped = /^(?:apiextensions|apiregistration)\.k8s\.io\//

/** The same where kubectl looks at its Go types only, and never asks the server. */
export function typedSchema(kind: {apiVersion: string; kind: string}): PatchSchema | undefined {
  return untyped.test(kind.apiVersion) ? undefined : builtinSchema(kind)
}
