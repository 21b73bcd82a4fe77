import {messageOf, toError} from '../../base/errors.ts'
import {Logger} from '../../base/logger.ts'
import {inOrder, type Settled} from '../../base/parallel.ts'
import type {KubeObject} from '../../api/object.ts'
import {kindOf} from '../../api/schema.ts'
import {omitManagedFields} from '../../printers/managed-fields.ts'
import type {Info} from '../../resources/info.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {formatYAML} from '../../yaml/yaml-writer.ts'
import {patchSchemas} from '../apply/apply-one.ts'
import {LiveObjects} from '../apply/live-objects.ts'
import {parseAllowlist, type PruneKind, visitLeftovers} from '../apply/prune.ts'
import {compare, type Compared} from './compare.ts'
import {DiffFolders} from './folders.ts'
import {isSecret, maskSecret, type Versions} from './mask-secret.ts'
import {type DiffOptions, validateDiff} from './options.ts'
import {hasOwnProgram, showDifferences} from './program.ts'

export type {DiffOptions} from './options.ts'

/** Objects worked on at once: as many as the client keeps in flight. */
const limit = 64

/** The objects that were compared, which pruning leaves alone. */
interface Visited {
  readonly uids: Set<string>
  readonly namespaces: Set<string>
}

/**
 * Shows how objects would change if the files were applied (kubectl diff): writes both versions of each into temporary
 * folders, which are removed whatever happens, and lets a program compare them. Throws `ExitError` 1 when there are
 * differences, anything else for failures.
 */
export async function diff(session: Session, options: DiffOptions): Promise<void> {
  validateDiff(options)
  await session.restConfig()
  const {namespace, explicit} = await session.namespace()
  const kinds = options.prune ? await parseAllowlist(await session.mapper(), options.pruneAllowlist) : []
  const folders = new DiffFolders(session.host)
  try {
    const {filenames, kustomize, recursive, selector} = options
    const selection = await session.select({
      filenames,
      kustomize,
      recursive,
      labelSelector: selector,
      namespace,
      explicitNamespace: explicit,
    })
    const visited: Visited = {uids: new Set(), namespaces: new Set()}
    const failure = await compareAll(session, options, selection, {folders, visited}).catch(toError)
    if (options.prune) await addLeftovers(session, options, kinds, {folders, visited})
    if (failure !== undefined) throw failure
    await showDifferences(session.host, folders.live, folders.merged)
  } finally {
    folders.remove()
  }
}

interface Results {
  readonly folders: DiffFolders
  readonly visited: Visited
}

/** Writes the versions of all objects. Throws what ended it. */
function compareAll(
  session: Session,
  options: DiffOptions,
  selection: Selection,
  results: Results,
): Promise<void> {
  return selection.visitSettled(
    (infos) => comparedOnes(session, options, infos),
    (info, compared) => {
      const {notes, versions, error} = compared
      visit(info, compared, results.visited)
      if (versions !== undefined) writeVersions(info, versions, session, options, results)
      if (notes !== '') session.io.errOut.write(notes)
      if (error !== undefined) throw error
    },
  )
}

/** Compares several at once; all are known before the first is read, as many of one type are read together. */
async function* comparedOnes(
  session: Session,
  options: DiffOptions,
  infos: AsyncIterable<Info>,
): AsyncGenerator<Settled<Info, Compared>> {
  const all: Info[] = []
  for await (const info of infos) all.push(info)
  if (all.length === 0) return
  const client = await session.client()
  const liveObjects = new LiveObjects(client, all, true)
  const comparing = {session, options, client, liveObjects, openapi: patchSchemas(session)}
  const atOnce = Math.max(options.concurrency ?? limit, 1)
  yield* inOrder(all, {limit: atOnce}, (info) => compare(info, comparing))
}

function visit({mapping, namespace}: Info, {live}: Compared, {uids, namespaces}: Visited): void {
  if (mapping.namespaced) namespaces.add(namespace)
  if (live?.metadata?.uid !== undefined) uids.add(live.metadata.uid)
}

function writeVersions(
  info: Info,
  versions: Versions,
  {host}: Session,
  options: DiffOptions,
  {folders}: Results,
): void {
  const name = fileName(info.mapping.kind, info.namespace, info.name)
  const isNeeded = versions.live !== versions.merged || folders.has(name)
  // diff itself has nothing to say of equal files; another program may want to see them.
  if (!isNeeded && !hasOwnProgram(host)) return
  const plain = options.showManagedFields ? versions : withoutManagedFields(versions)
  const secret = !options.showSecrets && isSecret(versions.merged)
  const {live, merged} = secret ? maskSecret(plain) : plain
  // A secret that does not exist yet is `null` in kubectl, anything else an empty file.
  folders.write(folders.live, name, live === undefined ? (secret ? 'null\n' : '') : formatYAML(live))
  folders.write(folders.merged, name, formatYAML(merged))
}

function withoutManagedFields({live, merged}: Versions): Versions {
  return {live: live && omitManagedFields(live), merged: omitManagedFields(merged)}
}

/** `apps.v1.Deployment.NAMESPACE.NAME`, without the group for the core. */
function fileName(kind: ReturnType<typeof kindOf>, namespace: string, name: string): string {
  const group = kind.group === '' ? '' : `${kind.group}.`
  return `${group}${kind.version}.${kind.kind}.${namespace}.${name}`
}

/** Adds what pruning would delete, which the program then shows as removed. A failure is a warning only, as in kubectl. */
async function addLeftovers(
  session: Session,
  options: DiffOptions,
  kinds: readonly PruneKind[],
  {folders, visited}: Results,
): Promise<void> {
  let objects: KubeObject[] = []
  try {
    await visitLeftovers(session, {kinds, selector: options.selector, visited}, async ({object}) => {
      objects.push(object)
    })
  } catch (error) {
    const message = messageOf(error)
    new Logger(0, session.io.errOut, () => session.host.now()).warning(
      'diff.go:760',
      `pruning failed and could not be evaluated err: ${message}`,
    )
    // kubectl forgets what it had found when a namespaced kind cannot be listed.
    if (!message.startsWith('error pruning nonNamespaced')) objects = []
  }
  for (const object of objects) {
    const {namespace = '', name = ''} = object.metadata ?? {}
    folders.write(folders.live, fileName(kindOf(object), namespace, name), formatYAML(object))
  }
}
