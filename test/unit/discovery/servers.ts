import {failure, type Route} from '../../support/api-server.ts'

/** Small servers to discover. The resources are those of a real server, with fewer fields and groups. */

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']

interface Resource {
  readonly name: string
  readonly singular: string
  readonly kind: string
  readonly short?: readonly string[]
  readonly categories?: readonly string[]
  readonly cluster?: boolean
}

interface Version {
  readonly group: string
  readonly version: string
  readonly resources: readonly Resource[]
  /** The API behind it does not answer. */
  readonly broken?: boolean
}

const deployments = {
  name: 'deployments',
  singular: 'deployment',
  kind: 'Deployment',
  short: ['deploy'],
  categories: ['all'],
}
const cronTab = {name: 'crontabs', singular: 'crontab', kind: 'CronTab', short: ['ct']}
const events = {name: 'events', singular: 'event', kind: 'Event', short: ['ev']}

/** In the order of priority. */
const versions: readonly Version[] = [
  {
    group: '',
    version: 'v1',
    resources: [
      {name: 'pods', singular: 'pod', kind: 'Pod', short: ['po'], categories: ['all']},
      {name: 'nodes', singular: 'node', kind: 'Node', short: ['no'], cluster: true},
      events,
    ],
  },
  {group: 'apps', version: 'v1', resources: [deployments]},
  {group: 'events.k8s.io', version: 'v1', resources: [events]},
  {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    resources: [{name: 'nodes', singular: 'node', kind: 'NodeMetrics', cluster: true}],
  },
  {group: 'stable.example.com', version: 'v2', resources: [cronTab]},
  {
    group: 'stable.example.com',
    version: 'v1',
    resources: [cronTab, {name: 'olds', singular: 'old', kind: 'Old'}],
  },
]

const broken = versions.map((each) => (each.group === 'metrics.k8s.io' ? {...each, broken: true} : each))

const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** A server of 1.30 and later; `stale` has an API that does not answer. */
export function aggregatedServer(options: {stale?: boolean} = {}): Record<string, Route> {
  const all = options.stale ? broken : versions
  const list = (wanted: (each: Version) => boolean): Route => ({
    contentType: aggregatedType,
    body: {
      kind: 'APIGroupDiscoveryList',
      apiVersion: 'apidiscovery.k8s.io/v2',
      metadata: {},
      items: groupsOf(all.filter(wanted)).map(([group, members]) => ({
        metadata: {name: group, creationTimestamp: null},
        versions: members.map(aggregatedVersion),
      })),
    },
  })
  return {'/api': list(({group}) => group === ''), '/apis': list(({group}) => group !== ''), ...others}
}

/** A server before aggregated discovery; `failing` has an API that does not answer. */
export function unaggregatedServer(options: {failing?: boolean} = {}): Record<string, Route> {
  const all = options.failing ? broken : versions
  const groups = groupsOf(all.filter(({group}) => group !== '')).map(([name, members]) => {
    const told = members.map(({version}) => ({groupVersion: `${name}/${version}`, version}))
    return {name, versions: told, preferredVersion: told[0]}
  })
  return {
    '/api': {body: {kind: 'APIVersions', versions: ['v1']}},
    '/apis': {body: {kind: 'APIGroupList', apiVersion: 'v1', groups}},
    ...Object.fromEntries(all.map((each) => [versionPath(each), versionRoute(each)])),
    ...others,
  }
}

const others: Record<string, Route> = {
  '/version': {
    body: {major: '1', minor: '37', gitVersion: 'v1.37.2', gitCommit: 'abc', platform: 'linux/amd64'},
  },
  '/api/v1/namespaces/default/pods': {body: {kind: 'PodList', apiVersion: 'v1', metadata: {}, items: []}},
}

function groupsOf(all: readonly Version[]): [string, Version[]][] {
  return [...Map.groupBy(all, ({group}) => group)]
}

function aggregatedVersion({group, version, resources, broken: isBroken}: Version) {
  if (isBroken) return {version, freshness: 'Stale'}
  return {
    version,
    freshness: 'Current',
    resources: resources.map(({name, singular, kind, short, categories, cluster}) => ({
      resource: name,
      responseKind: {group, version, kind},
      scope: cluster ? 'Cluster' : 'Namespaced',
      singularResource: singular,
      verbs,
      shortNames: short,
      categories,
      subresources: [
        {subresource: 'status', responseKind: {group, version, kind}, verbs: ['get', 'patch', 'update']},
      ],
    })),
  }
}

function versionPath({group, version}: Version): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`
}

function versionRoute({group, version, resources, broken: isBroken}: Version): Route {
  if (isBroken) {
    return failure(503, 'ServiceUnavailable', 'the server is currently unable to handle the request')
  }
  return {
    body: {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: group === '' ? version : `${group}/${version}`,
      resources: resources.flatMap(({name, singular, kind, short, categories, cluster}) => [
        {name, singularName: singular, namespaced: !cluster, kind, verbs, shortNames: short, categories},
        {
          name: `${name}/status`,
          singularName: '',
          namespaced: !cluster,
          kind,
          verbs: ['get', 'patch', 'update'],
        },
      ]),
    },
  }
}
