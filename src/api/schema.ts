/** Group, version and kind or resource names, and their text forms (apimachinery's runtime/schema). */
export interface GroupVersion {
  readonly group: string
  readonly version: string
}
export interface GroupVersionKind extends GroupVersion {
  readonly kind: string
}
export interface GroupVersionResource extends GroupVersion {
  readonly resource: string
}
export interface GroupKind {
  readonly group: string
  readonly kind: string
}
export interface GroupResource {
  readonly group: string
  readonly resource: string
}

/** Reads an apiVersion, `v1` or `apps/v1`. Throws with apimachinery's text when there is more than one slash. */
export function parseGroupVersion(apiVersion: string): GroupVersion {
  if (apiVersion === '' || apiVersion === '/') return {group: '', version: ''}
  const parts = apiVersion.split('/')
  if (parts.length === 1) return {group: '', version: apiVersion}
  if (parts.length === 2) return {group: parts[0]!, version: parts[1]!}
  throw new Error(`unexpected GroupVersion string: ${apiVersion}`)
}

/** `apps/v1`, or `v1` for the core group. */
export function formatGroupVersion({group, version}: GroupVersion): string {
  return group === '' ? version : `${group}/${version}`
}

/** `deployments.apps`, or `pods` for the core group. */
export function formatGroupResource({group, resource}: GroupResource): string {
  return group === '' ? resource : `${resource}.${group}`
}

/** `Deployment.apps`, or `Pod` for the core group. */
export function formatGroupKind({group, kind}: GroupKind): string {
  return group === '' ? kind : `${kind}.${group}`
}

/** The GVK of an object from its apiVersion and kind ('' where missing). */
export function kindOf(object: {apiVersion?: string; kind?: string}): GroupVersionKind {
  return {...parseGroupVersion(object.apiVersion ?? ''), kind: object.kind ?? ''}
}
