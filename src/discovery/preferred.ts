import {formatGroupVersion} from '../api/schema.ts'
import {type ApiResource, type ApiResourceList, isSubresource, type ServerApis} from './api-groups.ts'

/**
 * Each resource once, in the version that the server prefers, or else in the first that has it
 * (client-go's ServerPreferredResources). Without subresources.
 */
export function preferredResources({groups, lists}: ServerApis): ApiResourceList[] {
  return groups.flatMap(({name: group, preferred}) => {
    const own = lists.filter((list) => list.group === group)
    const versionOf = new Map<string, string>()
    for (const {version, resources} of own) {
      for (const {name} of resources) {
        if (!versionOf.has(name) || version === preferred) versionOf.set(name, version)
      }
    }
    return own.map(({version, resources}) => {
      const selected = (r: ApiResource) => !isSubresource(r) && versionOf.get(r.name) === version
      return {group, version, resources: resources.filter(selected)}
    })
  })
}

/** What is missing in the server's answer, undefined when nothing is (client-go's ErrGroupDiscoveryFailed). */
export function discoveryFailure({failed}: ServerApis): Error | undefined {
  if (failed.length === 0) return undefined
  const causes = failed.map((each) => `${formatGroupVersion(each)}: ${each.message}`).toSorted()
  return new Error(`unable to retrieve the complete list of server APIs: ${causes.join(', ')}`)
}
