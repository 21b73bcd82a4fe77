import type {KubeConfig} from '../../kubeconfig/config.ts'

/** Leaves only the current context and what it uses (clientcmd's MinifyConfig). Throws what it cannot find. */
export function minify(config: KubeConfig): void {
  const name = config.currentContext
  if (name === '') throw new Error('current-context must exist in order to minify')
  const context = config.contexts.get(name)
  if (context === undefined) throw new Error(`cannot locate context ${name}`)
  const clusters = only(config.clusters, context.cluster, 'cluster')
  config.users = only(config.users, context.user, 'user')
  config.clusters = clusters
  config.contexts = new Map([[name, context]])
}

function only<T>(stanzas: ReadonlyMap<string, T>, name: string, kind: string): Map<string, T> {
  if (name === '') return new Map()
  const stanza = stanzas.get(name)
  if (stanza === undefined) throw new Error(`cannot locate ${kind} ${name}`)
  return new Map([[name, stanza]])
}
