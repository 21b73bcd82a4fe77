import type {Discovery} from '../../discovery/discovery.ts'
import type {Session} from '../../session/session.ts'
import {read, type Reading} from './read.ts'

const group = 'metrics.k8s.io'
const supportedVersions = ['v1', 'v1beta1']

/**
 * The metrics of nodes or pods, from the first version of the metrics API that the server names and kubectl
 * knows. Throws what the server says, or that it has no such API (top.go SupportedMetricsAPIVersionAvailable).
 */
export async function readMetrics<T extends object>(
  session: Session,
  resource: 'nodes' | 'pods',
  reading: Omit<Reading, 'resource'>,
): Promise<readonly T[]> {
  const discovery = await session.discovery()
  let version = await servedVersion(discovery)
  if (version === undefined && !discovery.fresh) {
    discovery.invalidate()
    version = await servedVersion(discovery)
  }
  if (version === undefined) throw unavailable()
  try {
    return await read<T>(session, {...reading, resource: {group, version, resource}})
  } catch (error) {
    // kubectl asks what is served in each run; here that is only needed when an older answer may be wrong.
    if (discovery.fresh) throw error
    discovery.invalidate()
    throw (await servedVersion(discovery)) === undefined ? unavailable() : error
  }
}

async function servedVersion(discovery: Discovery): Promise<string | undefined> {
  const {groups} = await discovery.apis()
  const versions = groups.find(({name}) => name === group)?.versions ?? []
  return versions.find((version) => supportedVersions.includes(version))
}

function unavailable(): Error {
  return new Error('Metrics API not available')
}
