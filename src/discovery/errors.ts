import {
  formatGroupVersion,
  type GroupKind,
  type GroupVersionKind,
  type GroupVersionResource,
} from '../api/schema.ts'
import {goQuote} from '../base/go-quote.ts'

/** Nothing the server knows fits (meta.IsNoMatchError). */
export abstract class NoMatchError extends Error {}

/** No resource of this name. */
export class NoResourceMatchError extends NoMatchError {
  override name = 'NoResourceMatchError'
  readonly resource: GroupVersionResource
  constructor(resource: GroupVersionResource, message = `no matches for ${describeResource(resource)}`) {
    super(message)
    this.resource = resource
  }
}

/** No kind of this name, in the versions that were searched. */
export class NoKindMatchError extends NoMatchError {
  override name = 'NoKindMatchError'
  readonly groupKind: GroupKind
  readonly versions: readonly string[]
  constructor(groupKind: GroupKind, versions: readonly string[] = []) {
    super(noKindMessage(groupKind, versions))
    this.groupKind = groupKind
    this.versions = versions
  }
}

/** Several resources or kinds fit equally well (meta.AmbiguousResourceError, meta.AmbiguousKindError). */
export class AmbiguousMatchError extends Error {
  override name = 'AmbiguousMatchError'
}

function noKindMessage({group, kind}: GroupKind, versions: readonly string[]): string {
  const searched = [...new Set(versions.map((version) => formatGroupVersion({group, version})))].toSorted()
  const what = `no matches for kind ${goQuote(kind)}`
  if (searched.length === 0) return `${what} in group ${goQuote(group)}`
  if (searched.length === 1) return `${what} in version ${goQuote(searched[0]!)}`
  return `${what} in versions [${searched.map(goQuote).join(' ')}]`
}

/** A resource as Go prints it, `apps/v1, Resource=deployments`. */
export function describeResource({group, version, resource}: GroupVersionResource): string {
  return `${group}/${version}, Resource=${resource}`
}

/** A kind as Go prints it, `apps/v1, Kind=Deployment`. */
export function describeKind({group, version, kind}: GroupVersionKind): string {
  return `${group}/${version}, Kind=${kind}`
}
