import {leaves} from '../base/aggregate.ts'
import {AggregateFailure} from '../base/errors.ts'

/** The kubeconfig, or what the flags made of it, cannot be used (clientcmd's errConfigurationInvalid). */
export class ConfigurationInvalidError extends AggregateFailure {
  override name = 'ConfigurationInvalidError'
  constructor(causes: readonly Error[]) {
    super(causes)
    // Seen where it is one of several errors; of one cause alone checkErr shows the cause.
    this.message = `invalid configuration: ${this.message}`
  }
}

/** A context, cluster or user that somebody named is not in the kubeconfig. */
export class UnknownStanzaError extends Error {
  readonly stanza: 'context' | 'cluster' | 'user'
  readonly wanted: string
  constructor(stanza: UnknownStanzaError['stanza'], wanted: string, message: string) {
    super(message)
    this.stanza = stanza
    this.wanted = wanted
  }
}

const contextNotFound = 'context was not found for specified context'

/** The current or the chosen context is not in the kubeconfig. */
export class ContextNotFoundError extends UnknownStanzaError {
  override name = 'ContextNotFoundError'
  constructor(context: string) {
    super('context', context, `${contextNotFound}: ${context}`)
  }
}

/** Nothing is thrown for no cause. */
export function throwInvalid(causes: readonly Error[]): void {
  if (causes.length > 0) throw new ConfigurationInvalidError(causes)
}

/**
 * What kubectl prints for these errors, in place of `error: …` (checkErr with
 * clientcmd.IsConfigurationInvalid and MultilineError); undefined for any other error.
 */
export function configurationMessage(error: unknown): string | undefined {
  const heading = 'Error in configuration: '
  if (!(error instanceof Error)) return undefined
  // clientcmd.IsContextNotFound looks for these words in any error.
  if (!(error instanceof ConfigurationInvalidError) && !error.message.includes(contextNotFound))
    return undefined
  const causes = error instanceof AggregateFailure ? leaves(error) : []
  return causes.length > 1
    ? [heading, ...causes.map(({message}) => `* ${message}`)].join('\n')
    : heading + error.message
}
