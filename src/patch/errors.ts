import {formatGo} from '../api/go-format.ts'
import type {JsonObject, JsonValue} from '../api/json.ts'
import {jsonType} from '../api/json-compare.ts'

/** The user and somebody else changed the same field differently (mergepatch.ErrConflict). */
export class PatchConflictError extends Error {
  override name = 'PatchConflictError'
  readonly patch: JsonObject
  readonly changes: JsonObject
  constructor(patch: JsonObject, changes: JsonObject) {
    super('the patch conflicts with changes made from original to current')
    this.patch = patch
    this.changes = changes
  }

  /** kubectl's message, which shows both sides as YAML. */
  describe(toYAML: (value: JsonObject) => string): string {
    const [patch, changes] = [toYAML(this.patch), toYAML(this.changes)]
    return `patch:\n${patch}\nconflicts with changes made from original to current:\n${changes}\n`
  }
}

/** The patch touches what must stay (mergepatch.ErrPreconditionFailed). */
export class PreconditionError extends Error {
  override name = 'PreconditionError'
  constructor(patch: JsonObject) {
    super(`precondition failed for: ${formatGo(patch)}`)
  }
}

/** A check on a finished patch: false refuses it. */
export type Precondition = (patch: JsonObject) => boolean

/** Refuses patches with this key at the top. */
export function requireKeyUnchanged(key: string): Precondition {
  return (patch) => !Object.hasOwn(patch, key)
}

/** Refuses patches with this key in `metadata`. */
export function requireMetadataKeyUnchanged(key: string): Precondition {
  return (patch) => {
    const metadata = patch['metadata']
    return jsonType(metadata) !== 'map' || !Object.hasOwn(metadata as JsonObject, key)
  }
}

/** Throws `PreconditionError` unless all hold. */
export function checkPreconditions(patch: JsonObject, preconditions: readonly Precondition[]): void {
  if (!preconditions.every((holds) => holds(patch))) throw new PreconditionError(patch)
}

/** Go's name of a type decoded from JSON. */
function goTypeName(value: JsonValue | undefined): string {
  const type = jsonType(value)
  if (type === 'map') return 'map[string]interface {}'
  if (type === 'slice') return '[]interface {}'
  return type === 'nil' ? '%!s(<nil>)' : type
}

/** A value of another type than the schema wants (mergepatch.ErrBadArgType). */
export function badType(expected: 'map' | 'slice', actual: JsonValue | undefined): Error {
  const name = expected === 'map' ? 'map[string]interface {}' : '[]interface {}'
  return new Error(`expected a ${name}, but received a ${goTypeName(actual)}`)
}

/** A list item without its merge key (mergepatch.ErrNoMergeKey). */
export function noMergeKey(item: JsonObject, key: string): Error {
  return new Error(`map: ${formatGo(item)} does not contain declared merge key: ${key}`)
}

/** A `$patch` with a word that is none (mergepatch.ErrBadPatchType). */
export function badDirective(directive: JsonValue | undefined, map: JsonObject): Error {
  const text =
    typeof directive === 'string' ? directive : `%!s(${jsonType(directive)}=${formatGo(directive)})`
  return new Error(`unknown patch type: ${text} in map: ${formatGo(map)}`)
}

export const LIST_OF_LISTS = 'lists of lists are not supported'
export const BAD_PRIMITIVE_LIST = 'invalid patch format of primitive list'
export const BAD_RETAIN_KEYS = 'invalid patch format of retainKeys'
export const BAD_SET_ORDER = 'invalid patch format of setElementOrder list'
