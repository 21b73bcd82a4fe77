import {isObject, type JsonValue} from '../api/json.ts'
import {formatGroupVersion} from '../api/schema.ts'
import {messageOf} from '../base/errors.ts'
import type {Request, Response, RESTClient} from '../client/request.ts'
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
import {goKind} from './go-kind.ts'

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
  return (await sendRaw(client, request(path, options))).text()
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
  const answer = await client
    .send({...request(path, options), anonymousPath: true})
    .catch((error: unknown) => {
      // A server that only serves extensions may still name the core group.
      if (legacy && hasReason(error, 'NotFound')) return undefined
      throw error
    })
  const {resources = []} = answer === undefined ? {} : versionList(await answer.text())
  // Servers before 1.15 do not say everything.
  const complete = resources.map((r) => ({...r, singularName: r.singularName ?? '', verbs: r.verbs ?? []}))
  if (complete.length > 0) return {group, version, resources: complete}
  throw new Error(`received empty response for: ${formatGroupVersion({group, version})}`)
}

/** metav1.APIResourceList. Throws in apimachinery's words when it is nothing like it. */
function versionList(text: string): {resources?: ApiResource[]} {
  let value: JsonValue
  try {
    value = parseJSON(text)
  } catch {
    // What is not JSON is tried as YAML, where it is a text.
    value = text
  }
  const header =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
  try {
    return expectObject(value, header)
  } catch (error) {
    throw new Error(`couldn't get version/kind; json parse error: ${messageOf(error)}`, {cause: error})
  }
}

/** An object as encoding/json reads it into a struct: null is an empty one. Throws its words for anything else. */
function expectObject<T extends object>(value: JsonValue, goType: string): Partial<T> {
  if (value === null) return {}
  if (isObject(value)) return value as Partial<T>
  throw new Error(`json: cannot unmarshal ${goKind(value)} into Go value of type ${goType}`)
}

async function sendRaw(client: RESTClient, wanted: Request): Promise<Response> {
  try {
    return await client.send({...wanted, anonymousPath: true})
  } catch (error) {
    const {rawError} = await import('../client/raw-error.ts')
    throw rawError(error)
  }
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
    const response = await sendRaw(client, request(path, options, discoveryAccept))
    const answer = parseJSON(await response.text())
    if (isAggregated(response.headers['content-type'])) {
      return {
        split: splitAggregated(expectObject<AggregatedList>(answer, 'v2.APIGroupDiscoveryList')),
        groups: [],
      }
    }
    return {groups: path === '/api' ? coreGroup(answer) : namedGroups(answer)}
  } catch (error) {
    // A server that only serves extensions has no core group.
    if (path === '/api' && hasReason(error, 'NotFound')) return {split: nothing, groups: []}
    throw error
  }
}

/** metav1.APIVersions, the answer of `/api`. */
function coreGroup(answer: JsonValue): ApiGroup[] {
  const {versions = []} = expectObject<{versions: string[]}>(answer, 'v1.APIVersions')
  return versions.length === 0 ? [] : [{name: '', versions, preferred: versions[0]!}]
}

interface NamedVersion {
  readonly groupVersion: string
  readonly version: string
}
interface NamedGroup {
  readonly name: string
  readonly versions?: readonly NamedVersion[]
  readonly preferredVersion?: NamedVersion
}

/** metav1.APIGroupList, the answer of `/apis`. */
function namedGroups(answer: JsonValue): ApiGroup[] {
  const {groups = []} = expectObject<{groups: NamedGroup[]}>(answer, 'v1.APIGroupList')
  return groups.map(({name, versions = [], preferredVersion}) => ({
    name,
    versions: versions.map(({version}) => version),
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
