import {goQuote} from '../base/go-quote.ts'
import {type Status, StatusError} from '../client/status.ts'

/** The same answer of the server in other words; reason and code stay. */
export function withMessage(error: StatusError, message: string): StatusError {
  const status: Status = {...error.status, message}
  return new StatusError(status)
}

/**
 * Names the file that an error belongs to: `error when creating "pod.yaml": …`
 * (cmdutil.AddSourceToErr). Objects named on the command line have no source.
 */
export function addSource(verb: string, source: string, error: unknown): unknown {
  if (source === '' || !(error instanceof Error)) return error
  const message = `error when ${verb} ${goQuote(source)}: ${error.message}`
  return error instanceof StatusError ? withMessage(error, message) : new Error(message)
}

/** Says what was being listed when the server refuses (cli-runtime's EnhanceListError). */
export function enhanceListError(
  error: unknown,
  resource: string,
  labelSelector: string,
  fieldSelector: string,
): unknown {
  if (!(error instanceof StatusError) || error.reason === 'Expired') return error
  if (error.reason !== 'BadRequest' && error.reason !== 'NotFound') return error
  const selected =
    labelSelector === '' && fieldSelector === ''
      ? `Unable to list ${goQuote(resource)}`
      : `Unable to find ${goQuote(resource)} that match label selector ` +
        `${goQuote(labelSelector)}, field selector ${goQuote(fieldSelector)}`
  return withMessage(error, `${selected}: ${error.message}`)
}
