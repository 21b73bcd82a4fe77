import {parseJSONPath} from '../../jsonpath/jsonpath.ts'
import {relaxJSONPath} from '../../jsonpath/relaxed.ts'
import {isMap, scalarText, type Value} from '../../jsonpath/value.ts'
import type {StateCondition} from './condition.ts'

/**
 * Met when the path leads to this value, or to any when none is given: `{.status.phase}=Running`
 * (wait.go's processJSONPathInput, json.go's JSONPathWait). Throws what is wrong with the text.
 */
export function jsonPathCondition(text: string): StateCondition {
  const {path, expected} = parse(text)
  const template = parseJSONPath(path, {allowMissingKeys: true})
  return {
    type: 'state',
    check(object) {
      const value = onlyValue(template.findResults(object))
      if (value === undefined) return {met: false, seen: `${path} leads to nothing`}
      if (expected === undefined) return {met: true, seen: `${path} is there`}
      if (isMap(value.found) || Array.isArray(value.found)) {
        throw new Error('jsonpath leads to a nested object or list which is not supported')
      }
      const found = textOf(value.found)
      return {met: found.trim() === expected.trim(), seen: `${path} is ${found}`}
    },
  }
}

function parse(text: string): {path: string; expected: string | undefined} {
  const [left = '', right, ...rest] = splitAtEquals(text)
  if (rest.length > 0) {
    throw new Error(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    )
  }
  const path = relaxJSONPath(left)
  if (right === undefined) return {path: notEmpty(path), expected: undefined}
  const expected = right.replace(/^['"]+|['"]+$/g, '')
  if (expected === '') {
    throw new Error(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    )
  }
  return {path: notEmpty(path), expected}
}

function notEmpty(path: string): string {
  if (path === '') throw new Error('jsonpath expression cannot be empty')
  return path
}

/** The parts between single equal signs; a double one belongs to a filter (splitJSONPathInput). */
function splitAtEquals(text: string): string[] {
  return text
    .replaceAll('==', '\0')
    .split('=')
    .map((part) => part.replaceAll('\0', '=='))
}

/** The value, boxed because null is one. Throws when there are several. */
function onlyValue(results: readonly (readonly Value[])[]): {readonly found: Value} | undefined {
  const [first] = results
  if (first === undefined || first.length === 0) return undefined
  if (results.length > 1) throw new Error('given jsonpath expression matches more than one list')
  if (first.length > 1) throw new Error('given jsonpath expression matches more than one value')
  return {found: first[0]}
}

function textOf(value: Exclude<Value, readonly unknown[]>): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null || isMap(value)) return '<nil>'
  return scalarText(value, 'int64')
}
