import type {GroupResource, GroupVersionResource} from '../api/schema.ts'
import {formatGroupResource} from '../api/schema.ts'
import {goQuote} from '../base/go-quote.ts'
import type {ServerApis} from './api-groups.ts'

/**
 * Replaces a short name such as `po` by the plural it stands for (client-go's shortcutExpander); other
 * names stay as they are. `warn` is told of what the name could have meant as well.
 */
export function expandShortcut(
  apis: ServerApis,
  partial: GroupVersionResource,
  warn: (message: string) => void,
): GroupVersionResource {
  if (isFullName(apis, partial)) return partial
  const shortcuts = shortcutsFor(apis, partial.resource)
  const [chosen, ...others] = shortcuts.filter(({group}) => partial.group === '' || partial.group === group)
  if (chosen !== undefined) {
    for (const name of otherNames(chosen, others)) {
      warn(`short name ${goQuote(partial.resource)} could also match lower priority resource ${name}`)
    }
    return {...chosen, version: ''}
  }
  if (partial.group === '') return partial
  const prefixed = shortcuts.find(({group}) => group.startsWith(partial.group))
  return prefixed === undefined ? partial : {...partial, ...prefixed}
}

function isFullName({lists}: ServerApis, partial: GroupVersionResource): boolean {
  return lists.some(
    ({group, resources}) =>
      (partial.group === '' || partial.group === group) &&
      resources.some((r) => r.name === partial.resource || r.singularName === partial.resource),
  )
}

/** What the short name stands for, in the order of priority. */
function shortcutsFor({lists}: ServerApis, shortName: string): GroupResource[] {
  return lists.flatMap(({group, resources}) =>
    resources
      .filter(({shortNames}) => shortNames?.includes(shortName))
      .map(({name}) => ({group, resource: name})),
  )
}

function otherNames(chosen: GroupResource, others: readonly GroupResource[]): Set<string> {
  const names = new Set(others.map(formatGroupResource))
  names.delete(formatGroupResource(chosen))
  return names
}
