import type {JsonObject} from '../api/json.ts'
import {messageOf} from '../base/errors.ts'
import {type Precondition, checkPreconditions, PreconditionError} from './errors.ts'
import {PatchSchemaError} from './schema.ts'

/** A patch and the format it is in. */
export interface TypedPatch {
  readonly type: 'strategic' | 'merge'
  readonly patch: JsonObject
}

/** The patch would change what an object is: its kind, its version or its name. */
const identityChanged = 'At least one of apiVersion, kind and name was changed'

/**
 * The patch from one form of an object to another, as `edit` sends it: strategic for the kinds that kubectl has
 * Go types for, a JSON merge patch for all others. Throws when a precondition fails, and for changes below fields
 * that the type does not have; `fails` is told first why, and whether kubectl has a type.
 */
export async function twoWayPatch(
  kind: {readonly apiVersion: string; readonly kind: string},
  original: JsonObject,
  modified: JsonObject,
  preconditions: readonly Precondition[],
  fails: (why: string, typed: boolean) => void,
): Promise<TypedPatch> {
  const {typedSchema} = await import('./builtin-schema.ts')
  const schema = typedSchema(kind)
  try {
    if (schema === undefined) {
      const {createMergePatch} = await import('./json-merge.ts')
      const patch = createMergePatch(original, modified)
      checkPreconditions(patch, preconditions)
      return {type: 'merge', patch}
    }
    const {createTwoWayPatch} = await import('./strategic/index.ts')
    return {type: 'strategic', patch: createTwoWayPatch(original, modified, schema, preconditions)}
  } catch (error) {
    const told = inTypeWords(error)
    const why = messageOf(error instanceof PreconditionError ? error : told)
    fails(why, schema !== undefined)
    throw told
  }
}

/** The error as kubectl says it, which looks at its Go types and not at OpenAPI. */
function inTypeWords(error: unknown): unknown {
  if (error instanceof PreconditionError) return new Error(identityChanged, {cause: error})
  const words = error instanceof PatchSchemaError ? error.otherWords?.types : undefined
  return words === undefined ? error : new Error(words, {cause: error})
}
