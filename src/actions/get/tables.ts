import {ahead, type Begun} from '../../base/ahead.ts'
import {newAggregate} from '../../base/aggregate.ts'
import {toError} from '../../base/errors.ts'
import type {Logger} from '../../base/logger.ts'
import {Sweeper} from '../../base/sweeper.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {isList, type KubeObject} from '../../api/object.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import type {Printer} from '../../printers/printer.ts'
import {TablePrinter} from '../../printers/table.ts'
import {withListType} from '../../resources/list-source.ts'
import {listPages, type ListQuery, listsAhead, sizeOf} from '../../resources/lists.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import type {GetOptions} from './options.ts'
import {TableOutput} from './table-output.ts'
import type {RowFilter} from './where/index.ts'
import {withMistakes} from './where/mistakes.ts'

/** What to print as tables. */
export interface ShownTables {
  readonly selection: Selection
  /** Where nothing was found, for the message. */
  readonly namespace: string
  readonly filter: RowFilter | undefined
}

/** Something to print: a Table or an object, and what it is. */
interface Piece {
  readonly mapping: RESTMapping
  readonly object: KubeObject
}

/**
 * Prints tables, each type's under its own headers (the human-readable half of GetOptions.Run). Lists
 * are printed page by page while the next page travels. Throws what failed, after the rest was printed.
 */
export async function printTables(
  session: Session,
  options: GetOptions,
  {selection, namespace, filter}: ShownTables,
): Promise<void> {
  const tables = new Tables(session, options, filter)
  const lists = listsToStream(options, selection)
  const failure =
    lists === undefined
      ? await printAll(tables, selection, session, options)
      : await printLists(tables, selection, await startLists(session, options, lists))
  tables.end()
  const error = withMistakes(failure, filter)
  if (tables.isEmpty && !options.ignoreNotFound && error === undefined) {
    session.io.errOut.write(
      tables.allNamespaced ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n',
    )
  }
  if (error !== undefined) throw error
}

/** Lists that are printed as they come; undefined when everything has to be read first. */
function listsToStream(
  {sortBy, serverPrint, namespaces, everything}: GetOptions,
  {lists}: Selection,
): readonly ListQuery[] | undefined {
  if (sortBy !== '' || lists === undefined) return undefined
  // Of objects, not of tables, kubectl looks at those that there are to see whether there are several kinds.
  const isPlain = namespaces === undefined && !everything
  return isPlain && !serverPrint && lists.length > 1 ? undefined : lists
}

/** Reads everything first: to sort it, or because it is only a few named objects. */
async function printAll(
  tables: Tables,
  selection: Selection,
  {logger}: Session,
  {sortBy}: GetOptions,
): Promise<Error | undefined> {
  const {infos, error} = await selection.infos()
  const pieces = infos.map(({mapping, object}) => ({mapping, object: object!}))
  tables.withKind ||= new Set(pieces.map(({mapping}) => kindKey(mapping))).size > 1
  // Also of what sorting leaves nothing of.
  tables.allNamespaced &&= pieces.every(({mapping}) => mapping.namespaced)
  const sorted = sortBy === '' ? pieces : await sortPieces(pieces, sortBy, logger)
  for (const piece of sorted) tables.print(piece)
  return error === undefined ? undefined : newAggregate([error])
}

async function sortPieces(pieces: Piece[], sortBy: string, logger: Logger): Promise<Piece[]> {
  const {sortForPrinting} = await import('./sort.ts')
  return sortForPrinting(pieces, sortBy, logger)
}

/** Lists that were asked for, in their order. */
interface StartedLists {
  /** Names carry their kind. */
  readonly withKind: boolean
  readonly lists: Iterable<Begun<ListQuery, KubeObject>> | AsyncIterable<Begun<ListQuery, KubeObject>>
}

/**
 * Asks for all types at once: whether names need their kind is known only when all have answered. Where there may be
 * very many lists, of several namespaces or of every type, it is enough that they were asked for.
 */
async function startLists(
  session: Session,
  {namespaces, everything}: GetOptions,
  queries: readonly ListQuery[],
): Promise<StartedLists> {
  const client = await session.client()
  if (everything || namespaces !== undefined) {
    const kinds = new Set(queries.map(({mapping}) => kindKey(mapping)))
    return {withKind: kinds.size > 1, lists: listsAhead(client, queries)}
  }
  const lists: Begun<ListQuery, KubeObject>[] = []
  for await (const list of ahead(queries, queries.length, (query) => listPages(client, query)))
    lists.push(list)
  return {withKind: lists.filter(({ok}) => ok).length > 1, lists}
}

async function printLists(
  tables: Tables,
  selection: Selection,
  {withKind, lists}: StartedLists,
): Promise<Error | undefined> {
  const errors: Error[] = []
  tables.withKind ||= withKind
  const sweeper = new Sweeper()
  for await (const {item, results} of lists) {
    try {
      for await (const page of results) {
        tables.printPage(item.mapping, page)
        sweeper.drop(sizeOf(page))
      }
    } catch (error) {
      errors.push(toError(error))
    }
  }
  const error = selection.filter(newAggregate(errors))
  return error === undefined ? undefined : newAggregate([error])
}

function kindKey({kind}: RESTMapping): string {
  return `${kind.kind}.${kind.version}.${kind.group}`
}

/** The tables of one invocation on their way to stdout. */
class Tables {
  /** Names carry their kind. */
  withKind: boolean
  allNamespaced: boolean
  private readonly options: GetOptions
  private readonly filter: RowFilter | undefined
  private readonly out: TableOutput
  private readonly now: () => number
  private writer: TabWriter
  private mapping: RESTMapping | undefined
  private printer: Printer | undefined

  constructor({io, host}: Session, options: GetOptions, filter: RowFilter | undefined) {
    this.options = options
    this.filter = filter
    this.out = new TableOutput(io.out)
    this.writer = new TabWriter(this.out)
    this.now = () => host.now()
    this.withKind = options.showKind
    this.allNamespaced = !options.allNamespaces
  }

  get isEmpty(): boolean {
    return this.out.written === 0
  }

  /** Prints one page of a list; servers that make no tables send the objects themselves. */
  printPage(mapping: RESTMapping, page: KubeObject): void {
    if (!isList(page)) return this.print({mapping, object: page})
    const {apiVersion = '', kind = ''} = page
    for (const item of page.items) this.print({mapping, object: withListType(item, apiVersion, kind)})
    return undefined
  }

  print({mapping, object}: Piece): void {
    this.allNamespaced &&= mapping.namespaced
    const shown = this.filter === undefined ? object : this.filter.page(mapping.resource.resource, object)
    if (shown !== undefined) this.printerFor(mapping).printObject(shown, this.writer)
  }

  end(): void {
    this.writer.flush()
  }

  private printerFor(mapping: RESTMapping): Printer {
    const same = this.mapping !== undefined && resourceKey(this.mapping) === resourceKey(mapping)
    if (this.printer !== undefined && same) return this.printer
    this.writer.flush()
    if (this.mapping !== undefined && !this.options.noHeaders) this.out.nextTable()
    // Column widths are remembered within a table only.
    this.writer = new TabWriter(this.out)
    this.mapping = mapping
    return (this.printer = this.newPrinter(mapping))
  }

  private newPrinter(mapping: RESTMapping): Printer {
    const {noHeaders, output, showLabels, labelColumns, allNamespaces} = this.options
    return new TablePrinter({
      noHeaders,
      wide: output === 'wide',
      showLabels,
      columnLabels: labelColumns,
      withNamespace: allNamespaces && mapping.namespaced,
      withKind: this.withKind,
      kind: mapping.kind,
      now: this.now,
    })
  }
}

function resourceKey({resource}: RESTMapping): string {
  return `${resource.resource}.${resource.version}.${resource.group}`
}
