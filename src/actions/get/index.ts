import {hasReason} from '../../client/status.ts'
import {nameOf, namespaceOf} from '../../api/object.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import type {ReadOptions} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {type GetOptions, isTable, queryOf, validateGet, wantsServerTable} from './options.ts'
import type {RowFilter} from './where/index.ts'

export type {GetOptions} from './options.ts'

/** Shows objects: as a table, or in the format of `-o` (kubectl get). */
export async function get(session: Session, given: GetOptions): Promise<void> {
  if (given.raw !== '') return getRaw(session, given)
  const place = await session.namespace()
  const namespaces = given.allNamespaces ? undefined : await session.namespaces()
  const options = namespaces === undefined ? given : {...given, namespaces, allNamespaces: true}
  requireResource(session, options)
  warnOfSorting(session, options)
  validateGet(options)
  const filter = await whereFilter(session, options)
  if (options.watch || options.watchOnly) {
    const {watch} = await import('./watch.ts')
    return watch(session, options, {place, read: watchReadOptions(options, filter), filter})
  }
  if (options.everything) {
    const {everything} = await import('./everything.ts')
    return everything(session, given.allNamespaces, (mappings, isLeftOut) =>
      show(session, options, {place, filter, mappings, isLeftOut}),
    )
  }
  await show(session, options, {place, filter})
}

/** What to show, and where from. */
interface ShowRequest {
  readonly place: {readonly namespace: string; readonly explicit: boolean}
  readonly filter: RowFilter | undefined
  /** Whole types in place of what the options name. */
  readonly mappings?: readonly RESTMapping[]
  /** Failures that are no failures. */
  readonly isLeftOut?: (error: Error) => boolean
}

async function show(session: Session, options: GetOptions, request: ShowRequest): Promise<void> {
  const {place, filter, mappings, isLeftOut} = request
  const selection = await session.select({
    ...queryOf(options, place),
    mappings,
    subresource: options.subresource,
    // Sorting needs all of them.
    chunkSize: options.sortBy === '' ? options.chunkSize : 0,
    continueOnError: true,
    read: readOptions(options, filter),
    expand: filter === undefined || isTable(options) ? undefined : (info) => passing(info, filter),
  })
  if (isLeftOut !== undefined) selection.ignoreErrors(isLeftOut)
  else if (options.ignoreNotFound) selection.ignoreErrors((error) => hasReason(error, 'NotFound'))
  await print(session, options, {selection, namespace: place.namespace, filter})
}

/** What is to be printed. */
interface Shown {
  readonly selection: Selection
  readonly namespace: string
  readonly filter: RowFilter | undefined
}

async function whereFilter(session: Session, options: GetOptions): Promise<RowFilter | undefined> {
  if (options.where === '') return undefined
  const {rowFilter} = await import('./where/index.ts')
  return rowFilter(session, options)
}

/** The objects of an answer that pass the filter. */
function passing(info: Info, filter: RowFilter): Info[] {
  return filter.objects(info.mapping.resource.resource, info.object!).map((object) => ({
    ...info,
    object,
    name: nameOf(object),
    namespace: namespaceOf(object),
  }))
}

async function print(session: Session, options: GetOptions, shown: Shown): Promise<void> {
  if (isTable(options)) {
    const {printTables} = await import('./tables.ts')
    await printTables(session, options, shown)
  } else {
    const {printObjects} = await import('./objects.ts')
    await printObjects(session, options, shown)
  }
}

async function getRaw(session: Session, options: GetOptions): Promise<void> {
  if (options.args.length > 0) throw new Error('arguments may not be passed when --raw is specified')
  validateGet(options)
  const {rawRequest} = await import('../../resources/raw-request.ts')
  await rawRequest(await session.client(), session.host, 'GET', options.raw, '')
}

/** Throws, after a word on stderr, when neither arguments nor files say what to get. */
function requireResource({io, commandPath}: Session, options: GetOptions): void {
  const {args, filenames, kustomize, watch, watchOnly} = options
  if (options.everything || args.length > 0 || filenames.length > 0 || kustomize || watch || watchOnly) return
  const [program] = commandPath.split(' ')
  io.errOut.write(
    'You must specify the type of resource to get. ' +
      `Use "${program} api-resources" for a complete list of supported resources.\n\n`,
  )
  throw new Error(
    'Required resource not specified.\n' +
      `Use "${program} explain <resource>" for a detailed description of that resource ` +
      `(e.g. ${program} explain pods).\nSee '${commandPath} -h' for help and examples`,
  )
}

/** Events come as they come. */
function warnOfSorting({io}: Session, {watch, watchOnly, sortBy}: GetOptions): void {
  if (sortBy === '') return
  if (watch) {
    io.errOut.write('warning: --watch requested, --sort-by will be ignored for watch events received\n')
  } else if (watchOnly) {
    io.errOut.write('warning: --watch-only requested, --sort-by will be ignored\n')
  }
}

const tableAccept = [
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/json;as=Table;v=v1beta1;g=meta.k8s.io',
  'application/json',
].join(',')

const tableOfObjects: ReadOptions = {accept: tableAccept, query: {includeObject: 'Object'}}

/** Whether objects are printed that a table has to choose. */
function filtersObjects(options: GetOptions): boolean {
  return options.serverPrint && !isTable(options)
}

/** How the server is asked: for a Table, with no more of each object than the columns need. */
function readOptions(options: GetOptions, filter: RowFilter | undefined): ReadOptions | undefined {
  if (filter !== undefined && filtersObjects(options)) return tableOfObjects
  if (!wantsServerTable(options)) return undefined
  if (options.sortBy !== '') return tableOfObjects
  const needsMetadata =
    options.allNamespaces ||
    options.showLabels ||
    options.labelColumns.length > 0 ||
    filter?.asksFor('Namespace') === true
  return needsMetadata ? {accept: tableAccept} : {accept: tableAccept, query: {includeObject: 'None'}}
}

/** A watch takes up again where it was cut: it has to know the objects' versions. */
function watchReadOptions(options: GetOptions, filter: RowFilter | undefined): ReadOptions | undefined {
  if (filter !== undefined && filtersObjects(options)) return tableOfObjects
  return wantsServerTable(options) ? {accept: tableAccept} : undefined
}
