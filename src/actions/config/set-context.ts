import {goQuote} from '../../base/go-quote.ts'
import {newContext} from '../../kubeconfig/config.ts'
import type {Session} from '../../session/session.ts'
import {editConfig} from './access.ts'

export interface SetContextOptions {
  /** '' when not given. */
  readonly name: string
  readonly current: boolean
  /** Undefined leaves the field as it is, '' clears it. */
  readonly cluster?: string | undefined
  readonly user?: string | undefined
  readonly namespace?: string | undefined
}

/** Creates a context, or changes the fields that are given. Throws when it is not clear which context. */
export async function setContext(session: Session, options: SetContextOptions): Promise<void> {
  if (options.name === '' && !options.current) {
    throw new Error('you must specify a non-empty context name or --current')
  }
  if (options.name !== '' && options.current) {
    throw new Error('you cannot specify both a context name and --current')
  }
  const {name, existed} = await editConfig(session, (config) => {
    if (options.current && config.currentContext === '') throw new Error('no current context is set')
    const target = options.current ? config.currentContext : options.name
    const old = config.contexts.get(target)
    const context = {...(old ?? newContext())}
    context.cluster = options.cluster ?? context.cluster
    context.user = options.user ?? context.user
    context.namespace = options.namespace ?? context.namespace
    config.contexts.set(target, context)
    return {name: target, existed: old !== undefined}
  })
  session.io.out.write(`Context ${goQuote(name)} ${existed ? 'modified' : 'created'}.\n`)
}
