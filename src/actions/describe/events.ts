import {escapeFieldValue} from '../../api/field-selector.ts'
import type {JsonObject} from '../../api/json.ts'
import {fieldAt} from '../../api/object.ts'
import type {Event} from '../../api/raw-models.ts'
import {trimSpace} from '../../base/go-space.ts'
import {goSort} from '../../base/go-sort.ts'
import {type Describing, endpoint, list} from './cluster.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {since} from './times.ts'

const events = endpoint('v1', 'events', 'Event')

/**
 * The events about the object; `kind` undefined finds those of any kind, `uid` replaces the object's own.
 * None when they cannot be read (kubectl's searchEvents, whose callers ignore its error).
 */
export async function eventsAbout(
  d: Describing,
  object: JsonObject,
  kind: string | undefined,
  uid?: string,
): Promise<Event[]> {
  return searchEvents(d, object, kind, uid).catch(() => [])
}

/** The same; throws what the server says. */
export async function searchEvents(
  d: Describing,
  object: JsonObject,
  kind: string | undefined,
  uid = text(object, 'uid'),
): Promise<Event[]> {
  const namespace = text(object, 'namespace')
  const fields: [string, string][] = [
    ['involvedObject.name', text(object, 'name')],
    ['involvedObject.namespace', namespace],
  ]
  if (kind) fields.push(['involvedObject.kind', kind])
  if (uid !== '') fields.push(['involvedObject.uid', uid])
  const fieldSelector = fields.map(([field, value]) => `${field}=${escapeFieldValue(value)}`).join(',')
  return list<Event>(d, events, {namespace, fieldSelector, limit: d.chunkSize})
}

/** The events about an object, undefined when they are not to be shown. */
export async function eventsOf(
  d: Describing,
  object: object,
  kind: string | undefined,
): Promise<Event[] | undefined> {
  if (!d.showEvents) return undefined
  return eventsAbout(d, object as JsonObject, kind)
}

/** Shows events as the last table of a description (kubectl's DescribeEvents). */
export function writeEvents(w: PrefixWriter, found: readonly Event[] | undefined, now: number): void {
  if (found === undefined) return
  if (found.length === 0) {
    w.write(0, 'Events:\t<none>\n')
    return
  }
  const sorted = goSort([...found], (a, b) => timeOf(a.lastTimestamp) < timeOf(b.lastTimestamp))
  w.write(0, 'Events:\n  Type\tReason\tAge\tFrom\tMessage\n')
  w.write(1, '----\t------\t----\t----\t-------\n')
  for (const event of sorted) {
    const source = event.source?.component || (event.reportingComponent ?? '')
    const path = event.involvedObject?.fieldPath
    const message = (path ? `${path}: ` : '') + trimSpace(event.message ?? '')
    w.write(1, `${event.type ?? ''}\t${event.reason ?? ''}\t${interval(event, now)}\t${source}\t${message}\n`)
  }
}

function interval({eventTime, firstTimestamp, lastTimestamp, series, count = 0}: Event, now: number): string {
  const first = since(now, eventTime || firstTimestamp)
  if (series) return `${since(now, series.lastObservedTime)} (x${series.count ?? 0} over ${first})`
  if (count > 1) return `${since(now, lastTimestamp)} (x${count} over ${first})`
  return first
}

function timeOf(text: string | null | undefined): number {
  return text ? Date.parse(text) : Number.NEGATIVE_INFINITY
}

function text(object: JsonObject, field: string): string {
  const value = fieldAt(object, 'metadata', field)
  return typeof value === 'string' ? value : ''
}
