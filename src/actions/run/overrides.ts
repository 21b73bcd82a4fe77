import {isObject, type JsonObject, type JsonValue} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {goQuote} from '../../base/go-quote.ts'
import {jsonKind} from '../../resources/object-meta.ts'
import {formatJSON, parseJSON, sortKeys} from '../../yaml/json.ts'

/**
 * Changes the generated object as `--overrides` says (cmdutil.Overrider). Throws when the overrides
 * cannot be read or applied, or what comes out is not of its type.
 */
export async function applyOverrides(
  object: KubeObject,
  overrides: string,
  type: string,
): Promise<KubeObject> {
  if (overrides === '') return object
  return decoded(await overridden(object, overrides, type))
}

async function overridden(object: KubeObject, overrides: string, type: string): Promise<KubeObject> {
  switch (type) {
    case '':
    case 'merge': {
      const {applyMergePatch} = await import('../../patch/json-merge.ts')
      return applyMergePatch(object, readMergePatch(overrides))
    }
    case 'strategic':
      return strategic(object, readStrategicPatch(overrides))
    case 'json': {
      const {applyJsonPatch} = await import('../../patch/json-patch.ts')
      return applyJsonPatch(object, readOperations(overrides)) as KubeObject
    }
    default:
      throw new Error(`invalid override type: ${type}`)
  }
}

/** kubectl reads the result into the struct of its kind; of other kinds than the Pod's we have none. */
async function decoded(object: JsonObject): Promise<KubeObject> {
  const apiVersion = typeText(object, 'apiVersion')
  const kind = typeText(object, 'kind')
  if (kind === '' || apiVersion === '') {
    const missing = kind === '' ? 'Kind' : 'apiVersion'
    throw new Error(`Object '${missing}' is missing in '${formatJSON(inOrder(object), 0, {order: 'given'})}'`)
  }
  if (apiVersion === 'v1' && kind === 'Pod') {
    const {asPod} = await import('./pod-struct.ts')
    return asPod(object)
  }
  const {typedSchema} = await import('../../patch/builtin-schema.ts')
  if (typedSchema({apiVersion, kind}) !== undefined) return object
  throw new Error(
    `no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`,
  )
}

function typeText(object: JsonObject, key: 'apiVersion' | 'kind'): string {
  const value = object[key] ?? ''
  if (typeof value === 'string') return value
  throw new Error(
    `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonKind(value)} into Go struct field .${key} of type string`,
  )
}

function inOrder(object: JsonObject): JsonObject {
  return Object.fromEntries(sortKeys(Object.keys(object)).map((key) => [key, object[key]]))
}

async function strategic(object: KubeObject, patch: JsonObject): Promise<KubeObject> {
  const [{applyStrategicPatch}, {builtinSchema}] = await Promise.all([
    import('../../patch/strategic/index.ts'),
    import('../../patch/builtin-schema.ts'),
  ])
  const schema = builtinSchema({apiVersion: 'v1', kind: 'Pod'})!
  return applyStrategicPatch(object, patch, schema)
}

function readMergePatch(text: string): JsonObject {
  const value = tryParse(text)
  if (Array.isArray(value)) {
    throw new Error(
      `couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct ` +
        '{ APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
    )
  }
  if (!isObject(value)) throw new Error('Invalid JSON Patch')
  return value
}

function readStrategicPatch(text: string): JsonObject {
  const value = tryParse(text)
  if (value === null) return {}
  if (!isObject(value)) throw new Error('invalid JSON document')
  return value
}

function readOperations(text: string): JsonObject[] {
  const value = parseJSON(text) ?? []
  if (Array.isArray(value)) return value as JsonObject[]
  throw new Error(`json: cannot unmarshal ${jsonKind(value)} into Go value of type jsonpatch.Patch`)
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return parseJSON(text)
  } catch {
    return undefined
  }
}
