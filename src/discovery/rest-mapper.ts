import {
  formatGroupVersion,
  type GroupKind,
  type GroupResource,
  type GroupVersionKind,
  type GroupVersionResource,
} from '../api/schema.ts'
import {withHint} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {ServerApis} from './api-groups.ts'
import type {Discovery} from './discovery.ts'
import {NoMatchError, NoResourceMatchError} from './errors.ts'
import type {RESTMapper, RESTMapping} from './mapping.ts'
import {MappingTable} from './mapping-table.ts'
import {expandShortcut} from './shortcuts.ts'

/**
 * Maps names by what the server serves. What the cache does not know is asked once more of the server
 * (client-go's DeferredDiscoveryRESTMapper with the shortcutExpander around it).
 */
export class DiscoveryRESTMapper implements RESTMapper {
  private readonly discovery: Discovery
  private readonly warn: (message: string) => void
  private built: {readonly apis: ServerApis; readonly table: MappingTable} | undefined

  /** `warn` gets sentences for people, without a `Warning: ` before them. */
  constructor(discovery: Discovery, warn: (message: string) => void) {
    this.discovery = discovery
    this.warn = warn
  }

  /** The kind of a resource named in part or by a short name. Throws NoResourceMatchError. */
  async kindFor(partial: GroupVersionResource): Promise<GroupVersionKind> {
    const attempt = async () => {
      const expanded = await this.expand(partial)
      return this.find((table) => table.kindFor(expanded))
    }
    try {
      return await attempt()
    } catch (error) {
      // The short name may be new: by now the server was asked.
      if (error instanceof NoMatchError) return attempt()
      throw error
    }
  }

  /** The plural, group and version of a resource named in part or by a short name. Throws NoResourceMatchError. */
  async resourceFor(partial: GroupVersionResource): Promise<GroupVersionResource> {
    const expanded = await this.expand(partial)
    return this.find((table) => table.resourceFor(expanded))
  }

  /** All resources that one named in part or by a short name can mean. Throws NoResourceMatchError. */
  async resourcesFor(partial: GroupVersionResource): Promise<readonly GroupVersionResource[]> {
    const expanded = await this.expand(partial)
    return this.find((table) => table.resourcesFor(expanded))
  }

  /** The mapping of a kind, in the preferred version when none is given. Throws NoKindMatchError. */
  mappingForGroupKind(kind: GroupKind, ...versions: readonly string[]): Promise<RESTMapping> {
    return this.find((table) => table.mappingFor(kind, versions))
  }

  mappingForKind({group, kind, version}: GroupVersionKind): Promise<RESTMapping> {
    return this.mappingForGroupKind({group, kind}, version)
  }

  async mappingForArgument(argument: string): Promise<RESTMapping> {
    const {versioned, plain} = parseArgument(argument)
    const kind = (versioned && (await this.tryKindFor(versioned))) ?? (await this.tryKindFor(plain))
    if (kind !== undefined) return this.mappingForKind(kind)
    const asKind = versioned ?? plain
    const mapping = await this.mappingForKind({...asKind, kind: asKind.resource}).catch(() => undefined)
    if (mapping !== undefined) return mapping
    try {
      return await this.mappingForGroupKind({group: plain.group, kind: plain.resource}, '')
    } catch (error) {
      throw error instanceof NoMatchError ? await this.unknownType(plain) : error
    }
  }

  async expandCategory(name: string): Promise<readonly GroupVersionResource[] | undefined> {
    const apis = await this.discovery.apis().catch(() => undefined)
    const members = (apis?.lists ?? []).flatMap(({group, version, resources}) =>
      resources
        .filter(({categories}) => categories?.includes(name))
        .map((resource) => ({group, version, resource: resource.name})),
    )
    return members.length > 0 ? members : undefined
  }

  /** What went wrong does not matter: the argument may still be a kind, and then fails again. */
  private tryKindFor(partial: GroupVersionResource): Promise<GroupVersionKind | undefined> {
    return this.kindFor(partial).catch(() => undefined)
  }

  private async expand(partial: GroupVersionResource): Promise<GroupVersionResource> {
    const apis = await this.discovery.apis().catch(() => undefined)
    return apis === undefined ? partial : expandShortcut(apis, partial, this.warn)
  }

  /** Looks it up, and once more with the server's own answer when the cached one has no match. */
  private async find<T>(look: (table: MappingTable) => T): Promise<T> {
    const table = await this.table()
    try {
      return look(table)
    } catch (error) {
      const asked = (await this.table()) !== table
      if (!asked && this.discovery.fresh) throw error
      if (!asked) this.discovery.invalidate()
      return look(await this.table())
    }
  }

  private async table(): Promise<MappingTable> {
    const apis = await this.discovery.apis()
    if (this.built?.apis !== apis) this.built = {apis, table: new MappingTable(apis)}
    return this.built.table
  }

  /** The end of Builder.mappingFor, with what people need to know when a part of the server is down. */
  private async unknownType({group, version, resource}: GroupVersionResource): Promise<Error> {
    const where = group === '' ? '' : ` in group ${goQuote(group)}`
    const error = new NoResourceMatchError(
      {group, version, resource},
      `the server doesn't have a resource type ${goQuote(resource)}${where}`,
    )
    const apis = await this.discovery.apis()
    const unread = [...apis.failed, ...apis.stale].map(formatGroupVersion)
    const {similarTypes} = await import('./similar-types.ts')
    const similar = similarTypes(apis, resource, group)
    const hints = [
      ...(similar.length === 0 ? [] : [`Did you mean ${similar.join(' or ')}?`]),
      ...(unread.length === 0
        ? []
        : [`The server could not tell what is in ${unread.join(', ')}, so it may be there.`]),
    ]
    return hints.length === 0 ? error : withHint(error, hints.join('\n'))
  }
}

/** Reads `type`, `type.group` and, when it has two dots, `type.version.group` (schema.ParseResourceArg). */
export function parseArgument(argument: string): {
  versioned: GroupVersionResource | undefined
  plain: GroupVersionResource
} {
  const {group, resource} = parseGroupResource(argument)
  const dot = group.indexOf('.')
  return {
    versioned: dot < 0 ? undefined : {group: group.slice(dot + 1), version: group.slice(0, dot), resource},
    plain: {group, version: '', resource},
  }
}

/** Reads `deployments.apps` (schema.ParseGroupResource). */
export function parseGroupResource(text: string): GroupResource {
  const dot = text.indexOf('.')
  return dot < 0 ? {group: '', resource: text} : {group: text.slice(dot + 1), resource: text.slice(0, dot)}
}
