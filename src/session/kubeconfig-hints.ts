import {existsSync} from 'node:fs'
import {nearestFirst} from '../base/edit-distance.ts'
import {UnknownStanzaError} from '../kubeconfig/errors.ts'
import {type LoadedConfig, loadConfig} from '../kubeconfig/load.ts'
import {choose, type Chosen} from '../kubeconfig/overrides.ts'
import {loadingPrecedence, onDisk} from '../kubeconfig/source.ts'
import type {Session} from './session.ts'

/** The kubeconfig of the run and what was chosen from it. Throws what reading it throws. */
export function usedConfig({host, flags}: Session): {loaded: LoadedConfig; chosen: Chosen} {
  const loaded = loadConfig(host, flags)
  return {loaded, chosen: choose(loaded.config, flags, '')}
}

const shownAtMost = 10
const lists = {context: 'contexts', cluster: 'clusters', user: 'users'} as const

/** The contexts, clusters or users that there are, those like the wanted one first. */
export function namesThatExist({stanza, wanted}: UnknownStanzaError, session: Session): string {
  const loaded = loadConfig(session.host, session.flags)
  const names = nearestFirst(loaded.config[lists[stanza]].keys(), wanted)
  if (names.length === 0) return `There is no ${stanza} in ${filesOf(loaded)}.`
  const more = names.length > shownAtMost ? `, and ${names.length - shownAtMost} more` : ''
  return `The ${lists[stanza]} in ${filesOf(loaded)}: ${names.slice(0, shownAtMost).join(', ')}${more}.`
}

function filesOf({source}: LoadedConfig): string {
  const files = loadingPrecedence(source).filter((file) => file !== '')
  const found = files.filter((file) => existsSync(onDisk(source, file)))
  return (found.length > 0 ? found : files).join(', ') || 'the kubeconfig'
}

/** How the run came to the server that refused the connection. */
export function whyThisServer(session: Session): string | undefined {
  if (session.flags.server) return undefined
  const {loaded, chosen} = usedConfig(session)
  const {config, source} = loaded
  if (chosen.cluster.server !== '') {
    return `The address is that of the cluster "${chosen.clusterName}" in ${chosen.cluster.origin}. Is it running?`
  }
  if (source.env['KUBERNETES_MASTER']) return 'The address is that of KUBERNETES_MASTER.'
  if (chosen.clusterName !== '') {
    const missing = new UnknownStanzaError('cluster', chosen.clusterName, '')
    return (
      `The context names the cluster "${chosen.clusterName}", which does not exist, so the default address was tried.\n` +
      namesThatExist(missing, session)
    )
  }
  if (config.contexts.size > 0) {
    const names = nearestFirst(config.contexts.keys(), '').slice(0, shownAtMost).join(', ')
    return (
      `${filesOf(loaded)} says no cluster to use, so the default address was tried.\n` +
      `Choose a context with "config use-context NAME" or --context: ${names}.`
    )
  }
  return `No cluster is configured, so the default address was tried. Looked for a kubeconfig in:\n${tried(loaded)}\nName one with --kubeconfig or KUBECONFIG.`
}

function tried({source}: LoadedConfig): string {
  return loadingPrecedence(source)
    .filter((file) => file !== '')
    .map((file) => `  ${file} (${existsSync(onDisk(source, file)) ? 'names no cluster' : 'does not exist'})`)
    .join('\n')
}
