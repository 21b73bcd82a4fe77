import {type RequestedResource, statusErrorOf} from './status-body.ts'
import {StatusError} from './status.ts'

/**
 * The error of a request whose body was to be read as it is (client-go's Raw): a Status in the body is
 * not looked at, so the message is client-go's own for the code, with the resource that was asked for
 * where the path was made of one. Other errors stay as they are.
 */
export function rawError(error: unknown, resource?: RequestedResource): unknown {
  if (!(error instanceof StatusError)) return error
  const ownWords = error.status.details?.causes?.some(({reason}) => reason === 'UnexpectedServerResponse')
  if (ownWords) return error
  const seconds = error.status.details?.retryAfterSeconds
  return statusErrorOf({
    method: 'GET',
    code: error.code,
    contentType: 'application/octet-stream',
    retryAfter: seconds === undefined ? undefined : String(seconds),
    body: '',
    resource,
  })
}
