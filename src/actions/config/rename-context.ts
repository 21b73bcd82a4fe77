import {goQuote} from '../../base/go-quote.ts'
import {defaultFile} from '../../kubeconfig/source.ts'
import {UnknownStanzaError} from '../../kubeconfig/errors.ts'
import type {Session} from '../../session/session.ts'
import {editConfig, sourceOf} from './access.ts'

/** Gives a context another name, and current-context with it. Throws when it is missing or the name is taken. */
export async function renameContext(session: Session, from: string, to: string): Promise<void> {
  if (to === '') throw new Error('You must specify a new non-empty context name')
  const file = defaultFile(sourceOf(session))
  await editConfig(session, (config) => {
    const context = config.contexts.get(from)
    if (context === undefined)
      throw new UnknownStanzaError(
        'context',
        from,
        `cannot rename the context ${goQuote(from)}, it's not in ${file}`,
      )
    if (config.contexts.has(to)) {
      throw new Error(
        `cannot rename the context ${goQuote(from)}, the context ${goQuote(to)} already exists in ${file}`,
      )
    }
    config.contexts.delete(from)
    config.contexts.set(to, context)
    if (config.currentContext === from) config.currentContext = to
  })
  session.io.out.write(`Context ${goQuote(from)} renamed to ${goQuote(to)}.\n`)
}
