import {type JsonObject, type JsonValue, isObject} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {formatGroupVersion} from '../../api/schema.ts'
import {messageOf} from '../../base/errors.ts'
import type {GroupVersionKind} from '../../api/schema.ts'
import {PatchConflictError, requireKeyUnchanged, requireMetadataKeyUnchanged} from '../../patch/errors.ts'
import {encodeObject, originalConfiguration} from '../../patch/last-applied.ts'
import {
  type OtherWords,
  type PatchSchema,
  PatchSchemaError,
  type PatchSchemaSource,
} from '../../patch/schema.ts'
import {type ThreeWay, createThreeWayPatch} from '../../patch/strategic/index.ts'
import {parseJSON} from '../../yaml/json.ts'

/** A patch and how to send it. */
export interface ComputedPatch {
  readonly type: 'strategic' | 'merge'
  readonly patch: JsonObject
  /** For applying a strategic patch here. */
  readonly schema: PatchSchema | undefined
}

/** What a patch is computed with. */
export interface PatchContext {
  readonly overwrite: boolean
  /** `--openapi-patch`: also ask the server how to merge. */
  readonly openapi: PatchSchemaSource | undefined
  /** Tells the user of a try that failed. */
  warn(text: string): void
}

/**
 * The patch that brings the live object to the modified configuration (Patcher.patchSimple up to the
 * request). kubectl reads the server's OpenAPI for that; kctl has the same table for Kubernetes' own
 * kinds built in and asks the server only for other kinds, and for fields the table does not know.
 * Throws with all three documents when there is no way.
 */
export async function computePatch(
  kind: GroupVersionKind,
  live: KubeObject,
  modified: string,
  context: PatchContext,
): Promise<ComputedPatch> {
  const original = originalConfiguration(live) ?? ''
  try {
    const documents = {original: parse(original), modified: parse(modified), current: live}
    const schema = await builtin(kind)
    if (schema === undefined) return await patchForeign(kind, documents, context)
    return await patchBuiltin(kind, schema, documents, context)
  } catch (error) {
    const cause = otherWords(error)?.types ?? (await causeText(error))
    const texts = `original:\n${original}\nmodified:\n${modified}\ncurrent:\n${encodeObject(live)}`
    throw new Error(`creating patch with:\n${texts}\nfor: ${cause}`, {cause: error})
  }
}

async function builtin(kind: GroupVersionKind): Promise<PatchSchema | undefined> {
  const {builtinSchema} = await import('../../patch/builtin-schema.ts')
  return builtinSchema({apiVersion: formatGroupVersion(kind), kind: kind.kind})
}

function parse(text: string): JsonObject {
  if (text === '') return {}
  let value: JsonValue
  try {
    value = parseJSON(text)
  } catch {
    throw new Error('invalid JSON document')
  }
  if (value !== null && !isObject(value)) throw new Error('invalid JSON document')
  return value ?? {}
}

async function patchBuiltin(
  kind: GroupVersionKind,
  schema: PatchSchema,
  documents: ThreeWay,
  context: PatchContext,
): Promise<ComputedPatch> {
  try {
    return strategic(schema, documents, context)
  } catch (error) {
    const newer = error instanceof PatchSchemaError ? await serverSchema(kind, context) : undefined
    if (newer !== undefined) {
      try {
        return strategic(newer, documents, context)
      } catch {
        // The server does not know the field either: the first error says it best.
      }
    }
    if (context.openapi !== undefined) {
      const cause = await causeText(error)
      context.warn(`warning: error calculating patch from openapi v3 spec: ${cause}\n`)
      const v2 = otherWords(error)?.openapiV2 ?? cause
      context.warn(`warning: error calculating patch from openapi spec: ${v2}\n`)
    }
    throw error
  }
}

async function serverSchema(kind: GroupVersionKind, context: PatchContext): Promise<PatchSchema | undefined> {
  const support = await context.openapi?.support(kind).catch(() => undefined)
  return support?.strategic ? support.schema : undefined
}

/** Kinds that are not Kubernetes' own: custom resources take merge patches, aggregated APIs may take strategic ones. */
async function patchForeign(
  kind: GroupVersionKind,
  documents: ThreeWay,
  context: PatchContext,
): Promise<ComputedPatch> {
  const {createThreeWayMergePatch} = await import('../../patch/json-three-way.ts')
  const preconditions = [
    requireKeyUnchanged('apiVersion'),
    requireKeyUnchanged('kind'),
    requireMetadataKeyUnchanged('name'),
  ]
  const merge = (): ComputedPatch => ({
    type: 'merge',
    patch: createThreeWayMergePatch(documents, preconditions),
    schema: undefined,
  })
  if (context.openapi === undefined) return merge()
  const unchanged = tryMerge(merge)
  // Nothing to change is nothing to change in either way, and costs no documents.
  if (unchanged !== undefined && Object.keys(unchanged.patch).length === 0) return unchanged
  const schema = await serverSchema(kind, context)
  if (schema === undefined) return merge()
  try {
    return strategic(schema, documents, context)
  } catch (error) {
    context.warn(`warning: error calculating patch from openapi v3 spec: ${await causeText(error)}\n`)
    return merge()
  }
}

function tryMerge(merge: () => ComputedPatch): ComputedPatch | undefined {
  try {
    return merge()
  } catch {
    return undefined
  }
}

function strategic(schema: PatchSchema, documents: ThreeWay, {overwrite}: PatchContext): ComputedPatch {
  return {type: 'strategic', patch: createThreeWayPatch(documents, schema, {overwrite}), schema}
}

/** What kubectl's fallbacks, of which kctl needs none, say of the same. */
function otherWords(error: unknown): OtherWords | undefined {
  return error instanceof PatchSchemaError ? error.otherWords : undefined
}

/** The error's text; conflicts show both sides. */
async function causeText(error: unknown): Promise<string> {
  if (!(error instanceof PatchConflictError)) return messageOf(error)
  const {formatYAML} = await import('../../yaml/yaml-writer.ts')
  return error.describe(formatYAML)
}
