import {type JsonValue, isObject} from '../../api/json.ts'
import {withChangeCause} from '../../api/change-cause.ts'
import {setField} from '../../base/json-value.ts'
import type {KubeObject} from '../../api/object.ts'
import {newAggregate, reduce} from '../../base/aggregate.ts'
import {toError} from '../../base/errors.ts'
import {inOrder} from '../../base/parallel.ts'
import type {PatchSchemaSource} from '../../patch/schema.ts'
import type {Info} from '../../resources/info.ts'
import {identityOf, laneOf} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {sortKeys} from '../../yaml/json.ts'
import {type Applied, type ApplyContext, helperFactory} from './context.ts'
import {LiveObjects} from './live-objects.ts'
import {type ApplyOptions, checkOptions} from './options.ts'
import type {Visited} from './prune.ts'
import {type Target, targetOf} from './target.ts'

export type {ApplyOptions} from './options.ts'

/** Objects worked on at once: as many as the client keeps in flight. */
const limit = 64

/**
 * Applies what the files say (kubectl's ApplyOptions.Run): creates what is missing, patches the rest,
 * prints a line per object in the order of the files, or all objects at the end. One failure does not
 * stop the others; all of them are thrown at the end.
 */
export async function apply(session: Session, options: ApplyOptions): Promise<void> {
  if (options.filenames.length === 0 && options.kustomize === '')
    throw new Error('must specify one of -f and -k')
  const {namespace, explicit} = await session.namespace()
  const applySet = await openApplySet(session, options)
  const kinds = options.prune.enabled ? await pruneKinds(session, options) : []
  checkOptions(options)
  await applySet?.validate()
  const selection = await session.select({
    namespace,
    explicitNamespace: explicit,
    filenames: options.filenames,
    kustomize: options.kustomize,
    recursive: options.recursive,
    labelSelector: options.selector,
    continueOnError: true,
    validate: options.fieldValidation !== 'Ignore',
  })
  const {infos, error} = await selection.infos()
  applySet?.label(infos)
  if (infos.length === 0 && error === undefined) throw new Error('no objects passed to apply')
  await applySet?.before(infos)
  const results = await applyAll(session, options, infos)
  const errors = [...(error === undefined ? [] : [error]), ...results.errors]
  const failure = reduce(newAggregate(errors))
  if (failure !== undefined) throw failure
  if (options.printing.objects) await printObjects(session, options, results.targets)
  if (applySet !== undefined) return await applySet.prune(results.uids)
  if (!options.prune.enabled) return
  const {prune} = await import('./prune.ts')
  const namespaces = new Set(explicit ? [namespace] : [])
  for (const info of infos) if (info.mapping.namespaced) namespaces.add(info.namespace)
  await prune(session, options, kinds, {uids: results.uids, namespaces} satisfies Visited)
}

async function openApplySet(session: Session, options: ApplyOptions) {
  if (options.prune.applySet === undefined) return undefined
  const {ApplySet} = await import('./apply-set.ts')
  return await ApplySet.open(session, options, options.prune.applySet)
}

async function pruneKinds(session: Session, options: ApplyOptions) {
  const {parseAllowlist} = await import('./prune.ts')
  return await parseAllowlist(await session.mapper(), options.prune.allowlist)
}

/** What became of all objects. */
interface Results {
  readonly targets: readonly Target[]
  readonly errors: readonly Error[]
  readonly uids: ReadonlySet<string>
}

/** How the server says to merge; its documents are read when the first kind is asked for. */
function patchSchemas(session: Session): PatchSchemaSource {
  return {
    async support(kind) {
      const {OpenAPIPatchSchemas} = await import('../../openapi/patch-schemas.ts')
      return await new OpenAPIPatchSchemas(await session.openapi()).support(kind)
    },
  }
}

/** What became of one object: what to tell the user about it, and the result or the failure. */
interface Outcome {
  readonly notes: readonly string[]
  readonly applied?: Applied
  readonly error?: unknown
}

async function applyAll(session: Session, options: ApplyOptions, infos: readonly Info[]): Promise<Results> {
  const targets: Target[] = []
  const errors: Error[] = []
  const uids = new Set<string>()
  if (infos.length === 0) return {targets, errors, uids}
  const context = await newContext(session, options, infos)
  const steps = inOrder(infos, {limit, key: identityOf, lane: laneOf}, (info) => applyOne(info, context))
  for await (const {item, outcome} of steps) {
    const result: Outcome = outcome.ok ? outcome.value : {notes: [], error: outcome.error}
    for (const note of result.notes) session.io.errOut.write(note)
    if (result.applied === undefined) {
      context.signal.throwIfAborted()
      errors.push(toError(result.error))
      targets.push(targetOf(item))
      continue
    }
    const {target, operation} = result.applied
    for (const uid of result.applied.uids) uids.add(uid)
    targets.push(target)
    if (!options.printing.objects) {
      const printer = await options.printing.printer(operation)
      printer.printObject(target.object, session.io.out)
    }
  }
  return {targets, errors, uids}
}

async function newContext(
  session: Session,
  options: ApplyOptions,
  infos: readonly Info[],
): Promise<ApplyContext> {
  const client = await session.client()
  return {
    live: new LiveObjects(client, infos),
    options,
    client,
    signal: session.host.signal,
    program: session.commandPath.split(' ')[0] ?? 'kctl',
    openapi: options.openapiPatch ? patchSchemas(session) : undefined,
    helper: helperFactory(client, options),
  }
}

async function applyOne(info: Info, context: ApplyContext): Promise<Outcome> {
  const notes: string[] = []
  const note = (text: string): void => void notes.push(text)
  try {
    const target = targetOf(info)
    target.object = withChangeCause(target.object, context.options.changeCause)
    const generateName = target.object.metadata?.generateName
    if (info.name === '' && generateName) {
      throw new Error(`from ${generateName}: cannot use generate name with apply`)
    }
    return {notes, applied: await applyTarget(target, context, note)}
  } catch (error) {
    return {notes, error}
  }
}

async function applyTarget(
  target: Target,
  context: ApplyContext,
  note: (text: string) => void,
): Promise<Applied> {
  if (context.options.serverSide) {
    const {applyServerSide} = await import('./server-side.ts')
    return await applyServerSide(target, context, note)
  }
  const {applyClientSide} = await import('./client-side.ts')
  return await applyClientSide(target, context, note)
}

/** Prints one object bare, several as a List. */
async function printObjects(
  session: Session,
  options: ApplyOptions,
  targets: readonly Target[],
): Promise<void> {
  const [first, ...others] = targets
  if (first === undefined) return
  if (others.length === 0) {
    const printer = await options.printing.printer('')
    return printer.printObject(first.object, session.io.out)
  }
  // kubectl's own List is a struct, so its fields are not sorted; those of the objects in it are.
  const items = targets.map(({object}) => sorted(object))
  const printer = await options.printing.listPrinter()
  printer.printObject({kind: 'List', apiVersion: 'v1', metadata: {}, items}, session.io.out)
}

/** A copy with all keys in order. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  const result: KubeObject = {}
  for (const key of sortKeys(Object.keys(value))) setField(result, key, sorted(value[key] ?? null))
  return result
}
