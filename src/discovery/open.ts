import {CacheFolder} from '../base/cache-folder.ts'
import type {Host} from '../base/host.ts'
import type {RESTClient} from '../client/request.ts'
import {cacheDirectory, discoveryFolder} from './cache-path.ts'
import {Discovery} from './discovery.ts'

export interface OpenOptions {
  readonly client: RESTClient
  readonly host: Pick<Host, 'env' | 'home' | 'cwd' | 'now'>
  /** `--cache-dir`. */
  readonly cacheDir?: string | undefined
  /** Milliseconds, as the REST config has it. */
  readonly requestTimeout?: number | undefined
}

/** The discovery of the client's server, with its cache at kubectl's place. Reads and asks nothing yet. */
export function openDiscovery({client, host, cacheDir, requestTimeout}: OpenOptions): Discovery {
  return new Discovery({
    client,
    requestTimeout,
    cache: new CacheFolder(discoveryFolder(cacheDirectory(host, cacheDir), client.host)),
    now: () => host.now(),
  })
}
