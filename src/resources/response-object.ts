import {isObject} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'
import {parseJSON} from '../yaml/json.ts'

/** The object in a server's answer. Throws when the answer is no object, which no API server sends. */
export function parseObject(text: string): KubeObject {
  const value = parseJSON(text)
  if (!isObject(value)) throw new Error(`couldn't get version/kind; json parse error: ${text.slice(0, 80)}`)
  return value
}
