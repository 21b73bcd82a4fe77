import type {GroupKind, GroupVersionKind, GroupVersionResource} from '../api/schema.ts'
import {type ApiResource, type ApiResourceList, isSubresource} from './api-groups.ts'
import type {RESTMapping} from './mapping.ts'

/**
 * The names of one group and version (apimachinery's DefaultRESTMapper, as client-go fills it). It also
 * knows each kind's list (`PodList` as `podlists`), which no server serves; kubectl does the same.
 */
export class VersionMapper {
  readonly group: string
  readonly version: string
  private readonly resources: readonly ApiResource[]
  private built: Names | undefined

  constructor({group, version, resources}: ApiResourceList) {
    this.group = group
    this.version = version
    this.resources = resources
  }

  /** The kind of a plural or singular name (KindsFor); a group may be shortened to its beginning. */
  kindFor(partial: GroupVersionResource): GroupVersionKind | undefined {
    const wanted = partial.resource.toLowerCase()
    if (!this.covers(partial) || !this.mayKnow(wanted)) return undefined
    const kind = this.names.kinds.get(wanted)
    return kind === undefined ? undefined : {group: this.group, version: this.version, kind}
  }

  /** The plurals of a plural or singular name (ResourcesFor). */
  resourcesFor(partial: GroupVersionResource): GroupVersionResource[] {
    if (!this.covers(partial)) return []
    const wanted = partial.resource.toLowerCase()
    const found: string[] = []
    for (const [plural, singular] of this.names.singulars) {
      if (plural === wanted || singular === wanted) found.push(plural)
    }
    return found.toSorted().map((resource) => ({group: this.group, version: this.version, resource}))
  }

  /** The mapping of a kind in one of the versions, in any version when none is given (RESTMapping). */
  mappingFor({group, kind}: GroupKind, versions: readonly string[]): RESTMapping | undefined {
    const wanted = versions.filter((version) => version !== '')
    if (group !== this.group || (wanted.length > 0 && !wanted.includes(this.version))) return undefined
    const resource = this.names.plurals.get(kind)
    if (resource === undefined) return undefined
    const {version} = this
    const namespaced = this.names.scopes.get(kind)!
    return {resource: {group, version, resource}, kind: {group, version, kind}, namespaced}
  }

  private covers({group, version}: GroupVersionResource): boolean {
    if (group === '') return version === '' || version === this.version
    return version === '' ? this.group.startsWith(group) : group === this.group && version === this.version
  }

  /** Whether it is worth building the names: most lookups concern one or two versions of many. */
  private mayKnow(name: string): boolean {
    return (
      /lists?$/.test(name) ||
      this.resources.some((r) => r.name === name || (r.singularName || r.kind.toLowerCase()) === name)
    )
  }

  private get names(): Names {
    this.built ??= new Names(this.resources)
    return this.built
  }
}

/** The names of a version's resources, by each other. */
class Names {
  /** By plural and singular. */
  readonly kinds = new Map<string, string>()
  /** By kind. */
  readonly plurals = new Map<string, string>()
  /** By kind: whether its objects live in a namespace. */
  readonly scopes = new Map<string, boolean>()
  /** By plural. */
  readonly singulars = new Map<string, string>()

  constructor(resources: readonly ApiResource[]) {
    for (const resource of resources) {
      if (isSubresource(resource)) continue
      const {name, kind, namespaced} = resource
      const singular = resource.singularName || kind.toLowerCase()
      this.add(kind.toLowerCase(), name, singular, namespaced)
      this.add(kind, name, singular, namespaced)
      this.guess(`${kind}List`, namespaced)
    }
    this.guess('List', false)
  }

  private add(kind: string, plural: string, singular: string, namespaced: boolean): void {
    this.singulars.set(plural, singular)
    this.kinds.set(singular, kind)
    this.kinds.set(plural, kind)
    this.plurals.set(kind, plural)
    this.scopes.set(kind, namespaced)
  }

  /** Names made from the kind alone (UnsafeGuessKindToResource). */
  private guess(kind: string, namespaced: boolean): void {
    const singular = kind.toLowerCase()
    this.add(kind, `${singular}s`, singular, namespaced)
  }
}
