import {aggregate} from '../../base/aggregate.ts'
import {ExitError, messageOf} from '../../base/errors.ts'
import {coloredFormat} from '../../base/io.ts'
import {merge} from '../../base/merge.ts'
import {Sweeper} from '../../base/sweeper.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {interruptible} from '../../base/interrupt.ts'
import {isList, type KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason, StatusError} from '../../client/status.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {getFamilies} from '../../printers/output-formats.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import type {ReadOptions} from '../../resources/helper.ts'
import {withListType} from '../../resources/list-source.ts'
import {listPages, type ListQuery, sizeOf} from '../../resources/lists.ts'
import {followWatch, requireFewWatches} from '../../resources/follow-watch.ts'
import type {Info} from '../../resources/info.ts'
import {KnownObjects} from '../../resources/known-objects.ts'
import type {Selection} from '../../resources/selection.ts'
import type {WatchEvent, WatchQuery} from '../../resources/watch.ts'
import type {Session} from '../../session/session.ts'
import {type GetOptions, isTable, queryOf} from './options.ts'
import type {RowFilter} from './where/index.ts'

/**
 * Prints objects and then their changes (GetOptions.watch) until the process is told to end. A watch that
 * the server or the network cuts is taken up where it ended; kubectl ends there.
 */
export async function watch(
  session: Session,
  options: GetOptions,
  {place, read, filter}: WatchRequest,
): Promise<void> {
  const client = await session.client()
  const selection = await session.select({...queryOf(options, place), singleResourceType: true, read})
  const {lists = []} = selection
  requireFewWatches(lists.length)
  const start = lists.length > 0 ? withLists(lists) : await withNamed(selection, options, read)
  if (start === undefined) return
  const shown = new Shown(session, options, {
    filter,
    newPrinter: () => newPrinter(session, options, start.mapping),
  })
  const {followed, refusals} = await shown.begin(client, start)
  if (followed.length === 0 && refusals.length > 0) throw aggregate(refusals)!
  // The other namespaces are watched all the same, and what failed decides how the run ends.
  for (const refusal of refusals) await session.warn(`not watched: ${messageOf(refusal)}`)
  if (start.failure !== undefined) throw start.failure
  const {timeout} = await session.restConfig()
  const {signal} = session.host
  shown.silent = start.single
  const changes = followed.map(({query, known}) =>
    followWatch(client, query, {endsWithStream: timeout > 0, signal, known}),
  )
  await interruptible(signal, async () => {
    for await (const event of merge(changes)) {
      shown.print(start.mapping, event)
      shown.silent = false
    }
  })
  if (refusals.length > 0) throw new ExitError(1)
}

/** What to watch, and how. */
export interface WatchRequest {
  readonly place: {readonly namespace: string; readonly explicit: boolean}
  readonly read: ReadOptions | undefined
  readonly filter: RowFilter | undefined
}

/** Where a watch begins. */
interface Start {
  readonly mapping: RESTMapping
  /** What to list, or what was read by name. */
  readonly lists: readonly ListQuery[]
  readonly named: readonly Info[]
  /** One object, whose watch begins with the object itself. */
  readonly single: boolean
  /** Several were named: they can be shown, but not watched. */
  readonly failure?: Error
}

/** What goes on being watched, and what was shown of it. */
interface Followed {
  readonly query: WatchQuery
  readonly known: KnownObjects
}

function withLists(lists: readonly ListQuery[]): Start {
  return {mapping: lists[0]!.mapping, lists, named: [], single: false}
}

async function withNamed(
  selection: Selection,
  options: GetOptions,
  read: ReadOptions | undefined,
): Promise<Start | undefined> {
  const {infos: named, error} = await selection.infos()
  if (options.ignoreNotFound && hasReason(error, 'NotFound')) return undefined
  if (error !== undefined) throw error
  const [info, ...others] = named
  const several = new Error('you may only watch a single resource or type of resource at a time')
  if (info === undefined) throw several
  const {mapping, name, namespace} = info
  const one = {mapping, namespace, labelSelector: '', fieldSelector: `metadata.name=${name}`, limit: 0, read}
  const start: Start = {mapping, lists: [one], named, single: true}
  return others.length > 0 ? {...start, failure: several} : start
}

function newPrinter({host}: Session, options: GetOptions, mapping: RESTMapping): Promise<Printer> {
  const {noHeaders, showLabels, showKind, labelColumns, allNamespaces} = options
  return toPrinter(options, {
    cwd: host.cwd,
    families: getFamilies,
    table: {
      noHeaders,
      showLabels,
      columnLabels: labelColumns,
      withNamespace: allNamespaces,
      withKind: showKind,
      kind: mapping.kind,
      now: () => host.now(),
    },
  })
}

/** Prints objects or events, each at once. */
class Shown {
  /** Take note of columns, but print nothing. */
  silent: boolean
  private readonly writer: TabWriter
  private readonly newPrinter: () => Promise<Printer>
  private printer: Printer | undefined
  private readonly asEvents: boolean
  private readonly asTables: boolean
  private readonly filter: RowFilter | undefined

  /** What the server refuses is told before what is wrong with the format. */
  constructor(
    {io}: Session,
    options: GetOptions,
    {
      filter,
      newPrinter,
    }: {readonly filter: RowFilter | undefined; readonly newPrinter: () => Promise<Printer>},
  ) {
    this.filter = filter
    this.asTables = isTable(options)
    this.silent = options.watchOnly
    this.writer = new TabWriter(coloredFormat(io.out, options.output))
    this.newPrinter = newPrinter
    this.asEvents = options.outputWatchEvents
  }

  /** Shows what there is, page by page, and gives what is to be watched from there, and what the server refused. */
  async begin(
    client: RESTClient,
    {lists, named, single}: Start,
  ): Promise<{readonly followed: Followed[]; readonly refusals: Error[]}> {
    const followed: Followed[] = []
    if (single) this.printer = await this.newPrinter()
    for (const info of named) this.first(info.mapping, info.object!)
    const sweeper = new Sweeper()
    const refusals: Error[] = []
    for (const list of lists) {
      const known = new KnownObjects()
      let resourceVersion = ''
      try {
        for await (const page of single ? [] : listPages(client, list)) {
          resourceVersion = page.metadata?.resourceVersion ?? resourceVersion
          this.printer ??= await this.newPrinter()
          known.note('ADDED', page)
          for (const object of itemsOf(page)) this.first(list.mapping, object)
          sweeper.drop(sizeOf(page))
        }
        followed.push({query: {...list, resourceVersion: single ? '0' : resourceVersion}, known})
      } catch (error) {
        if (!(error instanceof StatusError)) throw error
        refusals.push(error)
      }
    }
    this.writer.flush()
    return {followed, refusals}
  }

  /** Shows an object, or a page of a Table, that is there when the watch begins. */
  private first(mapping: RESTMapping, object: KubeObject): void {
    const passing = this.passing(mapping, object)
    try {
      for (const each of passing) this.addPassing({type: 'ADDED', object: each})
    } catch (error) {
      throw new Error(`unable to output the provided object: ${messageOf(error)}`)
    }
  }

  print(mapping: RESTMapping, event: WatchEvent): void {
    this.add(mapping, event)
    this.writer.flush()
  }

  private add(mapping: RESTMapping, {type, object}: WatchEvent): void {
    for (const each of this.passing(mapping, object)) this.addPassing({type, object: each})
  }

  /** What `--where` lets through: a Table with fewer rows, or those of its objects. Throws when the type lacks a column. */
  private passing({resource: {resource}}: RESTMapping, object: KubeObject): readonly KubeObject[] {
    const {filter} = this
    if (filter === undefined) return [object]
    const objects = this.asTables
      ? [filter.page(resource, object)].filter((page) => page !== undefined)
      : filter.objects(resource, object)
    const [mistake] = filter.mistakes
    if (mistake !== undefined) throw mistake
    return objects
  }

  private addPassing({type, object}: WatchEvent): void {
    if (this.silent && object.kind !== 'Table') return
    const visible = this.silent ? {...object, rows: []} : object
    if (this.asEvents) this.printer?.printEvent({type, object: visible}, this.writer)
    else this.printer?.printObject(visible, this.writer)
  }
}

/** A Table as it is, a list by its items. */
function itemsOf(page: KubeObject): readonly KubeObject[] {
  if (!isList(page)) return [page]
  return page.items.map((item) => withListType(item, page.apiVersion ?? '', page.kind ?? ''))
}
