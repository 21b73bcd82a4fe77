import type {GroupKind, GroupVersionKind, GroupVersionResource} from '../api/schema.ts'

/** Which endpoint serves a kind (apimachinery's meta.RESTMapping). */
export interface RESTMapping {
  readonly resource: GroupVersionResource
  readonly kind: GroupVersionKind
  /** Whether its objects live in a namespace. */
  readonly namespaced: boolean
}

/** Finds endpoints for what users type and what manifests say. */
export interface RESTMapper {
  /**
   * The mapping of a TYPE argument: plural, singular, short name, kind, `type.group`,
   * `type.version.group` (cli-runtime Builder.mappingFor). Throws NoResourceMatchError
   * (`the server doesn't have a resource type "x"`).
   */
  mappingForArgument(resourceOrKind: string): Promise<RESTMapping>
  /** The mapping of a manifest's kind, in the given version. Throws NoKindMatchError. */
  mappingForKind(kind: GroupVersionKind): Promise<RESTMapping>
  /**
   * The mapping of a kind in the first of the versions that the server has, in the preferred version
   * when none is given (meta.RESTMapper's RESTMapping). Throws NoKindMatchError.
   */
  mappingForGroupKind(kind: GroupKind, ...versions: readonly string[]): Promise<RESTMapping>
  /** The kind of a resource named in part ('' for what is not said) or by a short name. Throws NoResourceMatchError. */
  kindFor(partial: GroupVersionResource): Promise<GroupVersionKind>
  /** The resource that one named in part or by a short name means. Throws NoResourceMatchError. */
  resourceFor(partial: GroupVersionResource): Promise<GroupVersionResource>
  /** All resources that one named in part or by a short name can mean, in the server's order. Throws NoResourceMatchError. */
  resourcesFor(partial: GroupVersionResource): Promise<readonly GroupVersionResource[]>
  /** The resources of a category such as `all`, in kubectl's order; undefined when it is none. */
  expandCategory(name: string): Promise<readonly GroupVersionResource[] | undefined>
}
