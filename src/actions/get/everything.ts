import {StatusError} from '../../client/status.ts'
import type {ApiResource} from '../../discovery/api-groups.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {preferredResources} from '../../discovery/preferred.ts'
import {formatGroupResource, formatGroupVersion} from '../../api/schema.ts'
import type {Session} from '../../session/session.ts'

/** Shows objects of these types; failures of which it is told that they only leave a type out are none. */
export type Show = (mappings: readonly RESTMapping[], isLeftOut: (error: Error) => boolean) => Promise<void>

/**
 * Shows all there is with `show`, and says at the end on stderr what was left out and why. `clusterToo` adds what
 * has no namespace. Throws other failures after everything else was shown.
 */
export async function everything(session: Session, clusterToo: boolean, show: Show): Promise<void> {
  const leftOut = new LeftOut()
  const types = await everyType(session, clusterToo)
  try {
    await show(types, (error) => leftOut.takes(error))
  } finally {
    leftOut.tell(session)
  }
}

/**
 * Every type whose objects can be listed and deleted, in the version that the server prefers, as it is now and not
 * as the cache has it. Events are left out, endpoints, of which endpoint slices say the same, and types under which a
 * group shows the objects of another;
 * so are computed things such as metrics, which nobody can delete. `clusterToo` adds those without a namespace.
 * APIs that do not answer are told on stderr.
 */
async function everyType(session: Session, clusterToo: boolean): Promise<RESTMapping[]> {
  const discovery = await session.discovery()
  discovery.invalidate()
  const apis = await discovery.apis()
  const silent = [...apis.failed, ...apis.stale].map(formatGroupVersion)
  if (silent.length > 0) tell(session, 'the server does not say what is in them', silent)
  return preferredResources(apis).flatMap(({group, version, resources}) =>
    resources
      .filter((resource) => isWanted(group, resource) && (clusterToo || resource.namespaced))
      .map(({name, kind, namespaced}) => ({
        resource: {group, version, resource: name},
        kind: {group, version, kind},
        namespaced,
      })),
  )
}

/** Groups whose objects are all to be had in a younger group as well. */
const legacy = new Set(['extensions'])
const noise = new Set(['events', 'events.events.k8s.io', 'endpoints'])

function isWanted(group: string, {name, verbs}: ApiResource): boolean {
  const isNoise = noise.has(formatGroupResource({group, resource: name}))
  return verbs.includes('list') && verbs.includes('delete') && !isNoise && !legacy.has(group)
}

/** What was left out of everything, and why; told once, at the end. */
class LeftOut {
  private readonly forbidden: string[] = []
  private readonly unselectable: string[] = []

  /** Takes note of a failure that only means that a type is left out. */
  takes(error: Error): boolean {
    if (!(error instanceof StatusError)) return false
    const {kind = '', group = ''} = error.status.details ?? {}
    if (error.reason === 'Forbidden') this.forbidden.push(formatGroupResource({group, resource: kind}))
    else if (error.reason === 'BadRequest' && /field (label|selector)/.test(error.message)) {
      // The status does not say which type; the words that listing put before its message do.
      const [, of = '', resource = ''] = /"(?:([^"/]*)\/)?\w+, Resource=([^"]+)"/.exec(error.message) ?? []
      this.unselectable.push(formatGroupResource({group: of, resource}))
    } else return false
    return true
  }

  tell(session: Session): void {
    if (this.forbidden.length > 0) tell(session, 'you may not list them', this.forbidden)
    if (this.unselectable.length > 0) tell(session, 'they do not know this field', this.unselectable)
  }
}

function tell({io}: Session, reason: string, names: readonly string[]): void {
  io.errOut.write(`Left out, because ${reason}: ${[...new Set(names)].toSorted().join(', ')}\n`)
}
