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
])
/** How a browser hands a token to the API server, which has no other way to. */
const bearerProtocol = /(base64url\.bearer\.authorization\.k8s\.io\.)[^,\s]+/g
const knownSchemes = new Set(['bearer', 'basic', 'negotiate'])

/** A header's value for a log: client-go's maskValue for Authorization, and cookies and proxies' too. */
export function maskHeader(name: string, value: string): string {
  const lower = name.toLowerCase()
  if (credentialHeaders.has(lower)) return masked
  if (lower === 'location') return maskURL(value)
  if (lower === 'sec-websocket-protocol') return value.replace(bearerProtocol, `$1${masked}`)
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
    const masker = new Masker()
    const out = masker.mask(JSON.parse(body), sensitive ? 'Secret' : undefined)
    return masker.changed ? JSON.stringify(out) : body
  } catch {
    return masked
  }
}

type Fields = Readonly<Record<string, unknown>>

/** Copies JSON without the credentials in it. */
class Masker {
  changed = false

  /** `assumed`: the kind of an object that does not name one. */
  mask(value: unknown, assumed?: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.mask(item, assumed))
    if (!isObject(value)) return value
    const kind = typeof value['kind'] === 'string' ? value['kind'] : assumed
    // An operation of a JSON patch.
    if (assumed !== undefined && 'op' in value && 'value' in value) return this.hide(value, ['value'])
    const shown = this.hide(value, [...(secretFields[kind ?? ''] ?? []), lastApplied])
    const items = kind === 'SecretList' || (assumed !== undefined && kind === assumed) ? 'Secret' : undefined
    return Object.fromEntries(
      Object.entries(shown).map(([key, field]) => [
        key,
        this.mask(field, key === 'items' ? items : undefined),
      ]),
    )
  }

  /** The object with these fields masked; of an object in them the names stay. */
  private hide(value: Fields, names: readonly string[]): Fields {
    const out = {...value}
    for (const name of names) {
      const field = out[name]
      if (
        field === undefined ||
        field === null ||
        (name === lastApplied && typeof field === 'string' && !hint.test(field))
      )
        continue
      this.changed = true
      out[name] = isObject(field)
        ? Object.fromEntries(Object.keys(field).map((key) => [key, masked]))
        : masked
    }
    return out
  }
}
