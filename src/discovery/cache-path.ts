import {join, resolve} from 'node:path'
import type {Host} from '../base/host.ts'

/** The folder of all caches: `--cache-dir`, KUBECACHEDIR, `~/.kube/cache` (cli-runtime's ConfigFlags). */
export function cacheDirectory(
  {env, home, cwd}: Pick<Host, 'env' | 'home' | 'cwd'>,
  flag: string | undefined,
): string {
  return resolve(cwd, flag || env['KUBECACHEDIR'] || join(home, '.kube', 'cache'))
}

/**
 * The folder for one server's discovery below the cache folder, the one that kubectl uses as well
 * (computeDiscoverCacheDir). An address cannot lead out of it.
 */
export function discoveryFolder(cacheFolder: string, server: string): string {
  const address = server.replace('https://', '').replace('http://', '')
  const safe = address.replaceAll(/[^(\w/.)]/g, '_').replaceAll(/(?<=^|\/)\.\.?(?=\/|$)/g, '_')
  return join(cacheFolder, 'discovery', safe)
}
