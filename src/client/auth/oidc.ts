import {isObject} from '../../api/json.ts'
import {messageOf} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import {basicAuthorization, type CredentialOptions, type Credentials} from './credentials.ts'
import {encodeQuery, escapeQuery, parseOrigin} from '../server-url.ts'
import {Transport} from '../connection/transport.ts'

/** A token is renewed this many milliseconds before it ends. */
const expiryDelta = 10_000

type ProviderConfig = Readonly<Record<string, string>>

interface Answer {
  readonly status: string
  readonly ok: boolean
  readonly body: string
}

/**
 * OpenID Connect (client-go/plugin/pkg/client/auth/oidc): the id token of the kubeconfig while it is
 * valid, then a new one for the refresh token, written back through `persistAuthProvider`. Our own
 * rather than client-node's, whose requests refuse a private CA under Bun.
 */
export class OIDCCredentials implements Credentials {
  private config: ProviderConfig
  private readonly options: CredentialOptions
  private running: Promise<string> | undefined

  /** Throws when the stanza lacks what it must have. */
  constructor(config: ProviderConfig, options: CredentialOptions) {
    for (const key of ['idp-issuer-url', 'client-id'])
      if (!config[key]) throw new Error(`Must provide ${key}`)
    this.config = config
    this.options = options
  }

  async authorization(): Promise<string> {
    this.running ??= this.idToken().finally(() => (this.running = undefined))
    return `Bearer ${await this.running}`
  }

  private async idToken(): Promise<string> {
    const idToken = this.config['id-token']
    if (idToken && isValid(idToken, this.options.host.now())) return idToken
    const refreshToken = this.config['refresh-token']
    if (!refreshToken) throw new Error('No valid id-token, and cannot refresh without refresh-token')
    const endpoint = await this.tokenEndpoint()
    const granted = await this.refresh(endpoint, refreshToken).catch((error: unknown) => {
      throw new Error(`failed to refresh token: ${messageOf(error)}`)
    })
    const fresh = granted['id_token']
    if (typeof fresh !== 'string') {
      throw new Error(
        'token response did not contain an id_token, either the scope "openid" wasn\'t requested upon login, or the provider doesn\'t support id_tokens as part of the refresh response',
      )
    }
    const rotated = granted['refresh_token']
    await this.keep({
      ...this.config,
      'id-token': fresh,
      ...(typeof rotated === 'string' && rotated !== '' ? {'refresh-token': rotated} : {}),
    })
    return fresh
  }

  private async keep(config: ProviderConfig): Promise<void> {
    try {
      await this.options.persistAuthProvider?.(config)
    } catch (error) {
      throw new Error(`could not persist new tokens: ${messageOf(error)}`)
    }
    this.config = config
  }

  /** Asks the issuer where tokens are had (OpenID Connect Discovery section 4). */
  private async tokenEndpoint(): Promise<string> {
    const issuer = this.config['idp-issuer-url']!.replace(/\/$/, '')
    const {ok, status, body} = await this.request('GET', `${issuer}/.well-known/openid-configuration`)
    if (!ok) {
      const start = body.length > 80 ? `${body.slice(0, 80)}...` : body
      throw new Error(`oidc: failed to query metadata endpoint ${status}: ${goQuote(start)}`)
    }
    const metadata = parseObject(body, 'oidc: failed to decode provider discovery object')
    const endpoint = metadata['token_endpoint']
    if (typeof endpoint !== 'string' || endpoint === '') {
      throw new Error("oidc: discovery object doesn't contain a token_endpoint")
    }
    return endpoint
  }

  /** RFC 6749 section 6; the client's secret goes into the header, or into the form where that is refused. */
  private async refresh(endpoint: string, refreshToken: string): Promise<Readonly<Record<string, unknown>>> {
    const id = this.config['client-id']!
    const secret = this.config['client-secret'] ?? ''
    const form = {grant_type: 'refresh_token', refresh_token: refreshToken}
    const authorization = basicAuthorization(escapeQuery(id), escapeQuery(secret))
    let answer = await this.request('POST', endpoint, form, {Authorization: authorization})
    if (!answer.ok) {
      answer = await this.request('POST', endpoint, {
        ...form,
        client_id: id,
        ...(secret === '' ? {} : {client_secret: secret}),
      })
    }
    if (!answer.ok) throw new Error(refusal(answer))
    const granted = parseObject(answer.body, 'oauth2: cannot parse json')
    if (!granted['access_token']) throw new Error('oauth2: server response missing access_token')
    return granted
  }

  private async request(
    method: 'GET' | 'POST',
    url: string,
    form?: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const ca = this.config['idp-certificate-authority-data']
    const caFile = this.config['idp-certificate-authority']
    const {host} = this.options
    try {
      const server = parseOrigin(url)
      const tls = {
        insecure: false,
        ...(ca ? {caData: Buffer.from(ca, 'base64')} : {}),
        ...(caFile ? {caFile} : {}),
      }
      const transport = new Transport({config: {tls}, server, host, maxInFlight: 1})
      const response = await transport.pool.exchange({
        method,
        target: url.slice(server.origin.length) || '/',
        authority: server.authority,
        headers: {
          ...headers,
          ...(form === undefined ? {} : {'Content-Type': 'application/x-www-form-urlencoded'}),
          Connection: 'close',
        },
        ...(form === undefined ? {} : {body: Buffer.from(encodeQuery(form))}),
        signal: host.signal,
      })
      const chunks: Uint8Array[] = []
      for await (const chunk of response.body) chunks.push(chunk)
      const ok = response.status >= 200 && response.status < 300
      return {ok, status: response.statusText, body: Buffer.concat(chunks).toString('utf8')}
    } catch (error) {
      const {goErrorText} = await import('../go-error.ts')
      const verb = method === 'GET' ? 'Get' : 'Post'
      throw new Error(`${verb} ${goQuote(url)}: ${await goErrorText(error)}`)
    }
  }
}

function parseObject(text: string, what: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch (error) {
    throw new Error(`${what}: ${messageOf(error)}`)
  }
}

/** golang.org/x/oauth2's RetrieveError. */
function refusal({status, body}: Answer): string {
  try {
    const value: unknown = JSON.parse(body)
    if (isObject(value) && typeof value['error'] === 'string') {
      const description = value['error_description']
      const uri = value['error_uri']
      return `oauth2: ${goQuote(value['error'])}${typeof description === 'string' ? ` ${goQuote(description)}` : ''}${typeof uri === 'string' ? ` ${goQuote(uri)}` : ''}`
    }
  } catch {
    // Not JSON: the whole body is shown.
  }
  return `oauth2: cannot fetch token: ${status}\nResponse: ${body}`
}

/** Whether the JWT has more than ten seconds to live. Throws for what is no JWT. */
function isValid(idToken: string, now: number): boolean {
  const parts = idToken.split('.')
  if (parts.length !== 3) throw new Error('ID Token is not a valid JWT')
  const claims = parseObject(Buffer.from(parts[1]!, 'base64url').toString('utf8'), 'parsing claims')
  return now + expiryDelta < Number(claims['exp'] ?? 0) * 1000
}
