import {escapeTerminal} from '../../base/terminal-text.ts'
import {loadConfig} from '../../kubeconfig/load.ts'
import type {Info} from '../../resources/info.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {confirm} from '../prompt/index.ts'
import {contentsOf, type Count, countOf} from './contents.ts'
import {kindName} from './deleted.ts'
import type {DeleteOptions} from './options.ts'

/** Names that are shown of a type, and types of a namespace. */
const mostShown = 10

/**
 * Asks a person before a deletion that takes much with it: all objects of a type, of all namespaces, a
 * namespace, or a type. Shows what will go and where. Gives whether to go on, also when there is nothing
 * to ask. Throws ExitError 130 on Ctrl-C.
 */
export async function askBeforeDeletion(
  session: Session,
  options: DeleteOptions,
  selection: Selection,
): Promise<boolean> {
  const infos = await selection.preview()
  const isWide = options.all || options.allNamespaces
  const dangerous = isWide ? infos : infos.filter(takesMuchWithIt)
  if (dangerous.length === 0) return true
  const {namespace} = await session.namespace()
  const lines = [`This deletes, ${whereOf(session)}:`, ...listed(infos, namespace)]
  for (const info of dangerous) lines.push(...(await whatElse(session, info)))
  session.io.errOut.write(lines.map((line) => `${escapeTerminal(line)}\n`).join(''))
  return confirm(infos.length === 1 ? 'Delete it?' : `Delete these ${infos.length}?`)
}

function whereOf({host, flags}: Session): string {
  const name = flags.context || loadConfig(host, flags).config.currentContext
  return name === '' ? 'on the cluster of no context' : `on the cluster of context "${name}"`
}

function takesMuchWithIt({mapping}: Info): boolean {
  const {group, resource} = mapping.resource
  return (
    (group === '' && resource === 'namespaces') ||
    (group === 'apiextensions.k8s.io' && resource === 'customresourcedefinitions')
  )
}

/** A line for each type in each namespace: how many objects, and the names of some. */
function listed(infos: readonly Info[], namespace: string): string[] {
  const groups = Map.groupBy(infos, (info) => {
    const place = info.mapping.namespaced ? ` in namespace ${info.namespace || namespace}` : ''
    return `${kindName(info)}${place}`
  })
  return [...groups].map(([title, members]) => {
    const names = members.slice(0, mostShown).map(({name}) => name)
    const rest = members.length - names.length
    return `  ${members.length} ${title}: ${names.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`
  })
}

/** What goes together with an object: the contents of a namespace, the objects of a type. */
async function whatElse(session: Session, info: Info): Promise<string[]> {
  if (!takesMuchWithIt(info)) return []
  const client = await session.client()
  if (info.mapping.resource.resource === 'namespaces') {
    const counts = await contentsOf(client, await session.discovery(), info.name)
    return [`  and everything in namespace ${info.name}: ${counted(counts)}`]
  }
  const [resource = '', ...group] = info.name.split('.')
  const mapping = await (
    await session.mapper()
  )
    .mappingForArgument(`${resource}.${group.join('.')}`)
    .catch(() => undefined)
  if (mapping === undefined) return []
  const count = await countOf(client, mapping.resource, '').catch(() => undefined)
  return [`  and all ${info.name} of the cluster: ${count ?? 'nobody may count them'}`]
}

function counted(counts: readonly Count[]): string {
  if (counts.length === 0) return 'nothing that can be listed'
  const shown = counts.slice(0, mostShown).map(({resource, count}) => `${count} ${resource}`)
  const rest = counts.length - shown.length
  return `${shown.join(', ')}${rest > 0 ? `, and ${rest} more types` : ''}`
}
