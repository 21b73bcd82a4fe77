import {hasReason} from '../../client/status.ts'
import type {ReadOptions} from '../../resources/helper.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {type GetOptions, isTable, queryOf, validateGet, wantsServerTable} from './options.ts'

export type {GetOptions} from './options.ts'

/** Shows objects: as a table, or in the format of `-o` (kubectl get). */
export async function get(session: Session, options: GetOptions): Promise<void> {
  if (options.raw !== '') return getRaw(session, options)
  const place = await session.namespace()
  requireResource(session, options)
  warnOfSorting(session, options)
  validateGet(options)
  if (options.watch || options.watchOnly) {
    const {watch} = await import('./watch.ts')
    return watch(session, options, place, watchReadOptions(options))
  }
  const selection = await session.select({
    ...queryOf(options, place),
    subresource: options.subresource,
    // Sorting needs all of them.
    chunkSize: options.sortBy === '' ? options.chunkSize : 0,
    continueOnError: true,
    read: readOptions(options),
  })
  if (options.ignoreNotFound) selection.ignoreErrors((error) => hasReason(error, 'NotFound'))
  await print(session, options, selection, place.namespace)
}

async function print(
  session: Session,
  options: GetOptions,
  selection: Selection,
  namespace: string,
): Promise<void> {
  if (isTable(options)) {
    const {printTables} = await import('./tables.ts')
    await printTables(session, options, selection, namespace)
  } else {
    const {printObjects} = await import('./objects.ts')
    await printObjects(session, options, selection)
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
  if (args.length > 0 || filenames.length > 0 || kustomize || watch || watchOnly) return
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

/** How the server is asked: for a Table, with no more of each object than the columns need. */
function readOptions(options: GetOptions): ReadOptions | undefined {
  if (!wantsServerTable(options)) return undefined
  if (options.sortBy !== '') return {accept: tableAccept, query: {includeObject: 'Object'}}
  const needsMetadata = options.allNamespaces || options.showLabels || options.labelColumns.length > 0
  return needsMetadata ? {accept: tableAccept} : {accept: tableAccept, query: {includeObject: 'None'}}
}

/** A watch takes up again where it was cut: it has to know the objects' versions. */
function watchReadOptions(options: GetOptions): ReadOptions | undefined {
  return wantsServerTable(options) ? {accept: tableAccept} : undefined
}
