import {goQuote} from '../../base/go-quote.ts'
import type {Condition} from './condition.ts'
import {jsonPathCondition} from './jsonpath-condition.ts'
import {statusCondition} from './status-condition.ts'

/**
 * Reads the values of `--for` (wait.go's conditionFuncsFor). Throws kubectl's text for the first that is
 * none, and when there is not one.
 */
export function parseConditions(texts: readonly string[]): Condition[] {
  if (texts.length === 0) throw new Error('unrecognized condition: []')
  return texts.map(parseCondition)
}

function parseCondition(text: string): Condition {
  const keyword = text.toLowerCase()
  if (keyword === 'delete' || keyword === 'create') return {type: keyword}
  if (text.startsWith('condition=')) return namedCondition(text.slice('condition='.length))
  if (text.startsWith('jsonpath=')) return jsonPathCondition(text.slice('jsonpath='.length))
  throw new Error(`unrecognized condition: ${goQuote(text)}`)
}

/** `Ready` or `Ready=False`. */
function namedCondition(text: string): Condition {
  const equals = text.indexOf('=')
  if (equals === -1) return statusCondition(text, 'true')
  return statusCondition(text.slice(0, equals), text.slice(equals + 1))
}
