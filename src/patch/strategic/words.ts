/** The directives a strategic merge patch can hold besides plain values. */
export const DIRECTIVE = '$patch'
export const RETAIN_KEYS = '$retainKeys'
export const SET_ORDER = '$setElementOrder'
export const DELETE_FROM_LIST = '$deleteFromPrimitiveList'

/** The field a parallel list such as `$setElementOrder/ports` is about. Throws `complaint` for another form. */
export function fieldOfDirective(key: string, prefix: string, complaint: string): string {
  if (!key.startsWith(`${prefix}/`)) throw new Error(complaint)
  return key.slice(prefix.length + 1)
}
