import type {KubeObject} from '../../api/object.ts'
import {colored} from '../../base/io.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import {withDryRun} from '../../printers/name.ts'
import {addSource} from '../../resources/errors.ts'
import {Helper} from '../../resources/helper.ts'
import {identityOf, type Info} from '../../resources/info.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {checkConcurrency, workOnMany} from '../bulk/index.ts'
import {cancelled, type Deleted, kindName, outcomeOf} from './deleted.ts'
import {type DeleteOptions, gracePeriodOf, parseCascade, type Propagation, validateDelete} from './options.ts'
import {waitUntilGone} from './wait.ts'

export {type Propagation, parseCascade} from './options.ts'

/** Everything the steps of one `delete` share; other commands that delete on the way make their own. */
export interface Deletion {
  readonly session: Session
  readonly options: Pick<DeleteOptions, 'dryRun' | 'wait' | 'timeout' | 'output' | 'concurrency'>
  readonly gracePeriod: number
  readonly propagation: Propagation
  /** Say once that cluster-scoped objects do not care for `-n`. */
  warnClusterScope: boolean
}

/** Deletes what the arguments and files select (kubectl delete). */
export async function deleteResources(session: Session, options: DeleteOptions): Promise<void> {
  const propagation = parseCascade(options.cascade, (line) => session.io.errOut.write(line))
  const {namespace, explicit} = await session.namespace()
  const gracePeriod = gracePeriodOf(options)
  const query = {
    args: options.args,
    filenames: options.filenames,
    kustomize: options.kustomize,
    recursive: options.recursive,
    labelSelector: options.selector,
    fieldSelector: options.fieldSelector,
    all: options.all,
    allNamespaces: options.allNamespaces,
    namespace,
    explicitNamespace: explicit,
    continueOnError: true,
    requireObject: false,
  }
  const selection = options.raw === '' ? await session.select(query) : undefined
  validateDelete(options, gracePeriod)
  checkConcurrency(options.concurrency)
  if (gracePeriod === 0 && options.force) {
    await session.warn(immediateDeletion)
  }
  if (selection === undefined) return deleteRaw(session, options)
  const deletion: Deletion = {
    session,
    options,
    gracePeriod,
    propagation,
    warnClusterScope: explicit && !options.allNamespaces,
  }
  ignoreMissing(selection, options)
  if (!options.interactive) {
    if (!(await maySafelyGoOn(session, options, selection))) return session.io.out.write(cancelled)
    return deleteSelection(deletion, selection)
  }
  const {confirm} = await import('./confirm.ts')
  const confirmed = await confirm(session.io, selection)
  if (confirmed === undefined) return undefined
  const again = await session.select(query)
  ignoreMissing(again, options)
  return deleteSelection(deletion, again, confirmed)
}

/** Whether a deletion may begin: only a person at a terminal is ever asked, and only about what takes much with it. */
async function maySafelyGoOn(
  session: Session,
  options: DeleteOptions,
  selection: Selection,
): Promise<boolean> {
  if (options.yes || options.dryRun !== 'none') return true
  const {canAsk} = await import('../prompt/index.ts')
  if (!canAsk(session.io)) return true
  const {askBeforeDeletion} = await import('./ask.ts')
  return askBeforeDeletion(session, options, selection)
}

const immediateDeletion =
  'Immediate deletion does not wait for confirmation that the running resource has been terminated. ' +
  'The resource may continue to run on the cluster indefinitely.'

async function deleteRaw(session: Session, {raw, filenames}: DeleteOptions): Promise<void> {
  const {rawRequest} = await import('../../resources/raw-request.ts')
  await rawRequest(await session.client(), session.host, 'DELETE', raw, filenames[0] ?? '')
}

/** Deleting by selector does not mind objects that are gone already. */
function ignoreMissing(selection: Selection, options: DeleteOptions): void {
  const bySelector = options.all || options.selector !== '' || options.fieldSelector !== ''
  if (options.ignoreNotFound ?? bySelector) selection.ignoreErrors((e) => hasReason(e, 'NotFound'))
}

/**
 * Deletes what the selection gives, several objects at once, prints a line for each in order, and waits if that is
 * asked for (DeleteOptions.DeleteResult). Throws what failed at the end; nothing is waited for then.
 */
export async function deleteSelection(
  deletion: Deletion,
  selection: Selection,
  confirmed?: ReadonlySet<string>,
): Promise<void> {
  const {session, options} = deletion
  const client = await session.client()
  const deleted: Deleted[] = []
  let found = 0
  const deleteThis = async (info: Info): Promise<KubeObject | undefined> => {
    if (confirmed !== undefined && !confirmed.has(identityOf(info)!)) return undefined
    found++
    await warnOfScope(deletion, info)
    return options.dryRun === 'client' ? noAnswer : deleteOne(deletion, client, info)
  }
  const bulk = {concurrency: options.concurrency, verb: 'deleted', foundationsFirst: false}
  await selection.visitSettled(
    (infos) => workOnMany(session, infos, bulk, deleteThis),
    (info, answer) => {
      if (answer === undefined) return
      colored(session.io.out, 'results').write(resultLine(info, deletion))
      deleted.push({info, ...outcomeOf(answer)})
    },
  )
  if (found === 0) return session.io.out.write('No resources found\n')
  if (!options.wait || options.dryRun !== 'none') return
  await waitUntilGone(session, client, deleted, options.timeout)
}

const noAnswer: KubeObject = {}

async function warnOfScope(deletion: Deletion, info: Info): Promise<void> {
  if (!deletion.warnClusterScope || info.mapping.namespaced) return
  deletion.warnClusterScope = false
  await deletion.session.warn('deleting cluster-scoped resources, not scoped to the provided namespace')
}

async function deleteOne(deletion: Deletion, client: RESTClient, info: Info): Promise<KubeObject> {
  const {options, gracePeriod, propagation} = deletion
  const helper = new Helper(client, info.mapping, {dryRun: options.dryRun === 'server'})
  try {
    return await helper.delete(info.namespace, info.name, {
      ...(gracePeriod >= 0 ? {gracePeriodSeconds: gracePeriod} : {}),
      propagationPolicy: propagation,
    })
  } catch (error) {
    throw addSource('deleting', info.source, error)
  }
}

/** `pod "x" deleted from default namespace`, or what `-o name` wants (DeleteOptions.PrintObj). */
function resultLine(info: Info, {options, gracePeriod}: Deletion): string {
  const kind = kindName(info)
  if (options.output === 'name') return `${kind}/${info.name}\n`
  const verb = gracePeriod === 0 ? 'force deleted' : 'deleted'
  const place = info.mapping.namespaced ? ` from ${info.namespace} namespace` : ''
  return `${kind} "${info.name}" ${withDryRun(`${verb}${place}`, options.dryRun)}\n`
}
