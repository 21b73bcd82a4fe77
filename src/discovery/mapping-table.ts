import type {GroupKind, GroupVersion, GroupVersionKind, GroupVersionResource} from '../api/schema.ts'
import type {ServerApis} from './api-groups.ts'
import {
  AmbiguousMatchError,
  describeKind,
  describeResource,
  NoKindMatchError,
  NoResourceMatchError,
} from './errors.ts'
import type {RESTMapping} from './mapping.ts'
import {VersionMapper} from './version-mapper.ts'

/** A group and version to prefer; undefined stands for any version. */
interface Priority {
  readonly group: string
  readonly version: string | undefined
}

/**
 * All names of a server with the order in which they are preferred (client-go's
 * NewDiscoveryRESTMapper: a PriorityRESTMapper over one mapper per version).
 */
export class MappingTable {
  private readonly mappers: readonly VersionMapper[]
  private readonly priorities: readonly Priority[]
  /** By kind and versions: a manifest asks for the same few thousands of times. */
  private readonly known = new Map<string, RESTMapping>()

  constructor(apis: ServerApis) {
    this.mappers = apis.lists.map((list) => new VersionMapper(list))
    this.priorities = prioritiesOf(apis)
  }

  /** The kind that a partly named resource means. Throws NoResourceMatchError, AmbiguousMatchError. */
  kindFor(partial: GroupVersionResource): GroupVersionKind {
    const found = this.mappers.map((mapper) => mapper.kindFor(partial)).filter((kind) => kind !== undefined)
    if (found.length === 0) throw new NoResourceMatchError(partial)
    return (
      preferred(found, this.priorities, (kind) => kind) ??
      ambiguous(describeResource(partial), 'kinds', found.map(describeKind))
    )
  }

  /** The resource that a partly named one means. Throws NoResourceMatchError, AmbiguousMatchError. */
  resourceFor(partial: GroupVersionResource): GroupVersionResource {
    const found = this.resourcesFor(partial)
    return (
      preferred(found, this.priorities, (resource) => resource) ??
      ambiguous(describeResource(partial), 'resources', found.map(describeResource))
    )
  }

  /** All resources that a partly named one can mean, in the server's order. Throws NoResourceMatchError. */
  resourcesFor(partial: GroupVersionResource): readonly GroupVersionResource[] {
    if (partial.resource === '') {
      throw new Error(`a resource must be present, got: ${describeResource(partial)}`)
    }
    const found = this.mappers.flatMap((mapper) => mapper.resourcesFor(partial))
    if (found.length === 0) throw new NoResourceMatchError(partial)
    return found
  }

  /** The mapping of a kind, in the first of the versions that has it. Throws NoKindMatchError, AmbiguousMatchError. */
  mappingFor(kind: GroupKind, versions: readonly string[]): RESTMapping {
    const key = JSON.stringify([kind.group, kind.kind, ...versions])
    let mapping = this.known.get(key)
    if (mapping === undefined) this.known.set(key, (mapping = this.search(kind, versions)))
    return mapping
  }

  private search(kind: GroupKind, versions: readonly string[]): RESTMapping {
    const found = this.mappers
      .map((mapper) => mapper.mappingFor(kind, versions))
      .filter((mapping) => mapping !== undefined)
    if (found.length === 0) throw new NoKindMatchError(kind, versions)
    const asked = versions.map((version) => ({group: kind.group, version}))
    return (
      preferred(found, [...asked, ...this.priorities], (mapping) => mapping.kind) ??
      ambiguous(
        describeKind({...kind, version: ''}),
        'kinds',
        found.map((mapping) => describeKind(mapping.kind)),
      )
    )
  }
}

function ambiguous(what: string, matches: string, found: readonly string[]): never {
  throw new AmbiguousMatchError(`${what} matches multiple ${matches} [${found.join(' ')}]`)
}

/** Core v1 first, then each group's preferred version and its others, then any version of the groups. */
function prioritiesOf({groups, lists}: ServerApis): Priority[] {
  const readable = new Set(lists.map(({group, version}) => `${group}/${version}`))
  const exact = groups.flatMap(({name, preferred: first, versions}) =>
    [first, ...versions.filter((version) => version !== first)]
      .filter((version) => readable.has(`${name}/${version}`))
      .map((version) => ({group: name, version})),
  )
  const wide = groups.map(({name}) => ({group: name, version: undefined}))
  return [{group: '', version: 'v1'}, ...exact, ...wide]
}

/** Narrows the candidates by one priority after the other until one is left; undefined when several stay. */
function preferred<T>(
  candidates: readonly T[],
  priorities: readonly Priority[],
  versionOf: (candidate: T) => GroupVersion,
): T | undefined {
  let remaining = candidates
  for (const {group, version} of priorities) {
    if (remaining.length === 1) break
    const matching = remaining.filter((candidate) => {
      const own = versionOf(candidate)
      return own.group === group && (version === undefined || own.version === version)
    })
    if (matching.length > 0) remaining = matching
  }
  return remaining.length === 1 ? remaining[0] : undefined
}
