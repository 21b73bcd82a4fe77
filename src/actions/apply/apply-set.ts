import {createHash} from 'node:crypto'
import type {KubeObject} from '../../api/object.ts'
import {formatGroupKind, formatGroupVersion, type GroupKind} from '../../api/schema.ts'
import {newAggregate} from '../../base/aggregate.ts'
import {messageOf} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import {Logger} from '../../base/logger.ts'
import {hasReason} from '../../client/status.ts'
import {describeKind, describeResource} from '../../discovery/errors.ts'
import type {RESTMapper, RESTMapping} from '../../discovery/mapping.ts'
import {encodeObject} from '../../patch/last-applied.ts'
import {Helper, patchTypes} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import {listPages} from '../../resources/lists.ts'
import type {Session} from '../../session/session.ts'
import {
  KINDS,
  PARENT_ID,
  PART_OF,
  type ParentState,
  TOOLING,
  NAMESPACES,
  isBuiltinParent,
  parentState,
} from './apply-set-parent.ts'
import type {ApplyOptions} from './options.ts'
import type {Leftover} from './prune.ts'

/** kubectl's own name and version: its sets go on here, and the other way round. */
const tool = {name: 'kubectl', version: 'v1.37.2'}
const fieldManager = `${tool.name}-applyset`

/** The object that a set is noted on. */
interface Parent {
  readonly name: string
  readonly namespace: string
  readonly mapping: RESTMapping
}

/** Kinds by their text (`Deployment.apps`), and namespaces, that objects of the set are in. */
interface Scope {
  readonly kinds: Map<string, RESTMapping>
  readonly namespaces: Set<string>
}

/**
 * A set of objects that are applied together (KEP 3659, kubectl's alpha `--applyset`): members carry a label, a parent
 * object notes in which kinds and namespaces they are, and members that are no longer applied get deleted.
 */
export class ApplySet {
  private readonly session: Session
  private readonly options: ApplyOptions
  private readonly parent: Parent
  private current: Scope = {kinds: new Map(), namespaces: new Set()}
  private readonly updated: Scope = {kinds: new Map(), namespaces: new Set()}

  private constructor(session: Session, options: ApplyOptions, parent: Parent) {
    this.session = session
    this.options = options
    this.parent = parent
  }

  /** The set of `[RESOURCE][.GROUP]/NAME` (ParseApplySetParentRef). Throws when there is no such type, or no name. */
  static async open(session: Session, options: ApplyOptions, reference: string): Promise<ApplySet> {
    try {
      const slash = reference.indexOf('/')
      const name = reference.slice(slash + 1)
      if (name === '') throw new Error('name cannot be blank')
      const type = slash < 0 ? 'secrets' : reference.slice(0, slash)
      const dot = type.indexOf('.')
      const resource = dot < 0 ? type : type.slice(0, dot)
      const mapper = await session.mapper()
      const kind = await mapper.kindFor({group: dot < 0 ? '' : type.slice(dot + 1), version: '', resource})
      const mapping = await mapper.mappingForGroupKind({group: kind.group, kind: kind.kind})
      // Only the flag counts here, not the namespace of the context.
      const {namespace, explicit} = await session.namespace()
      return new ApplySet(session, options, {
        name,
        mapping,
        namespace: explicit && mapping.namespaced ? namespace : '',
      })
    } catch (error) {
      throw new Error(`invalid parent reference ${goQuote(reference)}: ${messageOf(error)}`, {cause: error})
    }
  }

  /** Throws when the parent may not be one (ApplySet.Validate). */
  async validate(): Promise<void> {
    const {mapping, namespace} = this.parent
    const errors: Error[] = []
    if (mapping.namespaced && namespace === '') {
      errors.push(new Error('namespace is required to use namespace-scoped ApplySet'))
    }
    if (!isBuiltinParent(mapping)) {
      const {isAllowedCustomParent} = await import('./apply-set-parent.ts')
      const allowed = await isAllowedCustomParent(await this.session.client(), mapping).catch(
        (error: unknown) => {
          errors.push(new Error(`identifying allowed custom resource parent types: ${messageOf(error)}`))
          return false
        },
      )
      if (!allowed) {
        const resource = goQuote(describeResource(mapping.resource))
        errors.push(new Error(`resource ${resource} is not permitted as an ApplySet parent`))
      }
    }
    const failure = newAggregate(errors)
    if (failure !== undefined) throw failure
  }

  /** Labels the objects as members. Throws when one is labelled already. */
  label(infos: readonly Info[]): void {
    for (const {object} of infos) {
      if (object === undefined) continue
      if (Object.hasOwn(object.metadata?.labels ?? {}, PART_OF)) {
        throw new Error(`ApplySet label ${goQuote(PART_OF)} already set in input data`)
      }
      object.metadata = {...object.metadata, labels: {...object.metadata?.labels, [PART_OF]: this.id}}
    }
  }

  /** Notes on the parent what is about to be applied, so that nothing is lost when that is interrupted. */
  async before(infos: readonly Info[]): Promise<void> {
    await this.readParent()
    for (const {mapping, namespace} of infos) {
      this.updated.kinds.set(formatGroupKind(mapping.kind), mapping)
      if (mapping.namespaced && namespace !== '') this.updated.namespaces.add(namespace)
    }
    const kinds = [...this.current.kinds.keys(), ...this.updated.kinds.keys()]
    await this.writeParent(kinds, [...this.current.namespaces, ...this.updated.namespaces])
  }

  /** Deletes members that were not applied now, and notes what is left. */
  async prune(visited: ReadonlySet<string>): Promise<void> {
    const objects: Leftover[] = []
    for (const mapping of this.current.kinds.values()) {
      for (const namespace of mapping.namespaced ? this.current.namespaces : ['']) {
        objects.push(...(await this.leftovers(mapping, namespace, visited)))
      }
    }
    for (const leftover of objects) await this.remove(leftover)
    try {
      await this.writeParent([...this.updated.kinds.keys()], [...this.updated.namespaces])
    } catch (error) {
      throw new Error(`apply and prune succeeded, but ApplySet update failed: ${messageOf(error)}`, {
        cause: error,
      })
    }
  }

  /** Derived from the parent, so that nobody can point it elsewhere. */
  private get id(): string {
    const {name, namespace, mapping} = this.parent
    const text = [name, namespace, mapping.kind.kind, mapping.kind.group].join('.')
    return `applyset-${createHash('sha256').update(text).digest('base64url')}-v1`
  }

  private async readParent(): Promise<void> {
    const {mapping, namespace, name} = this.parent
    const helper = new Helper(await this.session.client(), mapping)
    const shown = goQuote(`${mapping.resource.resource}.${mapping.resource.group}/${name}`)
    let object: KubeObject
    try {
      object = await helper.get(namespace, name)
    } catch (error) {
      if (!hasReason(error, 'NotFound')) {
        throw new Error(`failed to fetch ApplySet parent object ${shown}: ${messageOf(error)}`, {
          cause: error,
        })
      }
      if (isBuiltinParent(mapping)) return
      throw new Error('custom resource ApplySet parents cannot be created automatically', {cause: error})
    }
    const state = parentState(object, {shown, id: this.id, tool: tool.name})
    this.current = await scopeOf(state, await this.session.mapper(), shown)
    if (mapping.namespaced) this.current.namespaces.add(namespace)
  }

  private async writeParent(kinds: readonly string[], namespaces: readonly string[]): Promise<void> {
    const {name, namespace, mapping} = this.parent
    const others = [...new Set(namespaces)].filter((one) => one !== namespace)
    const metadata = {
      name,
      ...(namespace === '' ? {} : {namespace}),
      annotations: {
        [TOOLING]: `${tool.name}/${tool.version}`,
        [KINDS]: [...new Set(kinds)].toSorted().join(','),
        [NAMESPACES]: others.toSorted().join(','),
      },
      labels: {[PARENT_ID]: this.id},
    }
    if (this.options.dryRun === 'client') return
    const body = encodeObject({
      apiVersion: formatGroupVersion(mapping.kind),
      kind: mapping.kind.kind,
      metadata,
    })
    const helper = new Helper(await this.session.client(), mapping, {
      dryRun: this.options.dryRun === 'server',
      fieldManager,
      fieldValidation: this.options.fieldValidation,
    })
    const send = (force: boolean) => helper.patch(namespace, name, patchTypes.apply, body, force)
    try {
      await send(false).catch((error: unknown) => {
        if (!hasReason(error, 'Conflict')) throw error
        this.warn(error.message)
        return send(true)
      })
    } catch (error) {
      throw new Error(`failed to update ApplySet: ${messageOf(error)}`, {cause: error})
    }
  }

  private warn(cause: string): void {
    const {io, host} = this.session
    new Logger(0, io.errOut, () => host.now()).warning(
      'applyset.go:447',
      `WARNING: failed to update ApplySet: ${cause}\nApplySet field manager ${fieldManager} should own these fields. ` +
        'Retrying with conflicts forced.',
    )
  }

  private async leftovers(
    mapping: RESTMapping,
    namespace: string,
    visited: ReadonlySet<string>,
  ): Promise<Leftover[]> {
    const {listedObjects} = await import('./prune.ts')
    const pages = listPages(await this.session.client(), {
      ...{mapping, namespace, fieldSelector: '', limit: 0},
      labelSelector: `${PART_OF}=${this.id}`,
    })
    const found: Leftover[] = []
    try {
      for await (const object of listedObjects(pages)) {
        if (!visited.has(object.metadata?.uid ?? '')) found.push({mapping, namespace, object})
      }
    } catch (error) {
      const kind = describeKind(mapping.kind)
      throw new Error(`listing ${kind} objects for pruning: ${messageOf(error)}`, {cause: error})
    }
    return found
  }

  private async remove({mapping, namespace, object}: Leftover): Promise<void> {
    const {deleteOptionsOf} = await import('./options.ts')
    const {dryRun, replace, printing} = this.options
    const name = object.metadata?.name ?? ''
    if (dryRun !== 'client') {
      const helper = new Helper(await this.session.client(), mapping, {dryRun: dryRun === 'server'})
      await helper.delete(namespace, name, deleteOptionsOf(replace)).catch((error: unknown) => {
        const place = namespace === '' ? name : `${namespace}/${name}`
        throw new Error(`pruning ${formatGroupKind(mapping.kind)} ${place}: ${messageOf(error)}`, {
          cause: error,
        })
      })
    }
    const printer = await printing.printer('pruned')
    printer.printObject(object, this.session.io.out)
  }
}

/** The kinds and namespaces that the parent notes, as the server knows them. Throws for kinds it does not. */
async function scopeOf(state: ParentState, mapper: RESTMapper, shown: string): Promise<Scope> {
  const kinds = new Map<string, RESTMapping>()
  for (const text of state.kinds) {
    try {
      kinds.set(text, await mapper.mappingForGroupKind(parseGroupKind(text)))
    } catch (error) {
      throw new Error(
        `parsing ApplySet annotation on ${shown}: could not find mapping for kind in ${goQuote(KINDS)} annotation: ` +
          messageOf(error),
        {cause: error},
      )
    }
  }
  return {kinds, namespaces: new Set(state.namespaces)}
}

function parseGroupKind(text: string): GroupKind {
  const dot = text.indexOf('.')
  return dot < 0 ? {group: '', kind: text} : {group: text.slice(dot + 1), kind: text.slice(0, dot)}
}
