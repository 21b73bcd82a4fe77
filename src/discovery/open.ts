import {CacheFolder} from '../base/cache-folder.ts'
import type {Host} from '../base/host.ts'
import type {RESTClient} from '../client/request.ts'
import {cacheDirectory, discoveryFolder} from './cache-path.ts'
import {Discovery} from './discovery.ts'

/** Where the documents of one server are kept. */
export interface CacheOptions {
  readonly client: RESTClient
  readonly host: Pick<Host, 'env' | 'home' | 'cwd' | 'now'>
  /** `--cache-dir`. */
  readonly cacheDir?: string | undefined
}

export interface OpenOptions extends CacheOptions {
  /** Milliseconds, as the REST config has it. */
  readonly requestTimeout?: number | undefined
}

/** The discovery of the client's server, with its cache at kubectl's place. Reads and asks nothing yet. */
export function openDiscovery({requestTimeout, ...options}: OpenOptions): Discovery {
  const {client, host} = options
  return new Discovery({client, requestTimeout, cache: cacheOf(options), now: () => host.now()})
}

/** The folder for what is kept of the client's server. */
export function cacheOf({client, host, cacheDir}: CacheOptions): CacheFolder {
  return new CacheFolder(discoveryFolder(cacheDirectory(host, cacheDir), client.host))
}
