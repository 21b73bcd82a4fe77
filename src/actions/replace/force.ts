import type {KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import {updatedConfiguration} from '../../patch/last-applied.ts'
import {Helper} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import {pollUntilGone} from '../../resources/poll-gone.ts'
import type {ResourceQuery} from '../../resources/query.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {workOnMany} from '../bulk/index.ts'
import {deleteSelection, type Propagation} from '../delete/index.ts'
import type {ReplaceOptions} from './options.ts'

/** Requests in flight. */
const parallel = 64
/** How long a deletion may take, unless told otherwise. */
const defaultTimeout = 5 * 60_000

/** `--force` with what is to become of owned objects. */
interface ForceOptions extends ReplaceOptions {
  readonly propagation: Propagation
}

/**
 * Deletes the objects, waits until they are gone, and creates them as the files say (ReplaceOptions.forceReplace).
 * What did not exist is created all the same. Nothing is created when one cannot be deleted.
 */
export async function deleteAndCreate(
  session: Session,
  options: ForceOptions,
  query: ResourceQuery,
  show: (info: Info, object: KubeObject) => void,
): Promise<void> {
  // Files and stdin are read once for all three steps.
  const input = {...query, contents: new Map<string, Promise<Uint8Array>>()}
  // What is deleted is not checked. As in kubectl, arguments are looked at here only.
  const selection = await session.select({...input, args: options.args, validate: 'Ignore'})
  const client = await session.client()
  await selection.preview()
  selection.ignoreErrors((error) => hasReason(error, 'NotFound'))
  const {gracePeriod, propagation, wait, timeout, print} = options
  await deleteSelection(
    {
      session,
      options: {dryRun: 'none', wait, timeout, output: print.output, concurrency: parallel},
      gracePeriod,
      propagation,
      warnClusterScope: false,
    },
    selection,
  )
  await waitForAll(session, client, selection, timeout === 0 ? defaultTimeout : timeout)
  await createAll(session, client, options, await session.select(input), show)
}

async function waitForAll(
  {host}: Session,
  client: RESTClient,
  selection: Selection,
  timeout: number,
): Promise<void> {
  await selection.visitParallel(
    {limit: parallel},
    (info) => pollUntilGone(new Helper(client, info.mapping), info, {timeout, signal: host.signal}),
    () => {},
  )
}

async function createAll(
  session: Session,
  client: RESTClient,
  options: ForceOptions,
  selection: Selection,
  show: (info: Info, object: KubeObject) => void,
): Promise<void> {
  const {fieldManager, fieldValidation, saveConfig} = options
  let count = 0
  const bulk = {concurrency: parallel, verb: 'created', foundationsFirst: false}
  const create = (info: Info): Promise<KubeObject> => {
    const helper = new Helper(client, info.mapping, {fieldManager, fieldValidation})
    return helper.create(info.namespace, updatedConfiguration(info.object!, saveConfig))
  }
  await selection.visitSettled(
    (infos) => workOnMany(session, infos, bulk, create),
    (info, object) => {
      count++
      show(info, object)
    },
  )
  if (count === 0) throw new Error('no objects passed to replace')
}
