import {formatGo} from '../../api/go-format.ts'
import {isObject, type JsonObject, type JsonValue} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {equalFold} from '../../base/fold-case.ts'
import {goType} from '../../jsonpath/value.ts'
import type {StateCondition, Verdict} from './condition.ts'

/**
 * Met when the object's status has the condition with this status, letters of either case
 * (condition.go's ConditionalWait). A condition that is older than the object's generation does not count.
 */
export function statusCondition(name: string, status: string): StateCondition {
  return {
    type: 'state',
    check(object) {
      const conditions = conditionsOf(object)
      for (const condition of conditions) {
        if (!isObject(condition)) continue
        const {type, status: found} = condition
        if (typeof type !== 'string' || typeof found !== 'string' || !equalFold(type, name)) continue
        const stale = staleness(object, condition)
        if (stale !== undefined) return {met: false, seen: `condition ${type} is ${found}, ${stale}`}
        return {met: equalFold(found, status), seen: describe(type, found, condition)}
      }
      return {met: false, seen: `no condition ${name}${others(conditions)}`}
    },
  }
}

/** `.status.conditions`, [] without. Throws apimachinery's text when it is no list (NestedSlice). */
function conditionsOf({status}: KubeObject): readonly JsonValue[] {
  if (status === undefined || status === null) return []
  if (!isObject(status)) throw accessorError('.status.conditions', status, 'map[string]interface{}')
  const {conditions} = status
  if (conditions === undefined) return []
  if (!Array.isArray(conditions)) throw accessorError('.status.conditions', conditions, '[]interface{}')
  return conditions
}

function accessorError(path: string, value: JsonValue, expected: string): Error {
  return new Error(
    `${path} accessor error: ${formatGo(value)} is of the type ${goType(value, 'int64')}, expected ${expected}`,
  )
}

/** Why the condition does not count yet, undefined when it does. */
function staleness(object: KubeObject, condition: JsonObject): string | undefined {
  const generation = integer(object.metadata?.['generation'])
  const status = isObject(object['status']) ? object['status'] : {}
  const observed = integer(condition['observedGeneration']) ?? integer(status['observedGeneration'])
  if (generation === undefined || observed === undefined || observed >= generation) return undefined
  return `seen of generation ${observed} while the object is at ${generation}`
}

function integer(value: JsonValue | undefined): number | bigint | undefined {
  if (typeof value === 'bigint') return value
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}

function describe(type: string, status: string, {reason, message}: JsonObject): Verdict['seen'] {
  const texts = [reason, message].filter((part): part is string => typeof part === 'string' && part !== '')
  const why = texts.join(': ')
  return `condition ${type} is ${status}${why === '' ? '' : ` (${why})`}`
}

/** The conditions that there are, for whoever mistyped one. */
function others(conditions: readonly JsonValue[]): string {
  const known = conditions.filter(isObject).map(({type, status}) => `${formatGo(type)}=${formatGo(status)}`)
  return known.length === 0 ? '' : `, only ${known.join(', ')}`
}
