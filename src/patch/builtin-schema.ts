import builtin from './builtin-types.json' with {type: 'json'}
import type {PatchSchema} from './schema.ts'
import {schemaOfKind} from './schema-table.ts'

/**
 * How to merge a kind that Kubernetes itself has, as of the release the table was made from (kubectl
 * has the same in its Go types); undefined for other kinds. Load this module only when there is
 * something to merge: the table is large.
 */
export function builtinSchema(kind: {apiVersion: string; kind: string}): PatchSchema | undefined {
  return schemaOfKind(builtin, kind)
}
