import {formatGroupVersion, parseGroupVersion} from '../api/schema.ts'
import {messageOf} from '../base/errors.ts'
import type {Request, RESTClient} from '../client/request.ts'
import {hasReason} from '../client/status.ts'
import {parseJSON} from '../yaml/json.ts'
import {
  type AggregatedList,
  discoveryAccept,
  isAggregated,
  type SplitApis,
  splitAggregated,
} from './aggregated.ts'
import type {ApiGroup, ApiResource, ApiResourceList, FailedGroup, ServerApis} from './api-groups.ts'

/** How long an answer may take when the user did not say; kubectl's traces show the same. */
const defaultTimeout = 32

export interface LiveOptions {
  /** What `--request-timeout` came to, in milliseconds; the client applies it by itself. 0 for none. */
  readonly requestTimeout?: number | undefined
}

/**
 * Asks the server for its groups and resources: two requests where it aggregates them, one more per
 * version elsewhere. Versions that cannot be read are told in `failed` and harm nobody else; throws
 * when the groups themselves cannot be read.
 */
export async function fetchApis(client: RESTClient, options: LiveOptions = {}): Promise<ServerApis> {
  const core = fetchGroups(client, '/api', options)
  const named = fetchGroups(client, '/apis', options)
  named.catch(() => {})
  const answers = [await core, await named] as const
  if (answers.every(({split}) => split)) return joined(answers.map(({split}) => split!))
  const groups = answers.flatMap((answer) => answer.split?.groups ?? answer.groups)
  return {...(await fetchVersions(client, groups, options)), groups, stale: [], aggregated: false}
}

/** The answer to `/version` or another document that is read as it is. Throws what the client throws. */
export async function fetchDocument(
  client: RESTClient,
  path: string,
  options: LiveOptions = {},
): Promise<string> {
  const response = await client.send(request(path, options))
  return response.text()
}

/** The resources of one version (ServerResourcesForGroupVersion). Throws what the client throws. */
export async function fetchVersion(
  client: RESTClient,
  group: string,
  version: string,
  options: LiveOptions = {},
): Promise<ApiResourceList> {
  const legacy = group === '' && version === 'v1'
  const path = legacy ? '/api/v1' : `/apis/${formatGroupVersion({group, version})}`
  const text = await fetchDocument(client, path, options)
  const {resources = []} = parseJSON(text) as unknown as {resources?: ApiResource[]}
  // Servers before 1.15 do not say everything.
  const complete = resources.map((r) => ({...r, singularName: r.singularName ?? '', verbs: r.verbs ?? []}))
  if (complete.length > 0) return {group, version, resources: complete}
  throw new Error(`received empty response for: ${formatGroupVersion({group, version})}`)
}

interface GroupsAnswer {
  readonly split?: SplitApis
  readonly groups: readonly ApiGroup[]
}

const nothing: SplitApis = {groups: [], lists: [], stale: []}

async function fetchGroups(
  client: RESTClient,
  path: '/api' | '/apis',
  options: LiveOptions,
): Promise<GroupsAnswer> {
  try {
    const response = await client.send(request(path, options, discoveryAccept))
    const answer = parseJSON(await response.text())
    if (isAggregated(response.headers['content-type'])) {
      return {split: splitAggregated(answer as unknown as AggregatedList), groups: []}
    }
    return {groups: path === '/api' ? coreGroup(answer) : namedGroups(answer)}
  } catch (error) {
    // A server that only serves extensions has no core group.
    if (path === '/api' && hasReason(error, 'NotFound')) return {split: nothing, groups: []}
    throw error
  }
}

/** metav1.APIVersions, the answer of `/api`. */
function coreGroup(answer: unknown): ApiGroup[] {
  const {versions = []} = answer as {versions?: string[]}
  return versions.length === 0 ? [] : [{name: '', versions, preferred: versions[0]!}]
}

/** metav1.APIGroupList, the answer of `/apis`. */
function namedGroups(answer: unknown): ApiGroup[] {
  interface Version {
    groupVersion: string
    version: string
  }
  const {groups = []} = answer as {
    groups?: {name: string; versions?: Version[]; preferredVersion?: Version}[]
  }
  return groups.map(({name, versions = [], preferredVersion}) => ({
    name,
    versions: versions.map(({groupVersion, version}) => version ?? parseGroupVersion(groupVersion).version),
    preferred: preferredVersion?.version ?? '',
  }))
}

function joined(parts: readonly SplitApis[]): ServerApis {
  return {
    groups: parts.flatMap(({groups}) => groups),
    lists: parts.flatMap(({lists}) => lists),
    stale: parts.flatMap(({stale}) => stale),
    failed: [],
    aggregated: true,
  }
}

/** All versions at once; the client bounds how many requests are under way. */
async function fetchVersions(
  client: RESTClient,
  groups: readonly ApiGroup[],
  options: LiveOptions,
): Promise<{lists: ApiResourceList[]; failed: FailedGroup[]}> {
  const wanted = groups.flatMap(({name, versions}) => versions.map((version) => ({group: name, version})))
  const lists: ApiResourceList[] = []
  const failed: FailedGroup[] = []
  const outcomes = await Promise.allSettled(
    wanted.map(({group, version}) => fetchVersion(client, group, version, options)),
  )
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') lists.push(outcome.value)
    else failed.push({...wanted[index]!, message: messageOf(outcome.reason)})
  }
  return {lists, failed}
}

function request(path: string, {requestTimeout}: LiveOptions, accept?: string): Request {
  return {
    method: 'GET',
    path,
    ...(accept === undefined ? {} : {headers: {Accept: accept}}),
    ...(requestTimeout ? {} : {query: {timeout: `${defaultTimeout}s`}, timeout: defaultTimeout * 1000}),
  }
}
