import type {ApiGroup, ApiResource, ApiResourceList, ServerApis} from './api-groups.ts'

/**
 * What is kept of a server's APIs on disk: one small file instead of kubectl's one per version, because
 * each start reads it. Lists instead of objects halve it; common values are left out.
 */
interface IndexFile {
  /** Another number: another format, made by another kctl. */
  readonly kctl: typeof formatNumber
  /** Servers whose addresses differ only in punctuation share a folder. */
  readonly host: string
  readonly aggregated: boolean
  /** The sets of verbs that occur: there are few. */
  readonly verbs: readonly (readonly string[])[]
  readonly groups: readonly IndexGroup[]
}
type IndexGroup = readonly [name: string, preferred: string, versions: readonly IndexVersion[]]
/** Resources are absent when they could not be read. */
type IndexVersion = readonly [version: string, resources?: readonly IndexResource[]]
type IndexResource = readonly [
  name: string,
  singularName: string,
  kind: string,
  namespaced: 0 | 1,
  /** An index into `verbs`. */
  verbs: number,
  more?: Pick<ApiResource, 'group' | 'version' | 'shortNames' | 'categories' | 'storageVersionHash'>,
]

const formatNumber = 2

/** The file for what the server at this address told. */
export function encodeIndex(host: string, apis: ServerApis): string {
  const listOf = new Map(apis.lists.map((list) => [`${list.group}/${list.version}`, list]))
  const verbs = new VerbTable()
  const groups = apis.groups.map(({name, preferred, versions}): IndexGroup => {
    const encoded = versions.map((version): IndexVersion => {
      const list = listOf.get(`${name}/${version}`)
      return list ? [version, list.resources.map((r) => encodeResource(r, list, verbs))] : [version]
    })
    return [name, preferred, encoded]
  })
  const {aggregated} = apis
  const file: IndexFile = {kctl: formatNumber, host, aggregated, verbs: verbs.sets, groups}
  return JSON.stringify(file)
}

class VerbTable {
  readonly sets: (readonly string[])[] = []
  private readonly indexes = new Map<string, number>()

  indexOf(verbs: readonly string[]): number {
    const key = verbs.join()
    let index = this.indexes.get(key)
    if (index === undefined) {
      index = this.sets.push(verbs) - 1
      this.indexes.set(key, index)
    }
    return index
  }
}

/** What the file says; undefined when it is broken, of another format or about another server. */
export function decodeIndex(host: string, text: string): ServerApis | undefined {
  try {
    const file = JSON.parse(text) as IndexFile
    return file.kctl === formatNumber && file.host === host ? decode(file) : undefined
  } catch {
    return undefined
  }
}

function decode(file: IndexFile): ServerApis {
  const apis = {groups: [] as ApiGroup[], lists: [] as ApiResourceList[]}
  const failed: {group: string; version: string; message: string}[] = []
  for (const [group, preferred, versions] of file.groups) {
    apis.groups.push({name: group, preferred, versions: versions.map(([version]) => version)})
    for (const [version, resources] of versions) {
      if (resources === undefined) failed.push({group, version, message: ''})
      else
        apis.lists.push({
          group,
          version,
          resources: resources.map((r) => decodeResource(r, group, version, file.verbs)),
        })
    }
  }
  return {...apis, failed, stale: [], aggregated: file.aggregated}
}

function encodeResource(resource: ApiResource, list: ApiResourceList, verbTable: VerbTable): IndexResource {
  const {name, singularName, kind, namespaced, verbs, ...rest} = resource
  const {group, version, shortNames, categories, storageVersionHash} = rest
  const elsewhere = group !== list.group || version !== list.version
  const more = {
    ...(elsewhere ? {group: group ?? '', version: version ?? ''} : {}),
    ...(shortNames ? {shortNames} : {}),
    ...(categories ? {categories} : {}),
    ...(storageVersionHash ? {storageVersionHash} : {}),
  }
  const encoded = [name, singularName, kind, namespaced ? 1 : 0, verbTable.indexOf(verbs)] as const
  return Object.keys(more).length > 0 ? [...encoded, more] : encoded
}

function decodeResource(
  encoded: IndexResource,
  group: string,
  version: string,
  verbSets: IndexFile['verbs'],
): ApiResource {
  const [name, singularName, kind, namespaced, verbs, more] = encoded
  const resource = {
    name,
    singularName,
    namespaced: namespaced === 1,
    kind,
    group,
    version,
    verbs: verbSets[verbs] ?? [],
  }
  return more === undefined ? resource : {...resource, ...more}
}
