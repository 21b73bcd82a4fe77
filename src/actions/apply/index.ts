import {type JsonValue, isObject} from '../../api/json.ts'
import {setField} from '../../base/json-value.ts'
import type {KubeObject} from '../../api/object.ts'
import {newAggregate, reduce} from '../../base/aggregate.ts'
import {Sweeper} from '../../base/sweeper.ts'
import {toError} from '../../base/errors.ts'
import type {Info} from '../../resources/info.ts'
import type {Printer} from '../../printers/printer.ts'
import {requireFiles} from '../../resources/require-files.ts'
import type {Session} from '../../session/session.ts'
import {sortKeys} from '../../yaml/json.ts'
import {checkConcurrency, ComingKinds, workOnMany} from '../bulk/index.ts'
import {applyOne, newContext} from './apply-one.ts'
import type {ApplySet} from './apply-set.ts'
import type {Applied, ApplyContext} from './context.ts'
import {type ApplyOptions, checkOptions} from './options.ts'
import type {Visited} from './prune.ts'
import {type Target, targetOf} from './target.ts'

export type {ApplyOptions} from './options.ts'

/**
 * Applies what the files say (kubectl's ApplyOptions.Run): creates what is missing, patches the rest,
 * prints a line per object in the order of the files, or all objects at the end. One failure does not
 * stop the others; all of them are thrown at the end.
 */
export async function apply(session: Session, options: ApplyOptions): Promise<void> {
  // As in kubectl, a kubeconfig that cannot be used comes before files that are missing.
  await session.restConfig()
  requireFiles(options.filenames, options.kustomize)
  const {namespace, explicit} = await session.namespace()
  const applySet = await openApplySet(session, options)
  const kinds = options.prune.enabled ? await pruneKinds(session, options) : []
  await checkOptions(options, async () => applySet?.validate())
  checkConcurrency(options.concurrency)
  const plans = options.plan || options.fromPlan !== '' ? await import('./plan/index.ts') : undefined
  plans?.checkPlanOptions(options)
  const {infos, error} = await members(session, options, applySet)
  if (infos.length === 0 && error === undefined) throw new Error('no objects passed to apply')
  const namespaces = new Set(explicit ? [namespace] : [])
  for (const info of infos) if (info.mapping.namespaced) namespaces.add(info.namespace)
  const context = await newContext(session, options, infos)
  if (options.plan) return await plans!.showPlan({session, options, infos, context, kinds, namespaces}, error)
  const leftovers = await plans?.preparePlan({session, options, infos, context, kinds, namespaces}, error)
  await applySet?.before(infos)
  const results = await applyAll(session, context, infos)
  const errors = [...(error === undefined ? [] : [error]), ...results.errors]
  const failure = reduce(newAggregate(errors))
  if (failure !== undefined) throw failure
  if (options.printing.objects) await printObjects(session, options, results.targets)
  if (applySet !== undefined) return await applySet.prune(results.uids)
  if (!options.prune.enabled) return
  const {prune, pruneExactly} = await import('./prune.ts')
  if (leftovers !== undefined) return await pruneExactly(session, options, leftovers)
  await prune(session, options, kinds, {uids: results.uids, namespaces} satisfies Visited)
}

/**
 * The objects to apply, labelled as members of their set. A set is noted on its parent even when there are none because
 * of an error, as kubectl does (ApplyOptions.GetObjects).
 */
async function members(session: Session, options: ApplyOptions, applySet: ApplySet | undefined) {
  try {
    const selected = await select(session, options)
    applySet?.label(selected.infos)
    return selected
  } catch (error) {
    if (applySet === undefined) throw error
    return {infos: [], error: toError(error)}
  }
}

async function select(session: Session, options: ApplyOptions) {
  const {namespace, explicit} = await session.namespace()
  const selection = await session.select({
    namespace,
    explicitNamespace: explicit,
    filenames: options.filenames,
    kustomize: options.kustomize,
    recursive: options.recursive,
    labelSelector: options.selector,
    continueOnError: true,
    validate: options.fieldValidation,
    // A dry run of the server leaves no definition behind.
    defineKinds: options.plan || options.dryRun !== 'server',
  })
  return await selection.infos()
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

async function applyAll(session: Session, context: ApplyContext, infos: readonly Info[]): Promise<Results> {
  const {options} = context
  const targets: Target[] = []
  const errors: Error[] = []
  const uids = new Set<string>()
  const sweeper = new Sweeper()
  const notes = new Map<Info, string[]>()
  const kinds = new ComingKinds(session, options.dryRun)
  const printers = new Map<string, Printer>()
  const work = async (info: Info): Promise<Applied> => {
    const own: string[] = []
    notes.set(info, own)
    await kinds.ready(info)
    const applied = await applyOne(info, context, (text) => void own.push(text))
    if (applied.operation !== 'unchanged') kinds.note(applied.target.object)
    return applied
  }
  const bulk = {concurrency: options.concurrency, verb: 'applied', foundationsFirst: true}
  for await (const {item, outcome} of workOnMany(session, infos, bulk, work)) {
    for (const note of notes.get(item) ?? []) session.io.errOut.write(note)
    notes.delete(item)
    const target = outcome.ok ? outcome.value.target : targetOf(item)
    if (options.printing.objects) targets.push(target)
    else {
      await release(item, context)
      sweeper.drop(1)
    }
    if (!outcome.ok) {
      errors.push(toError(outcome.error))
      continue
    }
    for (const uid of outcome.value.uids) uids.add(uid)
    if (options.printing.objects) continue
    const {operation} = outcome.value
    const printer = printers.get(operation) ?? (await options.printing.printer(operation))
    printers.set(operation, printer)
    printer.printObject(target.object, session.io.out)
  }
  return {targets, errors, uids}
}

/** Of what is done and printed nothing is kept. */
async function release(info: Info, {live}: ApplyContext): Promise<void> {
  delete info.object
  await live.release(info)
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
