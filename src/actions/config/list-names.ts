import type {Session} from '../../session/session.ts'
import {sortKeys} from '../../yaml/json.ts'
import {readConfig} from './access.ts'

/** Prints the names of all clusters or users under a heading, in order (kubectl shuffles the clusters). */
export function listNames(session: Session, kind: 'clusters' | 'users'): void {
  const names = sortKeys([...readConfig(session)[kind].keys()])
  session.io.out.write(['NAME', ...names, ''].join('\n'))
}
