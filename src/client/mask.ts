import {isObject} from '../api/json.ts'

/** What stands for a credential in a log. */
export const masked = '<masked>'

const secretQuery = /([?&;](?:[a-z_-]*token|code|client_secret|password|assertion|sig|signature)=)[^&#]*/gi

/** A URL without the credentials that it may carry: passwords, and tokens in the query. */
export function maskURL(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@?#]*@/i, `$1${masked}@`)
    .replace(secretQuery, `$1${masked}`)
}

const credentialHeaders = new Set([
  'cookie',
  'set-cookie',
  'proxy-authorization',
  'x-auth-token',
  'x-api-key',
  'sec-websocket-protocol',
])
const knownSchemes = new Set(['bearer', 'basic', 'negotiate'])

/** A header's value for a log: client-go's maskValue for Authorization, and cookies and proxies' too. */
export function maskHeader(name: string, value: string): string {
  const lower = name.toLowerCase()
  if (credentialHeaders.has(lower)) return masked
  if (lower === 'location') return maskURL(value)
  if (lower !== 'authorization' || value === '') return value
  const space = value.indexOf(' ')
  const scheme = space > 0 ? value.slice(0, space) : value
  if (!knownSchemes.has(scheme.toLowerCase())) return masked
  return value.length > scheme.length + 1 ? `${scheme} ${masked}` : scheme
}

/** Fields that hold credentials, by the kind of the object they are in. */
const secretFields: Readonly<Record<string, readonly string[]>> = {
  Secret: ['data', 'stringData'],
  TokenRequest: ['status'],
  TokenReview: ['spec'],
  ExecCredential: ['status'],
}
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'
const hint = /Secret|TokenRe|ExecCredential|last-applied/

/**
 * A request's or answer's body for a log, with the values of Secrets and tokens masked. `path` is the
 * request's: a body that says nothing of its kind (a patch) is judged by it.
 */
export function maskBody(path: string, body: string): string {
  const sensitive = /\/(?:secrets|token|tokenreviews)(?:[/?]|$)/.test(path)
  if (body === '' || (!sensitive && !hint.test(body))) return body
  try {
    const value: unknown = JSON.parse(body)
    const state = {changed: false}
    const out = maskValue(
      value,
      sensitive && isObject(value) && value['kind'] !== 'Status' ? 'Secret' : undefined,
      state,
    )
    return state.changed ? JSON.stringify(out) : body
  } catch {
    return masked
  }
}

function maskValue(value: unknown, assumedKind: string | undefined, state: {changed: boolean}): unknown {
  if (Array.isArray(value)) {
    // The items of a SecretList and the operations of a JSON patch do not repeat the kind.
    return value.map((item) =>
      maskValue(
        assumedKind !== undefined && isObject(item) && 'op' in item ? hideOperation(item, state) : item,
        assumedKind,
        state,
      ),
    )
  }
  if (!isObject(value)) return value
  const kind = typeof value['kind'] === 'string' ? value['kind'] : assumedKind
  const fields = secretFields[kind ?? ''] ?? []
  const inner =
    kind === 'SecretList' || (assumedKind !== undefined && 'items' in value) ? 'Secret' : undefined
  const out: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(value)) {
    if (
      (fields.includes(key) && field !== undefined && field !== null) ||
      (key === lastApplied && hint.test(String(field)))
    ) {
      out[key] = isObject(field) ? hideValues(field) : masked
      state.changed = true
    } else {
      out[key] = maskValue(field, key === 'items' ? inner : undefined, state)
    }
  }
  return out
}

function hideValues(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.keys(fields).map((key) => [key, masked]))
}

function hideOperation(
  operation: Readonly<Record<string, unknown>>,
  state: {changed: boolean},
): Record<string, unknown> {
  if (!('value' in operation)) return operation
  state.changed = true
  return {...operation, value: masked}
}
