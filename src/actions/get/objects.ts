import {colored} from '../../base/io.ts'
import {flatten, newAggregate, reduce} from '../../base/aggregate.ts'
import {BrokenPipeError, ExitError, toError} from '../../base/errors.ts'
import {Sweeper} from '../../base/sweeper.ts'
import {isList, type KubeObject} from '../../api/object.ts'
import {getFamilies} from '../../printers/output-formats.ts'
import {isListFormat, listWriter, type ListWriter} from '../../printers/list-writer.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import type {Info} from '../../resources/info.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import type {GetOptions} from './options.ts'
import type {RowFilter} from './where/index.ts'
import {withMistakes} from './where/mistakes.ts'

/** What to print as objects. */
export interface ShownObjects {
  readonly selection: Selection
  readonly filter: RowFilter | undefined
}

/**
 * Prints objects in the format of `-o` (GetOptions.printGeneric): one that was named bare, several as a
 * List. JSON, YAML and names of lists go out object by object, so that memory does not grow with them.
 * Throws what failed, after the rest was printed.
 */
export async function printObjects(
  session: Session,
  options: GetOptions,
  shown: ShownObjects,
): Promise<void> {
  if (options.query !== '') return printQuery(session, options, shown)
  const failure = shown.selection.singleItemImplied
    ? await printNamed(session, options, shown)
    : await printMany(session, options, shown)
  const error = withMistakes(failure, shown.filter)
  const told = reduce(flatten(error === undefined ? undefined : newAggregate([error])))
  if (told !== undefined) throw told
}

/** Prints what `--query` finds in the object, or in the List of them. Throws what could not be got, after the rest. */
async function printQuery(
  {io}: Session,
  options: GetOptions,
  {selection, filter}: ShownObjects,
): Promise<void> {
  const {infos, error: failure} = await selection.infos()
  const error = withMistakes(failure, filter)
  if (error !== undefined && infos.length === 0) throw error
  const isSingle = selection.singleItemImplied && infos.length === 1
  const {query} = await import('./query.ts')
  const json = isSingle ? infos[0]!.object! : listOf(infos)
  const matches = await query({expression: options.query, json})
  if (options.output === 'yaml') {
    const {formatYAML} = await import('../../yaml/yaml-writer.ts')
    colored(io.out, 'yaml').write(formatYAML(matches))
  } else {
    const {formatJSON} = await import('../../yaml/json.ts')
    colored(io.out, 'json').write(`${formatJSON(matches, 4)}\n`)
  }
  if (error !== undefined) throw error
}

async function printNamed(
  session: Session,
  options: GetOptions,
  {selection, filter}: ShownObjects,
): Promise<Error | undefined> {
  const {infos, error} = await selection.infos()
  if (error !== undefined) throw error
  if (infos.length === 0 && isSilent(options, filter)) return undefined
  const printer = await newPrinter(session, options)
  const [only] = infos
  const object = infos.length === 1 ? asDisplayed(only!.object!) : await sortedList(session, infos, options)
  printer.printObject(object, session.io.out)
  return undefined
}

async function printMany(
  session: Session,
  options: GetOptions,
  shown: ShownObjects,
): Promise<Error | undefined> {
  const {selection, filter} = shown
  const printer = await newPrinter(session, options).catch(toError)
  if (printer instanceof Error) {
    const {withoutFormat} = await import('./wrong-format.ts')
    return withoutFormat(session, selection, {mistake: printer, ignoreNotFound: options.ignoreNotFound})
  }
  const format = options.output.toLowerCase()
  if (format === 'name' && options.sortBy === '' && options.where === '' && selection.lists !== undefined) {
    const {printNames} = await import('./names.ts')
    return printNames(session, selection, selection.lists)
  }
  if (options.sortBy === '' && isListFormat(format)) {
    const {showManagedFields} = options
    return streamList(options, shown, await listWriter(format, session.io.out, {showManagedFields}))
  }
  if (format === 'clean-json' && options.sortBy === '') {
    const {cleanItems} = await import('../../printers/clean.ts')
    return streamList(options, shown, cleanItems(await listWriter('json', session.io.out)))
  }
  if (printer.openList !== undefined && options.sortBy === '') {
    return streamList(options, shown, printer.openList(session.io.out))
  }
  const {infos, error} = await selection.infos()
  if (infos.length === 0 && isSilent(options, filter)) return error
  try {
    printer.printObject(await sortedList(session, infos, options), session.io.out)
    return error
  } catch (failure) {
    if (isEnd(failure) || error === undefined) throw failure
    return newAggregate([error, toError(failure)])
  }
}

/** Whether a failure ends the run at once, whatever else failed. */
function isEnd(failure: unknown): boolean {
  return failure instanceof BrokenPipeError || failure instanceof ExitError
}

/** Whether no objects are no List either. */
function isSilent({ignoreNotFound}: GetOptions, filter: RowFilter | undefined): boolean {
  return ignoreNotFound || filter?.fitsNoType === true
}

async function sortedList({logger}: Session, infos: Info[], {sortBy}: GetOptions): Promise<KubeObject> {
  if (sortBy === '') return listOf(infos)
  const {sortObjects} = await import('./sort.ts')
  return listOf(sortObjects(infos, (info) => info.object!, sortBy, logger))
}

async function streamList(
  options: GetOptions,
  {selection, filter}: ShownObjects,
  writer: ListWriter,
): Promise<Error | undefined> {
  let error: Error | undefined
  let count = 0
  const sweeper = new Sweeper()
  for await (const infos of selection.batches((failure) => (error = failure))) {
    for (const info of infos) writer.add(info.object!)
    count += infos.length
    sweeper.drop(infos.length)
  }
  if (count > 0 || !isSilent(options, filter)) writer.end()
  return error
}

function newPrinter({host}: Session, options: GetOptions): Promise<Printer> {
  const {output, template, allowMissingTemplateKeys, showManagedFields, noHeaders} = options
  const flags: PrintFlags = {output, template, allowMissingTemplateKeys, showManagedFields}
  return toPrinter(flags, {
    cwd: host.cwd,
    families: getFamilies,
    table: {noHeaders, now: () => host.now()},
  })
}

/** The `kind: List` that holds several objects. */
function listOf(infos: readonly Info[]): KubeObject {
  return {
    apiVersion: 'v1',
    items: infos.map(({object}) => object!),
    kind: 'List',
    metadata: {resourceVersion: ''},
  }
}

/** An object that is itself a list is shown as a plain List. */
function asDisplayed(object: KubeObject): KubeObject {
  if (!isList(object)) return object
  const resourceVersion = object.metadata?.resourceVersion ?? ''
  return {apiVersion: 'v1', items: object.items, kind: 'List', metadata: {resourceVersion}}
}
