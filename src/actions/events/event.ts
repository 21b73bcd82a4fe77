import {fieldAt, type KubeObject} from '../../api/object.ts'
import {type JsonValue, isObject} from '../../api/json.ts'
import {formatGo} from '../../api/go-format.ts'
import {humanDuration} from '../../base/duration.ts'
import {goSort} from '../../base/go-sort.ts'

const fraction = /\.(\d+)/

/** A time of the API in microseconds since 1970; undefined when it is missing or null, or no time. */
function microseconds(time: JsonValue | undefined): number | undefined {
  if (typeof time !== 'string') return undefined
  const seconds = Date.parse(time.replace(fraction, '')) * 1000
  if (Number.isNaN(seconds)) return undefined
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

/** When an event was seen last, as near as it tells: also the time of its creation counts. */
function momentOf({series, lastTimestamp, eventTime, metadata}: KubeObject): JsonValue | undefined {
  const observed = isObject(series) ? series['lastObservedTime'] : undefined
  return [observed, lastTimestamp, eventTime, metadata?.['creationTimestamp']].find(isTime)
}

/** The events in the order of time, the oldest first; equal times stay as they are. What has no time comes first. */
export function timeline(events: readonly KubeObject[]): KubeObject[] {
  const moments = new Map(events.map((event) => [event, microseconds(momentOf(event)) ?? -Infinity]))
  return events.toSorted((left, right) => compare(moments.get(left)!, moments.get(right)!))
}

/** When an event was seen, how often and since when: `2026-01-01T12:00:00Z (x3 since 2026-01-01T11:40:00Z)`. */
export function eventMoments(event: KubeObject): string {
  const {series, count, firstTimestamp, eventTime, metadata} = event
  const times = isObject(series) ? series['count'] : count
  const last = formatTime(momentOf(event))
  if (typeof times !== 'number' || times <= 1) return last
  const first = [eventTime, firstTimestamp, metadata?.['creationTimestamp']].find(isTime)
  return `${last} (x${times} since ${formatTime(first)})`
}

/** The time to the second, in UTC whatever zone it was written in. */
function formatTime(time: JsonValue | undefined): string {
  const at = microseconds(time)
  return at === undefined ? '<unknown>' : `${new Date(at / 1000).toISOString().slice(0, 19)}Z`
}

function isTime(value: JsonValue | undefined): boolean {
  return microseconds(value) !== undefined
}

/** Unlike a subtraction, right for two infinite numbers. */
function compare(left: number, right: number): number {
  if (left === right) return 0
  return left < right ? -1 : 1
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
