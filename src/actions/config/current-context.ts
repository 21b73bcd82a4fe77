import type {Session} from '../../session/session.ts'
import {readConfig} from './access.ts'

/** Prints the name of the current context. Throws when none is set. */
export function currentContext(session: Session): void {
  const {currentContext: name} = readConfig(session)
  if (name === '') throw new Error('current-context is not set')
  session.io.out.write(`${name}\n`)
}
