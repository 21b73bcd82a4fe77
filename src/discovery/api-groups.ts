/** What a server says about itself: its API groups, their versions and the resources in them. */

/** An API group (metav1.APIGroup). */
export interface ApiGroup {
  /** '' for the core group. */
  readonly name: string
  /** In the order of the server's preference. */
  readonly versions: readonly string[]
  /** '' when the server names none. */
  readonly preferred: string
}

/** One resource or subresource of a group and version (metav1.APIResource). */
export interface ApiResource {
  /** The plural, `pods`; with a slash for a subresource, `pods/status`. */
  readonly name: string
  /** '' on servers which do not tell. */
  readonly singularName: string
  readonly namespaced: boolean
  readonly kind: string
  /** Group and version of the kind where they are not those of the list, as for `scale`. */
  readonly group?: string
  readonly version?: string
  readonly verbs: readonly string[]
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly storageVersionHash?: string
}

/** The resources of one group and version (metav1.APIResourceList). */
export interface ApiResourceList {
  readonly group: string
  readonly version: string
  readonly resources: readonly ApiResource[]
}

/** A group and version whose resources could not be read. */
export interface FailedGroup {
  readonly group: string
  readonly version: string
  /** '' when it is only known to be missing, from a cached answer. */
  readonly message: string
}

/** All of a server's APIs, as far as it could tell. */
export interface ServerApis {
  /** The server told all at once, so it is of Kubernetes 1.30 or later. */
  readonly aggregated: boolean
  /** The core group first, the others in the server's order of priority. */
  readonly groups: readonly ApiGroup[]
  /** In the order of the groups and their versions. */
  readonly lists: readonly ApiResourceList[]
  /** Versions that are in a group but not in the lists. */
  readonly failed: readonly FailedGroup[]
  /** Versions that the server itself calls out of reach, and that are in no group. */
  readonly stale: readonly FailedGroup[]
}

/** Whether the name is that of a subresource, which has no mapping of its own. */
export function isSubresource(resource: ApiResource): boolean {
  return resource.name.includes('/')
}
