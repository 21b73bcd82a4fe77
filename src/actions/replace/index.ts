import type {KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import {updatedConfiguration} from '../../patch/last-applied.ts'
import {withDryRun} from '../../printers/name.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import {addSource} from '../../resources/errors.ts'
import {Helper} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {ResourceQuery} from '../../resources/query.ts'
import type {Selection} from '../../resources/selection.ts'
import {requireFiles} from '../../resources/require-files.ts'
import type {Session} from '../../session/session.ts'
import {changeEach} from '../bulk/index.ts'
import {parseCascade} from '../delete/index.ts'
import {type ReplaceOptions, validateReplace} from './options.ts'

export type {ReplaceOptions} from './options.ts'

/**
 * Replaces objects by what the files say (kubectl replace), several at once, and prints them in order. One failure does
 * not stop the others.
 */
export async function replace(session: Session, options: ReplaceOptions): Promise<void> {
  const {io, host} = session
  const {print, dryRun, filenames, kustomize, raw, force} = options
  // As in kubectl, a kubeconfig that cannot be used comes before files that are missing.
  await session.restConfig()
  const printer = await toPrinter(print, {cwd: host.cwd, operation: withDryRun('replaced', dryRun)})
  const propagation = parseCascade(options.cascade, (line) => io.errOut.write(line))
  requireFiles(filenames, kustomize)
  // Nobody loses data by a zero alone.
  const careful = options.gracePeriod === 0 ? {...options, gracePeriod: 1, wait: true} : options
  validateReplace(careful)
  if (raw !== '') {
    const {rawRequest} = await import('../../resources/raw-request.ts')
    return rawRequest(await session.client(), host, 'PUT', raw, filenames[0]!)
  }
  const show = (_: Info, object: KubeObject): void => printer.printObject(object, io.out)
  const query = await queryOf(session, careful)
  if (!force) return replaceAll(session, careful, await session.select(query), show)
  const {deleteAndCreate} = await import('./force.ts')
  await deleteAndCreate(session, {...careful, propagation}, query, show)
}

async function queryOf(session: Session, options: ReplaceOptions): Promise<ResourceQuery> {
  const {filenames, kustomize, recursive, fieldValidation} = options
  const {namespace, explicit} = await session.namespace()
  return {
    filenames,
    kustomize,
    recursive,
    namespace,
    explicitNamespace: explicit,
    continueOnError: true,
    validate: fieldValidation,
  }
}

async function replaceAll(
  session: Session,
  options: ReplaceOptions,
  selection: Selection,
  show: (info: Info, object: KubeObject) => void,
): Promise<void> {
  const here = options.dryRun === 'client'
  const client = here ? undefined : await session.client()
  const work = (info: Info): Promise<KubeObject> => replaceOne(client, options, info)
  await changeEach(session, selection, {verb: 'replaced', here}, work, show)
}

async function replaceOne(
  client: RESTClient | undefined,
  options: ReplaceOptions,
  info: Info,
): Promise<KubeObject> {
  const object = updatedConfiguration(info.object!, options.saveConfig)
  if (client === undefined) return object
  const {dryRun, fieldManager, fieldValidation, subresource} = options
  const helper = new Helper(client, info.mapping, {
    dryRun: dryRun === 'server',
    fieldManager,
    fieldValidation,
    subresource,
  })
  try {
    return await helper.replace(info.namespace, info.name, object, true)
  } catch (error) {
    throw addSource('replacing', info.source, error)
  }
}
