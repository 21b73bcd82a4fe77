import type {Session} from '../../session/session.ts'
import {sortKeys} from '../../yaml/json.ts'
import {search} from '../prompt/index.ts'
import {readConfig} from './access.ts'

/**
 * Lets the user choose a context from a list that typing narrows down; the list is drawn on stderr.
 * Undefined when there is none to choose from. Throws ExitError 130 when the user leaves with Ctrl-C.
 */
export async function pickContext(session: Session): Promise<string | undefined> {
  const config = readConfig(session)
  const names = sortKeys([...config.contexts.keys()])
  if (names.length === 0) return undefined
  const choices = names.map((name) => ({
    name: name === config.currentContext ? `${name} (current)` : name,
    value: name,
    description: describe(config.contexts.get(name)!),
    short: name,
  }))
  return search('Switch to context', (term) => choices.filter(({value}) => matches(value, term ?? '')))
}

function describe({cluster, user, namespace}: {cluster: string; user: string; namespace: string}): string {
  const parts = [
    cluster && `cluster ${cluster}`,
    user && `user ${user}`,
    `namespace ${namespace || 'default'}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** Every word of the term occurs in the name, in whatever case. */
function matches(name: string, term: string): boolean {
  const lower = name.toLowerCase()
  return term
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
