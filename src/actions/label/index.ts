import {withChangeCause} from '../../api/change-cause.ts'
import type {KubeObject} from '../../api/object.ts'
import {newAggregate} from '../../base/aggregate.ts'
import {goQuote} from '../../base/go-quote.ts'
import {harmless} from '../../base/terminal-text.ts'
import {withDryRun} from '../../printers/name.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Info} from '../../resources/info.ts'
import {Mentions} from '../../resources/mentions.ts'
import {type ChangedMap, changeMap, listMap, textsIn} from '../../resources/metadata-map.ts'
import {type MapChanges, resourcesAndPairs} from '../../resources/pairs.ts'
import type {Session} from '../../session/session.ts'
import {changeEach} from '../bulk/index.ts'
import {parseLabels} from './labels.ts'
import {sendChange, startOf} from './send.ts'
import {type MetadataOptions, checkWhich, selectWhich} from './select.ts'

export {type MetadataOptions, type Place, checkWhich, selectWhich} from './select.ts'
export {sendChange, startOf} from './send.ts'

/** What became of an object: what to say of it first, and the object or why it was left alone. */
interface Labelled {
  readonly notes: string
  readonly operation: string
  readonly object: KubeObject
  readonly error?: unknown
}

/**
 * Changes labels of what arguments, files and selectors name (kubectl label), several objects at once, and prints them
 * in order. One failure does not stop the others.
 */
export async function label(session: Session, options: MetadataOptions): Promise<void> {
  const {resources, pairs} = resourcesAndPairs(options.args, 'label')
  const changes = parseLabels(pairs)
  if (options.list && options.print.output !== '') {
    throw new Error('--list and --output may not be specified together')
  }
  // As in kubectl, a kubeconfig that cannot be used comes before what is missing.
  const {namespace, explicit} = await session.namespace()
  checkWhich(options, resources, 'pod')
  const {local, list, dryRun} = options
  if (changes.set.size === 0 && changes.remove.length === 0 && !list) {
    throw new Error('at least one label update is required')
  }
  const selection = await selectWhich(session, options, resources, {namespace, explicitNamespace: explicit})
  const single = selection.singleItemImplied
  const here = local || list || dryRun === 'client'
  const work = here ? worker(options, changes) : await sender(session, options, changes)
  await changeEach(session, selection, {verb: 'labeled', here}, work, async (info, labelled) => {
    const {notes, operation, object, error} = labelled
    if (notes !== '') session.io.out.write(notes)
    if (error !== undefined) throw error
    if (list) return harmless(session.io.out).write(listMap(info, object, 'labels', single))
    // As in kubectl, which reads -o only now.
    const printer = await toPrinter(options.print, {
      cwd: session.host.cwd,
      operation: withDryRun(operation, dryRun),
    })
    printer.printObject(object, session.io.out)
  })
}

/** Changes the labels without the server. */
function worker(options: MetadataOptions, changes: MapChanges): (info: Info) => Promise<Labelled> {
  return async (info) => {
    const changed = changeLabels(startOf(info.object!, options), options, changes)
    return {notes: '', operation: operationOf(changed), object: changed.object}
  }
}

/** Lets the server change the labels, where there is something to change. */
async function sender(
  session: Session,
  options: MetadataOptions,
  changes: MapChanges,
): Promise<(info: Info) => Promise<Labelled>> {
  const client = await session.client()
  const mentions = new Mentions(client)
  return async (info) => {
    const current = await mentions.current(info)
    const before = startOf(current.object!, options)
    const notes = missingLabels(before, changes)
    try {
      const changed = changeLabels(before, options, changes)
      const object = withChangeCause(changed.object, options.changeCause)
      const operation = operationOf(changed)
      if (operation !== 'not labeled') await sendChange(client, options, info, before, object)
      // As in kubectl: what is printed is the object as it was sent, not as it came back.
      return {notes, operation, object}
    } catch (error) {
      return {notes, operation: '', object: before, error}
    }
  }
}

function missingLabels(object: KubeObject, {remove}: MapChanges): string {
  const labels = textsIn(object, 'labels')
  return remove
    .filter((key) => !Object.hasOwn(labels, key))
    .map((key) => `label ${goQuote(key)} not found.\n`)
    .join('')
}

/** Throws for labels that have other values, unless those may be overwritten (validateNoOverwrites). */
function changeLabels(object: KubeObject, options: MetadataOptions, changes: MapChanges): ChangedMap {
  const {overwrite, resourceVersion} = options
  const failure = overwrite ? undefined : newAggregate(overwritten(object, changes))
  if (failure !== undefined) throw failure
  return changeMap(object, 'labels', changes, resourceVersion)
}

function overwritten(object: KubeObject, {set}: MapChanges): Error[] {
  const labels = textsIn(object, 'labels')
  return [...set]
    .filter(([key, value]) => Object.hasOwn(labels, key) && labels[key] !== value)
    .map(([key]) => new Error(`'${key}' already has a value (${labels[key]}), and --overwrite is false`))
}

function operationOf({added, removed}: ChangedMap): string {
  if (added.length > 0) return removed.length > 0 ? 'modified' : 'labeled'
  return removed.length > 0 ? 'unlabeled' : 'not labeled'
}
