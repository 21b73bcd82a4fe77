import type {ApiGroup, ApiResource, ApiResourceList, FailedGroup} from './api-groups.ts'

/**
 * Asks for all groups with their resources in one answer, or else for the list of groups as before
 * 1.26. The parameters must stand in this order.
 */
export const discoveryAccept =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json'

/** apidiscovery.k8s.io/v2, as far as it is read here. */
export interface AggregatedList {
  readonly items?: readonly AggregatedGroup[]
}
interface AggregatedGroup {
  readonly metadata?: {readonly name?: string}
  readonly versions?: readonly AggregatedVersion[]
}
interface AggregatedVersion {
  readonly version: string
  readonly freshness?: string
  readonly resources?: readonly AggregatedResource[]
}
interface AggregatedResource {
  readonly resource: string
  readonly singularResource?: string
  readonly scope?: string
  readonly responseKind?: ResponseKind
  readonly verbs?: readonly string[]
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly subresources?: readonly AggregatedSubresource[]
}
interface AggregatedSubresource {
  readonly subresource: string
  readonly responseKind?: ResponseKind
  readonly verbs?: readonly string[]
}
interface ResponseKind {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
}

/** Groups with all that is in them. */
export interface SplitApis {
  readonly groups: ApiGroup[]
  readonly lists: ApiResourceList[]
  readonly stale: FailedGroup[]
}

/** Whether the content type is that of an aggregated answer (client-go's ContentTypeIsGVK). */
export function isAggregated(contentType: string | undefined): boolean {
  const [base, ...parameters] = (contentType ?? '').split(';').map((part) => part.trim())
  return (
    base?.toLowerCase() === 'application/json' &&
    ['g=apidiscovery.k8s.io', 'v=v2', 'as=APIGroupDiscoveryList'].every((p) => parameters.includes(p))
  )
}

/**
 * Takes an aggregated answer apart (client-go's SplitGroupsAndResources). Versions that the server
 * marks as stale, because the API behind them does not answer, are left out of their group.
 */
export function splitAggregated(list: AggregatedList): SplitApis {
  const result: SplitApis = {groups: [], lists: [], stale: []}
  for (const {metadata, versions = []} of list.items ?? []) {
    const group = metadata?.name ?? ''
    const fresh = versions.filter(({freshness}) => freshness !== 'Stale')
    for (const {version} of versions.filter(({freshness}) => freshness === 'Stale')) {
      const message = `stale GroupVersion discovery: ${group === '' ? version : `${group}/${version}`}`
      result.stale.push({group, version, message})
    }
    result.groups.push({
      name: group,
      versions: fresh.map(({version}) => version),
      preferred: fresh[0]?.version ?? '',
    })
    for (const {version, resources = []} of fresh) {
      result.lists.push({group, version, resources: resources.flatMap(resourcesOf)})
    }
  }
  return result
}

/** The resource and its subresources; those without a kind cannot be used and are left out. */
function resourcesOf(parent: AggregatedResource): ApiResource[] {
  const resource = {
    name: parent.resource,
    singularName: parent.singularResource ?? '',
    namespaced: parent.scope === 'Namespaced',
  }
  const result: ApiResource[] = []
  if (isKind(parent.responseKind)) {
    result.push({
      ...resource,
      ...kindFields(parent.responseKind),
      verbs: parent.verbs ?? [],
      ...(parent.shortNames ? {shortNames: parent.shortNames} : {}),
      ...(parent.categories ? {categories: parent.categories} : {}),
    })
  }
  for (const {subresource, responseKind, verbs = []} of parent.subresources ?? []) {
    if (!isKind(responseKind)) continue
    const name = `${parent.resource}/${subresource}`
    result.push({...resource, name, ...kindFields(responseKind), verbs})
  }
  return result
}

function isKind(kind: ResponseKind | undefined): kind is ResponseKind {
  return Boolean(kind && (kind.group || kind.version || kind.kind))
}

function kindFields({group = '', version = '', kind = ''}: ResponseKind) {
  return {kind, group, version}
}
