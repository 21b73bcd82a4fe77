import {isList, type KubeObject} from '../../api/object.ts'
import {BrokenPipeError} from '../../base/errors.ts'
import {interruptible} from '../../base/interrupt.ts'
import {coloredFormat, type Output} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import {followWatch} from '../../resources/follow-watch.ts'
import {KnownObjects} from '../../resources/known-objects.ts'
import {listPages} from '../../resources/lists.ts'
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
  const fieldSelector = await aboutObject(options.for, () => session.mapper())
  await session.client()
  const printer = await newPrinter(session, options)
  if (options.types.some((type) => !['normal', 'warning'].includes(type.toLowerCase()))) {
    throw new Error('valid --types are Normal or Warning')
  }
  const wanted = wantedTypes(options.types)
  const query = {mapping, namespace: options.allNamespaces ? '' : namespace, fieldSelector}
  const out = new TabWriter(coloredFormat(session.io.out, options.output))
  const show = (object: KubeObject): void => {
    print(printer, object, out)
    out.flush()
  }
  if (options.watch && !options.timeline) return watchEvents(session, query, {wanted, show})
  const {found, ...past} = await listEvents(session, query, options.chunkSize, wanted)
  const sorted = options.timeline ? timeline(found) : sortEvents(found)
  if (options.watch) {
    for (const event of sorted) show(event)
    return watchEvents(session, query, {wanted, show, ...past})
  }
  if (found.length > 0) {
    if (options.output.toLowerCase() !== 'name') return show({...listHead, items: sorted})
    // kubectl's name printer takes no list, and nobody looks at its error.
    if (options.timeline) for (const event of sorted) show(event)
    return
  }
  const where = options.allNamespaces ? 'No events found.' : `No events found in ${namespace} namespace.`
  session.io.errOut.write(`${where}\n`)
}

/** What the list says of itself: kubectl makes a new one of all pages. */
const listHead = {kind: 'EventList', apiVersion: 'v1', metadata: {}} as const

interface EventQuery {
  readonly mapping: typeof mapping
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
  query: EventQuery,
  limit: number,
  wanted: (event: KubeObject) => boolean,
): Promise<{found: KubeObject[]; known: KnownObjects; resourceVersion: string}> {
  const found: KubeObject[] = []
  const known = new KnownObjects()
  let resourceVersion = ''
  for await (const page of listPages(await session.client(), {...query, labelSelector: '', limit})) {
    if (!isList(page)) continue
    known.note('ADDED', page)
    resourceVersion = page.metadata?.resourceVersion ?? ''
    for (const event of page.items) if (wanted(event)) found.push({kind: 'Event', apiVersion: 'v1', ...event})
  }
  return {found, known, resourceVersion}
}

interface Watching {
  readonly wanted: (event: KubeObject) => boolean
  readonly show: (event: KubeObject) => void
  /** What a list has shown before, and where it ended; without them the watch begins with what there is. */
  readonly known?: KnownObjects
  readonly resourceVersion?: string
}

/** Prints events as they come; their deletion, an hour later, is none. */
async function watchEvents(
  session: Session,
  query: EventQuery,
  {wanted, show, known = new KnownObjects(), resourceVersion = ''}: Watching,
): Promise<void> {
  const client = await session.client()
  const {timeout} = await session.restConfig()
  const {signal} = session.host
  const following = {endsWithStream: timeout > 0, signal, known}
  const changes = followWatch(client, {...query, resourceVersion}, following)
  await interruptible(signal, async () => {
    for await (const {type, object} of changes) {
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
