import {isObject, type JsonObject, type JsonValue} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {parseJSON} from '../../yaml/json.ts'

/**
 * Changes the generated object as `--overrides` says (cmdutil.Overrider). Throws when the overrides
 * cannot be read or applied.
 */
export async function applyOverrides(
  object: KubeObject,
  overrides: string,
  type: string,
): Promise<KubeObject> {
  if (overrides === '') return object
  switch (type) {
    case '':
    case 'merge': {
      const {applyMergePatch} = await import('../../patch/json-merge.ts')
      return applyMergePatch(object, readObject(overrides, 'Invalid JSON Patch'))
    }
    case 'strategic':
      return strategic(object, readObject(overrides, 'invalid JSON document'))
    case 'json': {
      const {applyJsonPatch} = await import('../../patch/json-patch.ts')
      return applyJsonPatch(object, readOperations(overrides)) as KubeObject
    }
    default:
      throw new Error(`invalid override type: ${type}`)
  }
}

async function strategic(object: KubeObject, patch: JsonObject): Promise<KubeObject> {
  const [{applyStrategicPatch}, {builtinSchema}] = await Promise.all([
    import('../../patch/strategic/index.ts'),
    import('../../patch/builtin-schema.ts'),
  ])
  const schema = builtinSchema({apiVersion: 'v1', kind: 'Pod'})!
  return applyStrategicPatch(object, patch, schema)
}

function readObject(text: string, complaint: string): JsonObject {
  const value = tryParse(text)
  if (Array.isArray(value)) {
    throw new Error(
      `couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct ` +
        '{ APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
    )
  }
  if (!isObject(value)) throw new Error(complaint)
  return value
}

function readOperations(text: string): JsonObject[] {
  const value = parseJSON(text)
  if (isObject(value)) {
    throw new Error('json: cannot unmarshal object into Go value of type jsonpatch.Patch')
  }
  return value as JsonObject[]
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return parseJSON(text)
  } catch {
    return undefined
  }
}
