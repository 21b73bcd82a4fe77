import {withChangeCause} from '../../api/change-cause.ts'
import {jsonEqual} from '../../api/json-compare.ts'
import type {KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import {StatusError} from '../../client/status.ts'
import {describeKind} from '../../discovery/errors.ts'
import {createMergePatch} from '../../patch/json-merge.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import {Helper, patchTypes} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import {Mentions} from '../../resources/mentions.ts'
import type {Session} from '../../session/session.ts'
import {changeEach} from '../bulk/index.ts'
import {formatJSON} from '../../yaml/json.ts'
import {type PatchOptions, type PatchType, patchTypeOf, readPatch, validatePatch} from './options.ts'

export type {PatchOptions} from './options.ts'

/** What became of an object. */
interface Patched {
  readonly object: KubeObject
  readonly changed: boolean
}

/**
 * Patches the objects that arguments or files name (kubectl patch), several at once, and prints them in order. One
 * failure does not stop the others.
 */
export async function patchObjects(session: Session, options: PatchOptions): Promise<void> {
  const {namespace, explicit} = await session.namespace()
  validatePatch(options)
  const patch = await readPatch(options, session.host.cwd)
  const {args, filenames, kustomize, recursive, local, subresource} = options
  const selection = await session.select({
    args,
    filenames,
    kustomize,
    recursive,
    local,
    subresource,
    namespace,
    explicitNamespace: explicit,
    continueOnError: true,
  })
  const here = local || options.dryRun === 'client'
  const work = here ? await worker(options, patch) : await sender(session, options, patch)
  let count = 0
  await changeEach(session, selection, {verb: 'patched', here}, work, async (_, patched) => {
    // As in kubectl, which reads -o only now and forgets to mention the dry run.
    count++
    const operation = patched.changed ? 'patched' : 'patched (no change)'
    const printer = await toPrinter(options.print, {cwd: session.host.cwd, operation})
    printer.printObject(patched.object, session.io.out)
  })
  if (count === 0) throw new Error('no objects passed to patch')
}

/** Patches without the server. */
async function worker(options: PatchOptions, patch: string): Promise<(info: Info) => Promise<Patched>> {
  const {patchHere} = await import('./patch-here.ts')
  const type = patchTypeOf(options)
  return async (info) => {
    const object = await patchHere(info.object!, type, patch)
    return {object, changed: !jsonEqual(info.object, object)}
  }
}

/** Lets the server patch. */
async function sender(
  session: Session,
  options: PatchOptions,
  patch: string,
): Promise<(info: Info) => Promise<Patched>> {
  const client = await session.client()
  const mentions = new Mentions(client)
  return async (info) => {
    // What a file says is not replaced by what the server has.
    const {object: before} = info.source === '' ? await mentions.current(info) : info
    const object = await send(client, options, info, patch)
    return {object, changed: !jsonEqual(before, object)}
  }
}

async function send(
  client: RESTClient,
  options: PatchOptions,
  info: Info,
  patch: string,
): Promise<KubeObject> {
  const {fieldManager, subresource, dryRun} = options
  // Unlike other commands, kubectl's patch has a version where the manifest says none.
  const {kind, resource, namespaced} = info.mapping
  const mapping = {kind, namespaced, resource: {...resource, version: kind.version}}
  const helper = new Helper(client, mapping, {dryRun: dryRun === 'server', fieldManager, subresource})
  const type = patchTypeOf(options)
  try {
    const object = await helper.patch(info.namespace, info.name, patchTypes[type], patch)
    return await record(helper, info, object, options.changeCause)
  } catch (error) {
    throw explain(error, type, info)
  }
}

function explain(error: unknown, type: PatchType, {mapping}: Info): unknown {
  if (!(error instanceof StatusError) || error.code !== 415) return error
  const kind = describeKind(mapping.kind)
  return new Error(`${patchTypes[type]} is not supported by ${kind}: ${error.message}`, {cause: error})
}

/** Notes the command line in a patch of its own. As in kubectl its failure is no failure. */
async function record(
  helper: Helper,
  {namespace, name}: Info,
  object: KubeObject,
  cause: string | undefined,
): Promise<KubeObject> {
  if (cause === undefined) return object
  const patch = createMergePatch(object, withChangeCause(object, cause))
  try {
    return await helper.patch(namespace, name, patchTypes.merge, formatJSON(patch))
  } catch {
    return object
  }
}
