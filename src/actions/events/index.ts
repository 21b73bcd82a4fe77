import {isList, type KubeObject} from '../../api/object.ts'
import {aggregate} from '../../base/aggregate.ts'
import {BrokenPipeError, toError} from '../../base/errors.ts'
import {interruptible} from '../../base/interrupt.ts'
import {merge} from '../../base/merge.ts'
import {coloredFormat, type Output} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import {followWatch} from '../../resources/follow-watch.ts'
import {KnownObjects} from '../../resources/known-objects.ts'
import {listsAhead} from '../../resources/lists.ts'
import type {Session} from '../../session/session.ts'
import {aboutObject} from './about.ts'
import {sortEvents, timeline} from './event.ts'
import {EventPrinter} from './event-printer.ts'

/** What `events` was told, flags by their names. */
export interface EventsOptions extends PrintFlags {
  readonly allNamespaces: boolean
  readonly watch: boolean
  readonly noHeaders: boolean
  /** TYPE/NAME of the object that the events are about, '' for all. */
  readonly for: string
  readonly types: readonly string[]
  readonly chunkSize: number
  /** In the order of time, with the times themselves, and with --watch what is past before what comes. */
  readonly timeline: boolean
}

const mapping = {
  resource: {group: '', version: 'v1', resource: 'events'},
  kind: {group: '', version: 'v1', kind: 'Event'},
  namespaced: true,
} as const

/** Shows events by the time they were seen last, or as they come (kubectl events). */
export async function events(session: Session, options: EventsOptions): Promise<void> {
  const {namespace} = await session.namespace()
  const several = options.allNamespaces ? undefined : await session.namespaces()
  const allNamespaces = options.allNamespaces || several !== undefined
  const fieldSelector = await aboutObject(options.for, () => session.mapper())
  await session.client()
  const printer = await newPrinter(session, {...options, allNamespaces})
  if (options.types.some((type) => !['normal', 'warning'].includes(type.toLowerCase()))) {
    throw new Error('valid --types are Normal or Warning')
  }
  const wanted = wantedTypes(options.types)
  const places = several ?? [allNamespaces ? '' : namespace]
  const queries = places.map((place) => ({mapping, namespace: place, fieldSelector}))
  const out = new TabWriter(coloredFormat(session.io.out, options.output))
  const show = (object: KubeObject): void => {
    print(printer, object, out)
    out.flush()
  }
  if (options.watch && !options.timeline)
    return watchEvents(session, queries.map(fromTheStart), {wanted, show})
  const {found, starts, failure} = await listEvents(session, queries, options.chunkSize, wanted)
  if (failure !== undefined && (several === undefined || options.watch)) throw failure
  const sorted = options.timeline ? timeline(found) : sortEvents(found)
  if (options.watch) {
    for (const event of sorted) show(event)
    return watchEvents(session, starts, {wanted, show})
  }
  if (found.length > 0) {
    if (options.output.toLowerCase() !== 'name') show({...listHead, items: sorted})
    // kubectl's name printer takes no list, and nobody looks at its error.
    else if (options.timeline) for (const event of sorted) show(event)
  }
  if (failure !== undefined) throw failure
  if (found.length > 0) return
  const where = allNamespaces ? 'No events found.' : `No events found in ${namespace} namespace.`
  session.io.errOut.write(`${where}\n`)
}

/** What the list says of itself: kubectl makes a new one of all pages. */
const listHead = {kind: 'EventList', apiVersion: 'v1', metadata: {}} as const

interface EventQuery {
  readonly mapping: RESTMapping
  readonly namespace: string
  readonly fieldSelector: string
}

function newPrinter({host}: Session, options: EventsOptions): Printer | Promise<Printer> {
  const {noHeaders, allNamespaces, timeline: absolute} = options
  if (options.output !== '') {
    return toPrinter(options, {cwd: host.cwd, operation: 'events', structs: true})
  }
  return new EventPrinter({noHeaders, allNamespaces, absolute, now: () => host.now()})
}

function wantedTypes(types: readonly string[]): (event: KubeObject) => boolean {
  const wanted = new Set(types.map((type) => type.toLowerCase()))
  return ({type}) => wanted.size === 0 || (typeof type === 'string' && wanted.has(type.toLowerCase()))
}

async function listEvents(
  session: Session,
  queries: readonly EventQuery[],
  limit: number,
  wanted: (event: KubeObject) => boolean,
): Promise<{readonly found: KubeObject[]; readonly starts: Start[]; readonly failure: Error | undefined}> {
  const found: KubeObject[] = []
  const starts: Start[] = []
  const errors: Error[] = []
  const lists = queries.map((query) => ({...query, labelSelector: '', limit}))
  for await (const {item, results} of listsAhead(await session.client(), lists)) {
    const known = new KnownObjects()
    let resourceVersion = ''
    try {
      for await (const page of results) {
        if (!isList(page)) continue
        known.note('ADDED', page)
        resourceVersion = page.metadata?.resourceVersion ?? ''
        found.push(...page.items.filter(wanted).map(typed))
      }
      starts.push({query: item, known, resourceVersion})
    } catch (error) {
      errors.push(toError(error))
    }
  }
  return {found, starts, failure: aggregate(errors)}
}

function typed(event: KubeObject): KubeObject {
  return {kind: 'Event', apiVersion: 'v1', ...event}
}

/** Where a watch begins: what a list has shown before, and where it ended. */
interface Start {
  readonly query: EventQuery
  readonly known: KnownObjects
  readonly resourceVersion: string
}

/** A watch that begins with what there is. */
function fromTheStart(query: EventQuery): Start {
  return {query, known: new KnownObjects(), resourceVersion: ''}
}

interface Watching {
  readonly wanted: (event: KubeObject) => boolean
  readonly show: (event: KubeObject) => void
}

/** Prints events as they come; their deletion, an hour later, is none. */
async function watchEvents(
  session: Session,
  starts: readonly Start[],
  {wanted, show}: Watching,
): Promise<void> {
  const client = await session.client()
  const {timeout} = await session.restConfig()
  const {signal} = session.host
  const following = {endsWithStream: timeout > 0, signal}
  const changes = starts.map(({query, known, resourceVersion}) =>
    followWatch(client, {...query, resourceVersion}, {...following, known}),
  )
  await interruptible(signal, async () => {
    for await (const {type, object} of merge(changes)) {
      if (type === 'DELETED' || object.kind !== 'Event' || !wanted(object)) continue
      show(object)
    }
  })
}

/** Prints what can be printed: a template that fails on the data says nothing, as in kubectl. */
function print(printer: Printer, object: KubeObject, out: Output): void {
  try {
    printer.printObject(object, out)
  } catch (error) {
    if (error instanceof BrokenPipeError) throw error
  }
}
