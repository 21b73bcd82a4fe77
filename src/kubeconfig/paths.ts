import {dirname, isAbsolute, join, relative, resolve} from 'node:path'
import type {AuthInfo, Cluster, KubeConfig} from './config.ts'

/** A place in a stanza that holds a path. */
interface Reference {
  get(): string
  set(path: string): void
}

/** Makes every path in the config absolute, seen from the file that names it (clientcmd's ResolveLocalPaths). */
export function resolveLocalPaths(config: KubeConfig, cwd: string): void {
  for (const cluster of config.clusters.values())
    resolveStanza(clusterReferences(cluster), cluster.origin, cwd)
  for (const user of config.users.values()) resolveStanza(userReferences(user), user.origin, cwd)
}

/** Makes the paths of a cluster that lie below its file's folder relative to it; others stay absolute. */
export function relativizeCluster(cluster: Cluster, cwd: string): void {
  relativizeStanza(clusterReferences(cluster), cluster.origin, cwd)
}

/** The same for a user. */
export function relativizeUser(user: AuthInfo, cwd: string): void {
  relativizeStanza(userReferences(user), user.origin, cwd)
}

function clusterReferences(cluster: Cluster): Reference[] {
  return [reference(cluster, 'certificateAuthority')]
}

function userReferences(user: AuthInfo): Reference[] {
  const references = [
    reference(user, 'clientCertificate'),
    reference(user, 'clientKey'),
    reference(user, 'tokenFile'),
  ]
  // A bare command name is looked up in PATH.
  if (user.exec !== null && /[/\\]/.test(user.exec.command)) references.push(reference(user.exec, 'command'))
  return references
}

function reference<K extends string>(owner: Record<K, string>, key: K): Reference {
  return {
    get: () => owner[key],
    set: (path) => {
      owner[key] = path
    },
  }
}

function resolveStanza(references: readonly Reference[], origin: string, cwd: string): void {
  if (origin === '') return
  const base = dirname(resolve(cwd, origin))
  for (const one of references) {
    const path = one.get()
    if (path !== '' && !isAbsolute(path)) one.set(join(base, path))
  }
}

function relativizeStanza(references: readonly Reference[], origin: string, cwd: string): void {
  resolveStanza(references, origin, cwd)
  const base = dirname(resolve(cwd, origin))
  for (const one of references) {
    if (one.get() === '') continue
    const path = relative(base, one.get()) || '.'
    if (!/^\.\.[/\\]/.test(path)) one.set(path)
  }
}
