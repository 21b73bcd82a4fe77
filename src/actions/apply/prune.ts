import type {KubeObject} from '../../api/object.ts'
import {nameOf} from '../../api/object.ts'
import {isList} from '../../api/object.ts'
import {newAggregate, reduce} from '../../base/aggregate.ts'
import {Logger} from '../../base/logger.ts'
import {messageOf} from '../../base/errors.ts'
import type {RESTClient} from '../../client/request.ts'
import {describeKind} from '../../discovery/errors.ts'
import type {RESTMapper, RESTMapping} from '../../discovery/mapping.ts'
import {originalConfiguration} from '../../patch/last-applied.ts'
import {type DeleteOptions, Helper} from '../../resources/helper.ts'
import {listPages} from '../../resources/lists.ts'
import {withListType} from '../../resources/list-source.ts'
import type {Session} from '../../session/session.ts'
import {type ApplyOptions, deleteOptionsOf} from './options.ts'

/** A kind to look for leftovers in. */
export interface PruneKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly namespaced: boolean
}

/** What kubectl prunes unless told otherwise (util/prune). */
const defaultKinds: readonly PruneKind[] = [
  ...[
    'ConfigMap',
    'Endpoints',
    'PersistentVolumeClaim',
    'Pod',
    'ReplicationController',
    'Secret',
    'Service',
  ].map((kind) => ({group: '', version: 'v1', kind, namespaced: true})),
  {group: 'batch', version: 'v1', kind: 'Job', namespaced: true},
  {group: 'batch', version: 'v1', kind: 'CronJob', namespaced: true},
  {group: 'networking.k8s.io', version: 'v1', kind: 'Ingress', namespaced: true},
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    group: 'apps',
    version: 'v1',
    kind,
    namespaced: true,
  })),
  {group: '', version: 'v1', kind: 'Namespace', namespaced: false},
  {group: '', version: 'v1', kind: 'PersistentVolume', namespaced: false},
]

/** Reads `group/version/kind` of `--prune-allowlist` (prune.ParseResources). Throws for other forms and unknown kinds. */
export async function parseAllowlist(mapper: RESTMapper, allowlist: readonly string[]): Promise<PruneKind[]> {
  const kinds: PruneKind[] = []
  for (const text of allowlist) {
    const [group, version, kind, more] = text.split('/')
    if (group === undefined || version === undefined || kind === undefined || more !== undefined) {
      throw new Error(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`)
    }
    const wanted = {group: group === 'core' ? '' : group, version, kind}
    const {namespaced} = await mapper.mappingForKind(wanted)
    kinds.push({...wanted, namespaced})
  }
  return kinds
}

/** What has been applied, and must stay. */
export interface Visited {
  readonly uids: ReadonlySet<string>
  readonly namespaces: ReadonlySet<string>
}

/** An object that pruning takes away. */
export interface Leftover {
  readonly mapping: RESTMapping
  readonly namespace: string
  readonly object: KubeObject
}

/**
 * Deletes what was once applied, matches the selector, and was not applied now (pruner.pruneAll). Prints
 * each as it goes. Throws at the first failure.
 */
export async function prune(
  session: Session,
  options: ApplyOptions,
  kinds: readonly PruneKind[],
  visited: Visited,
): Promise<void> {
  await visitLeftovers(session, {kinds, selector: options.selector, visited}, (leftover) =>
    deleteLeftover(session, options, leftover),
  )
}

/**
 * Deletes these leftovers in the state they were seen in, and nothing else: one that has changed since, or is another
 * of the same name, stays. Prints each as it goes; throws all failures at the end.
 */
export async function pruneExactly(
  session: Session,
  options: ApplyOptions,
  leftovers: readonly Leftover[],
): Promise<void> {
  const errors: Error[] = []
  for (const leftover of leftovers) {
    const {uid = '', resourceVersion = ''} = leftover.object.metadata ?? {}
    try {
      await deleteLeftover(session, options, leftover, {uid, resourceVersion})
    } catch (error) {
      const {mapping, object} = leftover
      errors.push(
        new Error(`error pruning ${describeKind(mapping.kind)} ${nameOf(object)}: ${messageOf(error)}`, {
          cause: error,
        }),
      )
    }
  }
  const failure = reduce(newAggregate(errors))
  if (failure !== undefined) throw failure
}

/** Among which objects leftovers are looked for. */
export interface LeftoverQuery {
  /** None for kubectl's own list. */
  readonly kinds: readonly PruneKind[]
  readonly selector: string
  readonly visited: Visited
}

/** Shows each leftover to the visitor as it comes (pruner.pruneAll). Throws at the first failure, naming the kind. */
export async function visitLeftovers(
  session: Session,
  {kinds, selector, visited}: LeftoverQuery,
  remove: (leftover: Leftover) => void | Promise<void>,
): Promise<void> {
  const mapper = await session.mapper()
  const client = await session.client()
  const {namespaced, others} = await mappings(session, mapper, kinds)
  const context = {selector, client, visited, remove}
  for (const namespace of visited.namespaces) {
    for (const mapping of namespaced) {
      await within(`error pruning namespaced object ${describeKind(mapping.kind)}`, () =>
        pruneIn(namespace, mapping, context),
      )
    }
  }
  for (const mapping of others) {
    await within(`error pruning nonNamespaced object ${describeKind(mapping.kind)}`, () =>
      pruneIn('', mapping, context),
    )
  }
}

interface PruneContext {
  readonly remove: (leftover: Leftover) => void | Promise<void>
  readonly selector: string
  readonly client: RESTClient
  readonly visited: Visited
}

async function mappings(
  session: Session,
  mapper: RESTMapper,
  chosen: readonly PruneKind[],
): Promise<{namespaced: RESTMapping[]; others: RESTMapping[]}> {
  if (chosen.length === 0) warnOfClusterScope(session)
  const namespaced: RESTMapping[] = []
  const others: RESTMapping[] = []
  for (const kind of chosen.length > 0 ? chosen : defaultKinds) {
    const name = `${kind.group}/${kind.version}, Kind=${kind.kind}, Namespaced=${kind.namespaced}`
    const mapping = await within(`error retrieving RESTMappings to prune: invalid resource ${name}`, () =>
      mapper.mappingForKind(kind),
    )
    ;(kind.namespaced ? namespaced : others).push(mapping)
  }
  return {namespaced, others}
}

function warnOfClusterScope({io, host}: Session): void {
  new Logger(0, io.errOut, () => host.now()).warning(
    'prune.go:71',
    'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the ' +
      '--namespace flag in a future release. To preserve the current behaviour, list the resources you want to ' +
      'target explicitly in the --prune-allowlist flag.',
  )
}

/** Runs a step and puts the text before its error. */
async function within<T>(text: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw new Error(`${text}: ${messageOf(error)}`, {cause: error})
  }
}

async function pruneIn(namespace: string, mapping: RESTMapping, context: PruneContext): Promise<void> {
  const {client, selector, visited, remove} = context
  const query = {mapping, namespace, labelSelector: selector, fieldSelector: '', limit: 0}
  for await (const object of listedObjects(listPages(client, query))) {
    if (originalConfiguration(object) === undefined || visited.uids.has(object.metadata?.uid ?? '')) continue
    await remove({mapping, namespace, object})
  }
}

async function deleteLeftover(
  session: Session,
  options: ApplyOptions,
  leftover: Leftover,
  preconditions?: DeleteOptions['preconditions'],
): Promise<void> {
  const {mapping, namespace, object} = leftover
  if (options.dryRun !== 'client') {
    const helper = new Helper(await session.client(), mapping, {dryRun: options.dryRun === 'server'})
    await helper.delete(namespace, nameOf(object), {
      ...deleteOptionsOf(options.replace),
      ...(preconditions === undefined ? {} : {preconditions}),
    })
  }
  const printer = await options.printing.printer('pruned')
  printer.printObject(object, session.io.out)
}

/** The objects of a list's pages, each with its type. */
export async function* listedObjects(pages: AsyncIterable<KubeObject>): AsyncGenerator<KubeObject> {
  for await (const page of pages) {
    if (!isList(page)) continue
    for (const item of page.items) yield withListType(item, page.apiVersion ?? '', page.kind ?? '')
  }
}
