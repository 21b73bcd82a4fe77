import {CHANGE_CAUSE, withChangeCause} from '../../api/change-cause.ts'
import type {KubeObject} from '../../api/object.ts'
import {toError} from '../../base/errors.ts'
import {harmless} from '../../base/terminal-text.ts'
import {withDryRun} from '../../printers/name.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Info} from '../../resources/info.ts'
import {Mentions} from '../../resources/mentions.ts'
import {changeMap, listMap, textsIn} from '../../resources/metadata-map.ts'
import {type MapChanges, parsePairs, resourcesAndPairs} from '../../resources/pairs.ts'
import type {Session} from '../../session/session.ts'
import {changeEach} from '../bulk/index.ts'
import {
  type MetadataOptions,
  type Place,
  checkWhich,
  selectWhich,
  sendChange,
  startOf,
} from '../label/index.ts'

/**
 * Changes annotations of what arguments, files and selectors name (kubectl annotate), several objects at once, and
 * prints them in order. One failure does not stop the others.
 */
export async function annotate(session: Session, options: MetadataOptions): Promise<void> {
  const {resources, pairs} = resourcesAndPairs(options.args, 'annotation')
  const changes = parsePairs(pairs, 'annotation')
  validate(options, resources, changes)
  const {local, list, dryRun} = options
  const printer = await toPrinter(options.print, {
    cwd: session.host.cwd,
    operation: withDryRun('annotated', dryRun),
  })
  const selection = await selectWhich(session, options, resources, await placeOf(session))
  const single = selection.singleItemImplied
  const here = local || list || dryRun === 'client'
  const work = here ? worker(options, changes) : await sender(session, options, changes)
  await changeEach(session, selection, {verb: 'annotated', here}, work, (info, object) => {
    if (list) harmless(session.io.out).write(listMap(info, object, 'annotations', single))
    else printer.printObject(object, session.io.out)
  })
}

/** As in kubectl, a namespace that is not known is told after the files that are missing (ResourceBuilderFlags.ToBuilder). */
async function placeOf(session: Session): Promise<Place> {
  try {
    const {namespace, explicit} = await session.namespace()
    return {namespace, explicitNamespace: explicit}
  } catch (error) {
    return {namespace: '', error: toError(error)}
  }
}

/** Flags and arguments that miss or do not go together (AnnotateFlags.ToOptions). Throws the first that is wrong. */
function validate(options: MetadataOptions, resources: readonly string[], {set, remove}: MapChanges): void {
  const {list, print} = options
  if (list && print.output !== '') throw new Error('--list and --output may not be specified together')
  checkWhich(options, resources, 'rsrc')
  if (set.size === 0 && remove.length === 0 && !list) {
    throw new Error('at least one annotation update is required')
  }
  const both = remove.filter((key) => set.has(key)).join(', ')
  if (both === '') return
  throw new Error(`can not both modify and remove the following annotation(s) in the same command: ${both}`)
}

/** Changes the annotations without the server. */
function worker(options: MetadataOptions, changes: MapChanges): (info: Info) => Promise<KubeObject> {
  return async (info) => changeAnnotations(info.object!, options, changes)
}

/** Lets the server change the annotations; it is asked even when nothing changes. */
async function sender(
  session: Session,
  options: MetadataOptions,
  changes: MapChanges,
): Promise<(info: Info) => Promise<KubeObject>> {
  const client = await session.client()
  const mentions = new Mentions(client)
  return async (info) => {
    const {object} = await mentions.current(info)
    const before = startOf(object!, options)
    const after = changeAnnotations(withChangeCause(before, options.changeCause), options, changes)
    return sendChange(client, options, info, before, after)
  }
}

/** Throws for annotations that have other values, unless those may be overwritten (updateAnnotations). */
function changeAnnotations(object: KubeObject, options: MetadataOptions, changes: MapChanges): KubeObject {
  if (!options.overwrite) refuseOverwriting(object, changes)
  return changeMap(object, 'annotations', changes, options.resourceVersion).object
}

function refuseOverwriting(object: KubeObject, {set}: MapChanges): void {
  const annotations = textsIn(object, 'annotations')
  const taken = [...set]
    .filter(
      ([key, value]) => key !== CHANGE_CAUSE && Object.hasOwn(annotations, key) && annotations[key] !== value,
    )
    .map(([key]) => `'${key}' already has a value (${annotations[key]})`)
  if (taken.length === 0) return
  throw new Error(`--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`)
}
