import type {GroupVersionResource} from '../api/schema.ts'
import {AggregateFailure, ExitError, messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {configurationMessage} from '../kubeconfig/errors.ts'
import {ConnectionError, type StatusDetails, StatusError} from './status.ts'

/** What ends a run: the text for stderr, '' for none, and the exit code. */
export interface ErrorText {
  readonly text: string
  readonly exitCode: number
}

/**
 * What kubectl's checkErr (pkg/cmd/util/helpers.go) prints for an error, with a line break at the end.
 * The caller prints usage errors itself.
 */
export function errorText(error: unknown): ErrorText {
  const single = error instanceof AggregateFailure && error.errors.length === 1 ? error.errors[0] : error
  if (single instanceof ExitError) return {text: line(single.message), exitCode: single.code}
  const configuration = configurationMessage(single)
  if (configuration !== undefined) return {text: line(configuration), exitCode: 1}
  if (single instanceof AggregateFailure) {
    // MultipleErrors ends the line of each, also of one that ends itself.
    const lines = single.errors.map((one) => `${standardMessage(one) ?? messageOf(one)}\n`)
    return {text: lines.join(''), exitCode: 1}
  }
  if (single instanceof StatusError && single.reason === 'Invalid')
    return {text: line(invalidText(single)), exitCode: 1}
  const missing = missingResourceText(single)
  if (missing !== undefined) return {text: line(missing), exitCode: 1}
  const standard = standardMessage(single)
  if (standard !== undefined) return {text: line(standard), exitCode: 1}
  const message = messageOf(single)
  return {text: line(message.startsWith('error: ') ? message : `error: ${message}`), exitCode: 1}
}

/** kubectl's StandardErrorMessage: the sentence for an error of the server or of the connection. */
export function standardMessage(error: unknown): string | undefined {
  if (error instanceof StatusError) {
    if (error.reason === 'Unauthorized')
      return `error: You must be logged in to the server (${error.status.message ?? ''})`
    return `Error from server${error.reason === '' ? '' : ` (${error.reason})`}: ${error.message}`
  }
  if (error instanceof ConnectionError && error.detail !== undefined) {
    if (error.refused) {
      return `The connection to the server ${error.host} was refused - did you specify the right host or port?`
    }
    return `Unable to connect to the server: ${error.detail}`
  }
  return undefined
}

/**
 * kubectl's sentence, without `error: `, for a NoResourceMatchError that reaches checkErr as it is. It is
 * told by its name because its class lives in a higher ring (src/discovery).
 */
function missingResourceText(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'NoResourceMatchError' || !('resource' in error))
    return undefined
  const {group, version, resource} = error.resource as GroupVersionResource
  const inGroup = group === '' ? '' : ` in group ${goQuote(group)}`
  const inVersion = version === '' ? '' : `${group === '' ? ' in' : ' and'} version ${goQuote(version)}`
  return `the server doesn't have a resource type ${goQuote(resource)}${inGroup}${inVersion}`
}

function line(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function invalidText(error: StatusError): string {
  const {details, message} = error.status
  let text = 'The request is invalid'
  if (details === undefined) return message ? `${text}: ${message}` : text
  const causes = details.causes ?? []
  if (details.kind || details.name)
    text = `The ${details.kind ?? ''} ${goQuote(details.name ?? '')} is invalid`
  else if (message && causes.length === 0) text += `: ${message}`
  if (causes.length === 0) return text
  return `${text}: ${causesText(causes)}`
}

/** One cause on the same line, several as a list; the same cause is said once. */
function causesText(causes: NonNullable<StatusDetails['causes']>): string {
  const lines = [...new Set(causes.map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`))]
  if (lines.length === 1) return lines[0]!
  return `\n${lines.map((text) => `* ${text}\n`).join('')}`
}
