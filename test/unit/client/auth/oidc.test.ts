import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {writeFileSync} from 'node:fs'
import {Logger} from '../../../../src/base/logger.ts'
import {MemoryOutput, memoryInput} from '../../../../src/base/io.ts'
import {credentialsOf} from '../../../../src/client/auth/open-credentials.ts'
import {OIDCCredentials} from '../../../../src/client/auth/oidc.ts'
import {makePKI, type PKI} from '../../../support/pki.ts'
import {answerOf, type RawServer, tlsServer} from '../../../support/raw-server.ts'
import {runtimes} from '../../../support/runtimes.ts'

let pki: PKI
let issuer: RawServer
/** What the token endpoint answers, by turns. */
let grants: string[]
before(async () => {
  pki = makePKI()
  issuer = await tlsServer(pki, (socket, request) => {
    if (request.startsWith('GET /realm/.well-known/openid-configuration ')) {
      socket.write(
        answerOf('200 OK', JSON.stringify({token_endpoint: `https://127.0.0.1:${issuer.port}/token?x=1`})),
      )
    } else if (request.startsWith('POST /token?x=1 ')) {
      socket.write(grants.length > 1 ? grants.shift()! : grants[0]!)
    } else {
      socket.write(answerOf('404 Not Found', 'x'.repeat(100)))
    }
  })
})
after(async () => {
  await issuer.close()
  pki.remove()
})

const jwt = (exp: number, mark = ''): string =>
  `h.${Buffer.from(JSON.stringify({exp, mark})).toString('base64url')}.s`
const now = Date.parse('2026-11-24T02:00:00Z')
const fresh = jwt(now / 1000 + 3600, 'fresh')
const over = jwt(now / 1000 + 9, 'over')

function options(persist?: (config: Readonly<Record<string, string>>) => Promise<void>) {
  const [out, errOut] = [new MemoryOutput(), new MemoryOutput()]
  return {
    host: {
      io: {in: memoryInput(''), out, errOut},
      env: {},
      cwd: '/',
      home: '/',
      platform: process.platform,
      now: () => now,
      signal: new AbortController().signal,
    },
    logger: new Logger(0, errOut, () => now),
    certificateChanged: () => {},
    persistAuthProvider: persist,
  }
}

function stanza(more: Record<string, string> = {}): Record<string, string> {
  return {
    'idp-issuer-url': `https://127.0.0.1:${issuer.port}/realm/`,
    'client-id': 'me',
    'client-secret': 's e',
    'idp-certificate-authority': pki.file('ca.crt'),
    ...more,
  }
}

describe('OpenID Connect', () => {
  it('uses the id token while it lives ten seconds more', async () => {
    const oidc = new OIDCCredentials(stanza({'id-token': fresh}), options())
    assert.equal(await oidc.authorization(), `Bearer ${fresh}`)
    assert.equal(issuer.requests.length, 0)
  })

  it('gets a new one for the refresh token, once, and keeps both', async () => {
    grants = [answerOf('200 OK', JSON.stringify({access_token: 'a', id_token: fresh, refresh_token: 'next'}))]
    const kept: unknown[] = []
    const config = stanza({'id-token': over, 'refresh-token': 'r/1'})
    const oidc = new OIDCCredentials(
      config,
      options(async (changed) => void kept.push(changed)),
    )
    assert.deepEqual(await Promise.all([oidc.authorization(), oidc.authorization()]), [
      `Bearer ${fresh}`,
      `Bearer ${fresh}`,
    ])
    assert.equal(await oidc.authorization(), `Bearer ${fresh}`)
    assert.deepEqual(kept, [{...config, 'id-token': fresh, 'refresh-token': 'next'}])
    const post = issuer.requests.filter((request) => request.startsWith('POST'))
    assert.equal(post.length, 1)
    // golang.org/x/oauth2 escapes both before it joins them (RFC 6749 section 2.3.1).
    assert.ok(post[0]!.includes(`Authorization: Basic ${Buffer.from('me:s+e').toString('base64')}`))
    assert.ok(post[0]!.endsWith('\r\n\r\ngrant_type=refresh_token&refresh_token=r%2F1'))
  })

  it('says who the client is in the form where the header is refused', async () => {
    grants = [
      answerOf('401 Unauthorized'),
      answerOf('200 OK', JSON.stringify({access_token: 'a', id_token: fresh})),
    ]
    const oidc = new OIDCCredentials(stanza({'refresh-token': 'r'}), options())
    assert.equal(await oidc.authorization(), `Bearer ${fresh}`)
    assert.match(
      issuer.requests.at(-1)!,
      /client_id=me&client_secret=s\+e&grant_type=refresh_token&refresh_token=r$/,
    )
  })

  it("fails in client-go's words", async () => {
    const failure = (config: Record<string, string>) => new OIDCCredentials(config, options()).authorization()
    // oidc.go and golang.org/x/oauth2's RetrieveError; the first two are what kubectl 1.37.2 printed.
    await assert.rejects(
      failure(stanza()),
      /^Error: No valid id-token, and cannot refresh without refresh-token$/,
    )
    await assert.rejects(failure(stanza({'id-token': 'a.b'})), /^Error: ID Token is not a valid JWT$/)
    assert.throws(() => new OIDCCredentials({}, options()), /^Error: Must provide idp-issuer-url$/)
    grants = [answerOf('400 Bad Request', '{"error":"invalid_grant","error_description":"gone"}')]
    const refresh = stanza({'refresh-token': 'r'})
    await assert.rejects(failure(refresh), /^Error: failed to refresh token: oauth2: "invalid_grant" "gone"$/)
    grants = [answerOf('500 Oops', 'boom')]
    await assert.rejects(
      failure(refresh),
      /^Error: failed to refresh token: oauth2: cannot fetch token: 500 Oops\nResponse: boom$/,
    )
    grants = [answerOf('200 OK', '{"access_token":"a"}')]
    await assert.rejects(
      failure(refresh),
      /^Error: token response did not contain an id_token, either the scope/,
    )
    const elsewhere = stanza({
      'refresh-token': 'r',
      'idp-issuer-url': `https://127.0.0.1:${issuer.port}/other`,
    })
    await assert.rejects(
      failure(elsewhere),
      /^Error: oidc: failed to query metadata endpoint 404 Not Found: "x{80}\.\.\."$/,
    )
    const stranger = stanza({'refresh-token': 'r', 'idp-certificate-authority': pki.file('stranger.crt')})
    await assert.rejects(failure(stranger), /certificate signed by unknown authority/)
  })

  it('is the only auth provider left', async () => {
    const base = {host: 'https://x', tls: {insecure: false}, timeout: 0}
    const of = (name: string) => credentialsOf({...base, authProvider: {name, config: {}}}, options())
    await assert.rejects(
      of('gcp'),
      /^Error: The gcp auth plugin has been removed\.\nPlease use the "gke-gcloud-auth-plugin"/,
    )
    await assert.rejects(of('azure'), /^Error: The azure auth plugin has been removed\./)
    await assert.rejects(of('x'), /^Error: no Auth Provider found for name "x"$/)
  })

  for (const [runtime, run] of Object.entries(runtimes)) {
    it(`carries requests (${runtime})`, async () => {
      const far = jwt(Date.now() / 1000 + 3600)
      grants = [answerOf('200 OK', JSON.stringify({access_token: 'a', id_token: far}))]
      const server = await tlsServer(pki, (socket, request) => {
        socket.write(
          request.includes(`Bearer ${far}\r\n`) ? answerOf('200 OK', 'hello') : answerOf('401 Unauthorized'),
        )
      })
      const tls = {insecure: false, caFile: pki.file('ca.crt')}
      const authProvider = {name: 'oidc', config: stanza({'refresh-token': 'r'})}
      const [result] = await run([
        {config: {host: `https://127.0.0.1:${server.port}`, tls, timeout: 0, authProvider}},
      ])
      await server.close()
      assert.deepEqual(result, {out: 'hello', err: ''})
    })
  }
})

describe('token files', () => {
  it('are read again after a minute, and the last token stays when they are gone', async () => {
    const file = pki.file('token')
    writeFileSync(file, ' one \n')
    let time = now
    const base = options()
    const {host} = base
    const config = {
      host: 'https://x',
      tls: {insecure: false},
      timeout: 0,
      bearerTokenFile: file,
      bearerToken: 'given',
    }
    const credentials = await credentialsOf(config, {...base, host: {...host, now: () => time}})
    assert.equal(await credentials.authorization(), 'Bearer one')
    writeFileSync(file, 'two')
    assert.equal(await credentials.authorization(), 'Bearer one')
    time += 61_000
    assert.equal(await credentials.authorization(), 'Bearer two')
    writeFileSync(file, '')
    time += 61_000
    assert.equal(await credentials.authorization(), 'Bearer two')
  })

  it('must be there when there is no other token', async () => {
    const config = {host: 'https://x', tls: {insecure: false}, timeout: 0, bearerTokenFile: '/nosuch'}
    await assert.rejects(
      credentialsOf(config, options()),
      /^Error: failed to read token file "\/nosuch": open \/nosuch: no such file or directory$/,
    )
    const both = {...config, bearerToken: 'x', username: 'u'}
    await assert.rejects(
      credentialsOf(both, options()),
      /^Error: username\/password or bearer token may be set, but not both$/,
    )
  })
})
