import {aggregate} from '../../base/aggregate.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import type {Session} from '../../session/session.ts'
import {sortKeys} from '../../yaml/json.ts'
import {readConfig} from './access.ts'

export interface GetContextsOptions {
  /** All contexts when empty. */
  readonly names: readonly string[]
  /** `-o`: '' or `name`. */
  readonly output: string
  readonly noHeaders: boolean
}

/** Prints the contexts as a table or by name. Throws, after printing the others, for names that do not exist. */
export function getContexts(session: Session, options: GetContextsOptions): void {
  if (options.output !== '' && options.output !== 'name') {
    throw new Error(
      `--output ${options.output} is not available in kubectl config get-contexts; resetting to default output format`,
    )
  }
  const config = readConfig(session)
  const nameOnly = options.output === 'name'
  const missing = options.names.filter((name) => !config.contexts.has(name))
  const found =
    options.names.length === 0
      ? [...config.contexts.keys()]
      : options.names.filter((name) => config.contexts.has(name))
  const table = new TabWriter(session.io.out)
  if (!nameOnly && !options.noHeaders) table.write('CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n')
  for (const name of sortKeys(found)) {
    const context = config.contexts.get(name)!
    const mark = name === config.currentContext ? '*' : ' '
    table.write(
      nameOnly
        ? `${name}\n`
        : `${[mark, name, context.cluster, context.user, context.namespace].join('\t')}\n`,
    )
  }
  table.flush()
  const error = aggregate(missing.map((name) => new Error(`context ${name} not found`)))
  if (error !== undefined) throw error
}
