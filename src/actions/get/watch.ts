import {messageOf} from '../../base/errors.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {interruptible} from '../../base/interrupt.ts'
import {isList, type KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {getFamilies} from '../../printers/output-formats.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import type {ReadOptions} from '../../resources/helper.ts'
import {withListType} from '../../resources/list-source.ts'
import {listPages, type ListQuery} from '../../resources/lists.ts'
import {followWatch} from '../../resources/follow-watch.ts'
import type {WatchEvent, WatchQuery} from '../../resources/watch.ts'
import type {Session} from '../../session/session.ts'
import {type GetOptions, queryOf} from './options.ts'

/** Where a watch begins: what is there, and the version that it was read at. */
interface Start {
  readonly mapping: RESTMapping
  readonly objects: readonly KubeObject[]
  readonly query: Omit<WatchQuery, 'resourceVersion'>
  readonly resourceVersion: string
  /** One object, whose watch begins with the object itself. */
  readonly single: boolean
  /** Several were named: they can be shown, but not watched. */
  readonly failure?: Error
}

/**
 * Prints objects and then their changes (GetOptions.watch) until the process is told to end. A watch that
 * the server or the network cuts is taken up where it ended; kubectl ends there.
 */
export async function watch(
  session: Session,
  options: GetOptions,
  place: {readonly namespace: string; readonly explicit: boolean},
  read: ReadOptions | undefined,
): Promise<void> {
  const client = await session.client()
  const start = await begin(session, options, place, read)
  if (start === undefined) return
  const shown = new Shown(session, options, await newPrinter(session, options, start.mapping))
  shown.silent = options.watchOnly
  shown.begin(start.objects)
  if (start.failure !== undefined) throw start.failure
  shown.silent = start.single
  const {timeout} = await session.restConfig()
  const {signal} = session.host
  const query = {...start.query, resourceVersion: start.resourceVersion}
  await interruptible(signal, async () => {
    for await (const event of followWatch(client, query, {endsWithStream: timeout > 0, signal})) {
      shown.print(event)
      shown.silent = false
    }
  })
}

async function begin(
  session: Session,
  options: GetOptions,
  place: {readonly namespace: string; readonly explicit: boolean},
  read: ReadOptions | undefined,
): Promise<Start | undefined> {
  const selection = await session.select({
    ...queryOf(options, place),
    singleResourceType: true,
    read,
  })
  const [list] = selection.lists ?? []
  if (list !== undefined) return beginWithList(await session.client(), list)
  const {infos, error} = await selection.infos()
  if (options.ignoreNotFound && hasReason(error, 'NotFound')) return undefined
  if (error !== undefined) throw error
  const [info, ...others] = infos
  const several = new Error('you may only watch a single resource or type of resource at a time')
  if (info === undefined) throw several
  const {mapping, name} = info
  const query = {mapping, namespace: info.namespace, fieldSelector: `metadata.name=${name}`, read}
  const objects = infos.map(({object}) => object!)
  const start: Start = {mapping, objects, query, resourceVersion: '0', single: true}
  return others.length > 0 ? {...start, failure: several} : start
}

async function beginWithList(client: RESTClient, list: ListQuery): Promise<Start> {
  const objects: KubeObject[] = []
  let resourceVersion = ''
  for await (const page of listPages(client, list)) {
    resourceVersion = page.metadata?.resourceVersion ?? resourceVersion
    if (isList(page)) {
      objects.push(...page.items.map((item) => withListType(item, page.apiVersion ?? '', page.kind ?? '')))
    } else objects.push(page)
  }
  const {mapping, namespace, labelSelector, fieldSelector, read} = list
  const query = {mapping, namespace, labelSelector, fieldSelector, read}
  return {mapping, objects, query, resourceVersion, single: false}
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
  silent = false
  private readonly writer: TabWriter
  private readonly printer: Printer
  private readonly asEvents: boolean

  constructor({io}: Session, {outputWatchEvents}: GetOptions, printer: Printer) {
    this.writer = new TabWriter(io.out)
    this.printer = printer
    this.asEvents = outputWatchEvents
  }

  /** What is there when the watch begins, aligned as one table. */
  begin(objects: readonly KubeObject[]): void {
    try {
      for (const object of objects) this.add({type: 'ADDED', object})
    } catch (error) {
      throw new Error(`unable to output the provided object: ${messageOf(error)}`)
    }
    this.writer.flush()
  }

  print(event: WatchEvent): void {
    this.add(event)
    this.writer.flush()
  }

  private add({type, object}: WatchEvent): void {
    if (this.silent && object.kind !== 'Table') return
    const visible = this.silent ? {...object, rows: []} : object
    if (this.asEvents) this.printer.printEvent({type, object: visible}, this.writer)
    else this.printer.printObject(visible, this.writer)
  }
}
