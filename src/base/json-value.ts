/**
 * JSON as Kubernetes sees it: integers up to int64 keep every digit (`bigint` where a double cannot
 * hold them, `number` otherwise); unknown fields pass through untouched.
 */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject
export interface JsonObject {
  [key: string]: JsonValue | undefined
}

/** Whether the value is a JSON object (not null, not a list). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Sets a field of an object made from input, where a key named `__proto__` is a field like any other. */
export function setField(object: JsonObject, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {value, writable: true, enumerable: true, configurable: true})
  } else {
    object[key] = value
  }
}
