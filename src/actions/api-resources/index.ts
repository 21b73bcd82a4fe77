import {aggregate} from '../../base/aggregate.ts'
import {toError} from '../../base/errors.ts'
import {coloredFormat} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import type {ApiResource, ApiResourceList} from '../../discovery/api-groups.ts'
import type {Discovery} from '../../discovery/discovery.ts'
import {discoveryFailure, preferredResources} from '../../discovery/preferred.ts'
import type {Session} from '../../session/session.ts'
import type {ApiResourcesOptions} from './options.ts'
import {type ListedResource, resourcesPrinter} from './printer.ts'

/**
 * Prints the server's resources (kubectl's RunAPIResources). Versions that cannot be read do not keep
 * the others from being shown; what failed is thrown afterwards.
 */
export async function apiResources(session: Session, options: ApiResourcesOptions): Promise<void> {
  const discovery = await session.discovery()
  const print = await resourcesPrinter(options.output, options.noHeaders)
  if (!['', 'name', 'kind'].includes(options.sortBy)) {
    throw new Error('--sort-by accepts only name or kind')
  }
  const {lists, errors} = await readLists(discovery, options.cached)
  const filled = lists.filter(({resources}) => resources.length > 0)
  if (filled.length > 0) {
    const writer = new TabWriter(coloredFormat(session.io.out, options.output))
    const selected = filled.flatMap((list) => select(list, options))
    print(sorted(selected, options.sortBy), writer)
    writer.flush()
  }
  const failure = aggregate(errors)
  if (failure !== undefined) throw failure
}

async function readLists(
  discovery: Discovery,
  cached: boolean,
): Promise<{lists: ApiResourceList[]; errors: Error[]}> {
  if (!cached) discovery.invalidate()
  try {
    const apis = await discovery.completeApis()
    const failure = discoveryFailure(apis)
    return {lists: preferredResources(apis), errors: failure === undefined ? [] : [failure]}
  } catch (error) {
    return {lists: [], errors: [toError(error)]}
  }
}

function select(
  {group, version, resources}: ApiResourceList,
  options: ApiResourcesOptions,
): ListedResource[] {
  if (options.apiGroup !== undefined && options.apiGroup !== group) return []
  return resources
    .filter((resource) => isWanted(resource, options))
    .map((resource) => ({...resource, group, version}))
}

function isWanted(resource: ApiResource, {namespaced, verbs, categories}: ApiResourcesOptions): boolean {
  return (
    resource.verbs.length > 0 &&
    (namespaced === undefined || namespaced === resource.namespaced) &&
    verbs.every((verb) => resource.verbs.includes(verb)) &&
    categories.every((category) => resource.categories?.includes(category))
  )
}

/** By the field, then by name. Ties stay in the server's order. */
function sorted(resources: readonly ListedResource[], sortBy: string): ListedResource[] {
  const keyOf = ({name, kind, group}: ListedResource) =>
    sortBy === 'name' ? name : sortBy === 'kind' ? kind : group
  return resources.toSorted((a, b) => compare(keyOf(a), keyOf(b)) || compare(a.name, b.name))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
