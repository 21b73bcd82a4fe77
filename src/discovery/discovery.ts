import type {CacheFolder} from '../base/cache-folder.ts'
import type {RESTClient} from '../client/request.ts'
import type {ApiResourceList, ServerApis} from './api-groups.ts'
import {decodeIndex, encodeIndex} from './api-index.ts'
import {fetchApis, fetchDocument, fetchVersion, type LiveOptions} from './live.ts'
import {parseVersionInfo, type VersionInfo} from './version-info.ts'

export interface DiscoveryOptions extends LiveOptions {
  readonly client: RESTClient
  /** Where answers are kept; absent: nowhere. */
  readonly cache?: CacheFolder | undefined
  /** Milliseconds since the epoch. */
  now(): number
}

/** kubectl's name for its files is `servergroups.json`; both live in the same folder. */
const indexName = 'kctl-index.json'
const timeToLive = 6 * 60 * 60 * 1000

/**
 * What the server serves, from the cache on disk when it is not older than six hours
 * (client-go's CachedDiscoveryClient). Within a run the server is asked once, also when it failed.
 */
export class Discovery {
  private readonly options: DiscoveryOptions
  private loading: Promise<ServerApis> | undefined
  private cacheAllowed = true
  private fromCache = false

  constructor(options: DiscoveryOptions) {
    this.options = options
  }

  /** Whether what was found is the server's own answer in this run, so that asking again is no use. */
  get fresh(): boolean {
    return !this.fromCache
  }

  /** Groups and resources. Throws when the server cannot be asked. */
  apis(): Promise<ServerApis> {
    this.loading ??= this.load()
    return this.loading
  }

  /** From now on nothing older counts (CachedDiscoveryInterface.Invalidate). */
  invalidate(): void {
    this.cacheAllowed = false
    this.fromCache = false
    this.loading = undefined
  }

  /** As `apis`, with another try for the versions that failed when the cache was written. */
  async completeApis(): Promise<ServerApis> {
    const apis = await this.apis()
    const unknown = apis.failed.filter(({message}) => message === '')
    if (unknown.length === 0) return apis
    this.invalidate()
    return this.apis()
  }

  /** One version's resources, from the server (ServerResourcesForGroupVersion). */
  resourcesOf(group: string, version: string): Promise<ApiResourceList> {
    return fetchVersion(this.options.client, group, version, this.options)
  }

  /** The server's version. Throws what the client throws. */
  async serverVersion(): Promise<VersionInfo> {
    return parseVersionInfo(await fetchDocument(this.options.client, '/version', this.options))
  }

  private async load(): Promise<ServerApis> {
    const cached = this.cacheAllowed ? this.readCache() : undefined
    if (cached !== undefined) {
      this.fromCache = true
      return cached
    }
    const {client, cache} = this.options
    const apis = await fetchApis(client, this.options)
    if (apis.groups.length > 0) cache?.write(indexName, encodeIndex(client.host, apis))
    return apis
  }

  private readCache(): ServerApis | undefined {
    const {cache, client, now} = this.options
    const file = cache?.read(indexName)
    if (file === undefined || now() > file.modified + timeToLive) return undefined
    return decodeIndex(client.host, file.text)
  }
}
