import {fieldAt, type KubeObject} from '../../api/object.ts'
import {type JsonValue, isObject} from '../../api/json.ts'
import {formatGo} from '../../api/go-format.ts'
import {humanDuration} from '../../base/duration.ts'
import {goSort} from '../../base/go-sort.ts'

const fraction = /\.(\d+)/

/** A time of the API in microseconds since 1970; undefined when it is missing or null. */
function microseconds(time: JsonValue | undefined): number | undefined {
  if (typeof time !== 'string') return undefined
  const seconds = Date.parse(time.replace(fraction, '')) * 1000
  return seconds + Number((fraction.exec(time)?.[1] ?? '').padEnd(6, '0').slice(0, 6))
}

/** When an event was seen last; what has no time at all comes before everything (events.go eventTime). */
function lastSeen(event: KubeObject): number {
  const {series, lastTimestamp, eventTime} = event
  const time = isObject(series)
    ? microseconds(series['lastObservedTime'])
    : (microseconds(lastTimestamp) ?? microseconds(eventTime))
  return time ?? -Infinity
}

/** Sorts in place by the time last seen, equal times in the order that Go's sort leaves them in. */
export function sortEvents(events: KubeObject[]): KubeObject[] {
  const times = new Map(events.map((event) => [event, lastSeen(event)]))
  return goSort(events, (left, right) => times.get(left)! < times.get(right)!)
}

/** How long ago an event was seen, how often and since when: `12m (x3 over 20m)` (event_printer.go getInterval). */
export function eventInterval(event: KubeObject, now: number): string {
  const {series, count, firstTimestamp, lastTimestamp, eventTime} = event
  const first = age(microseconds(eventTime) ?? microseconds(firstTimestamp), now)
  if (isObject(series)) {
    const last = age(microseconds(series['lastObservedTime']), now)
    return `${last} (x${formatGo(series['count'] ?? 0)} over ${first})`
  }
  if (typeof count === 'number' && count > 1) {
    return `${age(microseconds(lastTimestamp), now)} (x${count} over ${first})`
  }
  return first
}

function age(time: number | undefined, now: number): string {
  return time === undefined ? '<unknown>' : humanDuration(now - time / 1000)
}

/** A text field of an event, '' where it is missing. */
export function eventText(event: KubeObject, ...path: string[]): string {
  const value = fieldAt(event, ...path)
  return typeof value === 'string' ? value : ''
}
