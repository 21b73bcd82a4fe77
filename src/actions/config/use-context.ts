import {goQuote} from '../../base/go-quote.ts'
import {UnknownStanzaError} from '../../kubeconfig/errors.ts'
import type {Session} from '../../session/session.ts'
import {editConfig} from './access.ts'

/** Makes a context the current one. Throws when there is none of that name. */
export async function useContext(session: Session, name: string): Promise<void> {
  await editConfig(session, (config) => {
    if (name === '') throw new Error('empty context names are not allowed')
    if (!config.contexts.has(name)) {
      throw new UnknownStanzaError('context', name, `no context exists with the name: ${goQuote(name)}`)
    }
    config.currentContext = name
  })
  session.io.out.write(`Switched to context ${goQuote(name)}.\n`)
}
