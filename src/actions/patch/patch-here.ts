import {isObject, type JsonObject, type JsonValue} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {formatGroupVersion, kindOf} from '../../api/schema.ts'
import {describeKind} from '../../discovery/errors.ts'
import {formatJSON, parseJSON} from '../../yaml/json.ts'
import type {PatchType} from './options.ts'

/**
 * The object that the patch makes, without a server (patch.go's getPatchedJSON). Throws kubectl's sentences, which
 * are those of its libraries: of evanphx/json-patch for `json` and `merge`, of strategicpatch for `strategic`.
 */
export async function patchHere(object: KubeObject, type: PatchType, patch: string): Promise<KubeObject> {
  return decode(await appliers[type](object, patch))
}

const appliers: Readonly<Record<PatchType, (object: KubeObject, patch: string) => Promise<JsonValue>>> = {
  json: applyOperations,
  merge: mergeFields,
  strategic: mergeStrategically,
}

async function applyOperations(object: KubeObject, patch: string): Promise<JsonValue> {
  const {applyJsonPatch} = await import('../../patch/json-patch.ts')
  const operations = readOperations(patch)
  try {
    return applyJsonPatch(object, operations)
  } catch (error) {
    const {message} = error as Error
    const at = message.indexOf('key:')
    if (!message.includes('doc is missing key') || at < 0) throw error
    throw new Error(`Object to be patched is missing field (${message.slice(at + 5)})`, {cause: error})
  }
}

function readOperations(patch: string): JsonObject[] {
  const value = parseJSON(patch)
  if (value === null) return []
  if (!Array.isArray(value)) throw mismatch(value, 'jsonpatch.Patch')
  for (const operation of value) {
    if (operation !== null && !isObject(operation)) throw mismatch(operation, 'jsonpatch.Operation')
  }
  return value.map((operation) => (isObject(operation) ? operation : {}))
}

function mismatch(value: JsonValue, type: string): Error {
  const shown = Array.isArray(value) ? 'array' : isObject(value) ? 'object' : scalarName(value)
  return new Error(`json: cannot unmarshal ${shown} into Go value of type ${type}`)
}

function scalarName(value: JsonValue): string {
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'string' ? 'string' : 'number'
}

async function mergeFields(object: KubeObject, patch: string): Promise<JsonValue> {
  const {applyMergePatch} = await import('../../patch/json-merge.ts')
  const value = readOr(patch, 'Invalid JSON Patch')
  // A list takes the place of the object; the decoder then says what is wrong with that.
  if (Array.isArray(value)) return value
  if (!isObject(value)) throw new Error('Invalid JSON Patch')
  return applyMergePatch(object, value)
}

async function mergeStrategically(object: KubeObject, patch: string): Promise<JsonValue> {
  const [{builtinSchema}, {applyStrategicPatch}] = await Promise.all([
    import('../../patch/builtin-schema.ts'),
    import('../../patch/strategic/index.ts'),
  ])
  const kind = kindOf(object)
  const schema = builtinSchema({apiVersion: formatGroupVersion(kind), kind: kind.kind})
  if (schema === undefined) {
    throw new Error(
      `strategic merge patch is not supported for ${describeKind(kind)} locally, try --type merge`,
    )
  }
  const value = readOr(patch, 'invalid JSON document')
  if (value !== null && !isObject(value)) throw new Error('invalid JSON document')
  return applyStrategicPatch(object, value ?? {}, schema)
}

function readOr(text: string, complaint: string): JsonValue {
  try {
    return parseJSON(text)
  } catch {
    throw new Error(complaint)
  }
}

/** Throws what unstructured's decoder says of a result that is no object any more. */
function decode(value: JsonValue): KubeObject {
  if (!isObject(value)) throw mismatch(value, 'unstructured.detector')
  if (typeof value['kind'] === 'string' && value['kind'] !== '') return value
  throw new Error(`Object 'Kind' is missing in '${formatJSON(value)}'`)
}
