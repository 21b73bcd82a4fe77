import {UnknownStanzaError} from '../../kubeconfig/errors.ts'
import {defaultFile} from '../../kubeconfig/source.ts'
import type {Session} from '../../session/session.ts'
import {editConfig, readConfig, sourceOf} from './access.ts'

const lists = {cluster: 'clusters', context: 'contexts', user: 'users'} as const

/**
 * Deletes the cluster, context or user of the only argument from the kubeconfig. False when that is missing, which is
 * looked at last: a broken kubeconfig is told first, as in kubectl. Throws when there is none of that name.
 */
export async function deleteStanza(
  session: Session,
  kind: keyof typeof lists,
  [name, ...rest]: readonly string[],
): Promise<boolean> {
  const file = defaultFile(sourceOf(session))
  const config = readConfig(session)
  if (name === undefined || rest.length > 0) return false
  if (!config[lists[kind]].has(name)) {
    throw new UnknownStanzaError(kind, name, `cannot delete ${kind} ${name}, not in ${file}`)
  }
  if (kind === 'context' && config.currentContext === name) {
    session.io.errOut.write(
      'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
    )
  }
  await editConfig(session, (fresh) => fresh[lists[kind]].delete(name))
  session.io.out.write(`deleted ${kind} ${name} from ${file}\n`)
  return true
}
