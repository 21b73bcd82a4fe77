import {isObject} from '../api/json.ts'
import {goQuote} from '../base/go-quote.ts'
import {type Status, StatusError} from './status.ts'

/** The parts of an answer that say what went wrong. */
export interface FailedAnswer {
  readonly method: string
  readonly code: number
  readonly contentType: string | undefined
  readonly retryAfter: string | undefined
  readonly body: string
  /** The resource the request named, for the end of generic messages. */
  readonly resource?: RequestedResource | undefined
}

export interface RequestedResource {
  readonly group: string
  readonly resource: string
  readonly name: string
}

/**
 * The error of an answer outside 200-206: the Status in a JSON body, or client-go's own words for the
 * code (rest/request.go transformResponse, apimachinery NewGenericServerResponse).
 */
export function statusErrorOf(answer: FailedAnswer): StatusError {
  const media = (answer.contentType ?? '').split(';')[0]!.trim().toLowerCase()
  if (media === '' || media === 'application/json') {
    const status = parseStatus(answer.body)
    if (status !== undefined) return new StatusError(status)
  }
  const isText = media === '' || media.startsWith('text/')
  const text = Buffer.from(answer.body).subarray(0, 2048).toString('utf8').trim()
  return new StatusError(genericStatus(answer, isText ? text : 'unknown'))
}

function parseStatus(body: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    if (!isObject(parsed) || parsed['kind'] !== 'Status' || parsed['status'] !== 'Failure') return undefined
    return parsed
  } catch {
    return undefined
  }
}

const generic: Readonly<Record<number, readonly [reason: string, message: string]>> = {
  400: ['BadRequest', 'the server rejected our request for an unknown reason'],
  401: ['Unauthorized', 'the server has asked for the client to provide credentials'],
  404: ['NotFound', 'the server could not find the requested resource'],
  405: ['MethodNotAllowed', 'the server does not allow this method on the requested resource'],
  422: ['Invalid', 'the server rejected our request due to an error in our request'],
  429: ['TooManyRequests', 'the server has received too many requests and has asked us to try again later'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
  504: [
    'Timeout',
    'the server was unable to return a response in the time allotted, but may still be processing the request',
  ],
}

function reasonAndMessage(code: number, method: string, text: string): readonly [string, string] {
  switch (code) {
    case 409:
      return [method === 'POST' ? 'AlreadyExists' : 'Conflict', 'the server reported a conflict']
    case 403:
      return ['Forbidden', text]
    case 406:
      return [
        'NotAcceptable',
        text === '' || text === 'unknown'
          ? 'the server was unable to respond with a content type that the client supports'
          : text,
      ]
    case 415:
      return ['UnsupportedMediaType', text]
  }
  const known = generic[code]
  if (known !== undefined) return known
  if (code >= 500) {
    return [
      'InternalError',
      `an error on the server (${goQuote(text)}) has prevented the request from succeeding`,
    ]
  }
  return ['', `the server responded with the status code ${code} but did not return more information`]
}

function genericStatus(answer: FailedAnswer, text: string): Status {
  const {code, method, resource} = answer
  const [reason, base] = reasonAndMessage(code, method, text)
  let message = base
  if (resource !== undefined) {
    const qualified = resource.group === '' ? resource.resource : `${resource.resource}.${resource.group}`
    message += ` (${[method.toLowerCase(), qualified, resource.name].filter((part) => part !== '').join(' ')})`
  }
  const seconds = /^[+-]?\d+$/.test(answer.retryAfter ?? '') ? Number(answer.retryAfter) : 0
  return {
    status: 'Failure',
    code,
    reason,
    message,
    details: {
      ...(resource === undefined
        ? {}
        : {
            group: resource.group,
            kind: resource.resource,
            ...(resource.name === '' ? {} : {name: resource.name}),
          }),
      causes: [{reason: 'UnexpectedServerResponse', message: text}],
      ...(seconds === 0 ? {} : {retryAfterSeconds: seconds}),
    },
  }
}

/**
 * What an API path names: `/api/v1/namespaces/x/pods/y/log` is pod `y`. Undefined for paths that
 * name no resource (`/api`, `/version`), whose errors carry no resource in client-go either.
 */
export function resourceOfPath(path: string): RequestedResource | undefined {
  const parts = path.split('/').slice(1)
  const isCore = parts[0] === 'api'
  if (!isCore && parts[0] !== 'apis') return undefined
  const rest = parts.slice(isCore ? 2 : 3)
  const inNamespace =
    rest[0] === 'namespaces' && rest.length > 2 && !(rest[2] === 'finalize' || rest[2] === 'status')
  const [resource, name] = inNamespace ? rest.slice(2) : rest
  if (!resource) return undefined
  return {
    group: isCore ? '' : parts[1]!,
    resource,
    name: name === undefined ? '' : decodeURIComponent(name),
  }
}
