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
