import {isList, type KubeObject} from '../../api/object.ts'
import {aggregate} from '../../base/aggregate.ts'
import {BrokenPipeError, ExitError, toError} from '../../base/errors.ts'
import {interruptible} from '../../base/interrupt.ts'
import {merge} from '../../base/merge.ts'
import {coloredFormat, type Output} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {StatusError} from '../../client/status.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import {followWatch, requireFewWatches} from '../../resources/follow-watch.ts'
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
  if (options.watch) requireFewWatches(places.length)
  const queries = places.map((place) => ({mapping, namespace: place, fieldSelector}))
  const out = new TabWriter(coloredFormat(session.io.out, options.output))
  const show = (object: KubeObject): void => {
    print(printer, object, out)
    out.flush()
  }
  if (options.watch && !options.timeline && several === undefined)
    return watchEvents(session, queries.map(fromTheStart), {wanted, show})
  const {found, starts, errors} = await listEvents(session, queries, options.chunkSize, wanted)
  const failure = aggregate(errors)
  if (failure !== undefined && several === undefined) throw failure
  if (options.watch) {
    const past = options.timeline ? timeline(found) : found
    return watchSeveral(session, {past, starts, errors}, {wanted, show})
  }
  const sorted = options.timeline ? timeline(found) : sortEvents(found)
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

/** What there is, where to watch on, and which namespaces could not be read. */
interface Lists {
  readonly found: KubeObject[]
  readonly starts: readonly Start[]
  readonly errors: readonly Error[]
}

async function listEvents(
  session: Session,
  queries: readonly EventQuery[],
  limit: number,
  wanted: (event: KubeObject) => boolean,
): Promise<Lists> {
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
  return {found, starts, errors}
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

/**
 * Prints the past of several namespaces, and then their changes. One that may not be read leaves the others to be
 * watched, and decides how the run ends.
 */
async function watchSeveral(
  session: Session,
  {past, starts, errors}: {readonly past: readonly KubeObject[]} & Pick<Lists, 'starts' | 'errors'>,
  watching: Watching,
): Promise<void> {
  const isRefusal = errors.every((error) => error instanceof StatusError)
  if (errors.length > 0 && (starts.length === 0 || !isRefusal)) throw aggregate(errors)!
  for (const event of past) watching.show(event)
  for (const refusal of errors) await session.warn(`not watched: ${refusal.message}`)
  await watchEvents(session, starts, watching)
  if (errors.length > 0) throw new ExitError(1)
}

/** Prints what can be printed: a template that fails on the data says nothing, as in kubectl. */
function print(printer: Printer, object: KubeObject, out: Output): void {
  try {
    printer.printObject(object, out)
  } catch (error) {
    if (error instanceof BrokenPipeError) throw error
  }
}
