import type {JsonObject} from '../api/json.ts'
import {goQuote} from '../base/go-quote.ts'

/** metav1.Status as far as messages need it. */
export interface Status extends JsonObject {
  kind?: 'Status'
  status?: string
  message?: string
  reason?: string
  code?: number
  details?: StatusDetails
}
export interface StatusDetails extends JsonObject {
  name?: string
  group?: string
  kind?: string
  uid?: string
  causes?: {reason?: string; message?: string; field?: string}[]
  retryAfterSeconds?: number
}

/** The server answered with an error (client-go's APIStatus). `message` is the Status's message. */
export class StatusError extends Error {
  override name = 'StatusError'
  readonly status: Status
  /** The path that was asked for, where it is known. */
  declare path?: string
  constructor(status: Status) {
    super(status.message ?? '')
    this.status = status
  }
  get reason(): string {
    return this.status.reason ?? ''
  }
  get code(): number {
    return this.status.code ?? 0
  }
}

/**
 * No answer came: refused, unknown host, bad certificate, cut, timed out. `message` is Go's whole
 * text, `Get "https://…": dial tcp 127.0.0.1:1: connect: connection refused`.
 */
export class ConnectionError extends Error {
  override name = 'ConnectionError'
  /** What kubectl's checkErr distinguishes: "connection refused" has its own sentence. */
  readonly refused: boolean
  /** The server address as kubectl prints it. */
  readonly host: string
  /**
   * The cause alone (Go's url.Error.Err), which kubectl prints after "Unable to connect to the
   * server: "; undefined for the errors which it prints whole after "error: ".
   */
  readonly detail: string | undefined
  constructor(message: string, host: string, refused = false, detail?: string) {
    super(message)
    this.host = host
    this.refused = refused
    this.detail = detail
  }
}

/** Whether the error is the server's with this reason, e.g. `NotFound`. */
export function hasReason(error: unknown, reason: string): error is StatusError {
  return error instanceof StatusError && error.reason === reason
}

/** The error of a server that does not have the object, for what was found missing without asking (apierrors.NewNotFound). */
export function newNotFound(
  resource: {readonly group: string; readonly resource: string},
  name: string,
): StatusError {
  const type = resource.group === '' ? resource.resource : `${resource.resource}.${resource.group}`
  return new StatusError({
    status: 'Failure',
    code: 404,
    reason: 'NotFound',
    message: `${type} ${goQuote(name)} not found`,
    details: {name, group: resource.group, kind: resource.resource},
  })
}
