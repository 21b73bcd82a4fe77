import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {Logger} from '../../../src/base/logger.ts'
import {MemoryOutput} from '../../../src/base/io.ts'
import {maskBody, maskHeader, maskURL} from '../../../src/client/mask.ts'
import {Trace} from '../../../src/client/trace.ts'

describe('credentials in a log', () => {
  it('are masked in headers as client-go masks them', () => {
    // client-go transport/round_trippers_test.go TestMaskValue.
    const rows: readonly [key: string, value: string, expected: string][] = [
      ['Authorization', 'Basic YWxhZGRpbjpvcGVuc2VzYW1l', 'Basic <masked>'],
      ['Authorization', 'Bearer', 'Bearer'],
      ['Authorization', 'Bearer ', 'Bearer'],
      ['Authorization', 'Bearer THISISSECRET', 'Bearer <masked>'],
      ['Authorization', 'Negotiate THISISSECRET', 'Negotiate <masked>'],
      ['Authorization', 'basic a b', 'basic <masked>'],
      ['Authorization', 'THISISSECRET', '<masked>'],
      ['Authorization', 'VOID x', '<masked>'],
      ['Authorization', '', ''],
      ['authorization', 'Bearer x', 'Bearer <masked>'],
      ['Cookie', 'session=x', '<masked>'],
      ['Set-Cookie', 'session=x', '<masked>'],
      ['Proxy-Authorization', 'Basic x', '<masked>'],
      ['Accept', 'application/json', 'application/json'],
      ['Sec-WebSocket-Protocol', 'v5.channel.k8s.io', 'v5.channel.k8s.io'],
      [
        'Sec-WebSocket-Protocol',
        'base64url.bearer.authorization.k8s.io.U0VDUkVU, v5.channel.k8s.io',
        'base64url.bearer.authorization.k8s.io.<masked>, v5.channel.k8s.io',
      ],
    ]
    for (const [key, value, expected] of rows)
      assert.equal(maskHeader(key, value), expected, `${key}: ${value}`)
  })

  it('are masked in addresses', () => {
    assert.equal(
      maskURL('https://u:p@h/x?limit=5&token=abc&access_token=d#e'),
      'https://<masked>@h/x?limit=5&token=<masked>&access_token=<masked>#e',
    )
    assert.equal(maskURL('https://h/api/v1/pods?continue=abc'), 'https://h/api/v1/pods?continue=abc')
  })

  it('are masked in bodies', () => {
    const secret = {kind: 'Secret', metadata: {name: 'x'}, data: {a: 'c2VjcmV0'}, stringData: {b: 'hidden'}}
    const hidden = {kind: 'Secret', metadata: {name: 'x'}, data: {a: '<masked>'}, stringData: {b: '<masked>'}}
    const mask = (path: string, value: unknown): unknown => JSON.parse(maskBody(path, JSON.stringify(value)))
    assert.deepEqual(mask('/api/v1/namespaces/x/secrets', secret), hidden)
    assert.deepEqual(mask('/anything', {kind: 'List', items: [secret, {kind: 'Pod', data: {a: 'b'}}]}), {
      kind: 'List',
      items: [hidden, {kind: 'Pod', data: {a: 'b'}}],
    })
    assert.deepEqual(mask('/api/v1/secrets', {kind: 'SecretList', items: [{data: {a: 'c2VjcmV0'}}]}), {
      kind: 'SecretList',
      items: [{data: {a: '<masked>'}}],
    })
    assert.deepEqual(mask('/watch', {type: 'ADDED', object: secret}), {type: 'ADDED', object: hidden})
    assert.deepEqual(mask('/table', {kind: 'Table', rows: [{object: secret}]}), {
      kind: 'Table',
      rows: [{object: hidden}],
    })
    // Patches say nothing of their kind.
    assert.deepEqual(mask('/api/v1/namespaces/x/secrets/y', {data: {a: 'c2VjcmV0'}}), {data: {a: '<masked>'}})
    assert.deepEqual(
      mask('/api/v1/namespaces/x/secrets/y', [{op: 'add', path: '/data/a', value: 'c2VjcmV0'}]),
      [{op: 'add', path: '/data/a', value: '<masked>'}],
    )
    assert.equal(maskBody('/api/v1/namespaces/x/secrets/y', 'data: {a: c2VjcmV0}'), '<masked>')
    const last = {'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secret)}
    assert.doesNotMatch(
      maskBody('/x', JSON.stringify({kind: 'Secret', metadata: {annotations: last}})),
      /c2VjcmV0|hidden/,
    )
    assert.deepEqual(
      mask('/api/v1/namespaces/x/serviceaccounts/y/token', {kind: 'TokenRequest', status: {token: 't'}}),
      {
        kind: 'TokenRequest',
        status: {token: '<masked>'},
      },
    )
    const failure = '{"kind":"Status","message":"secrets \\"x\\" not found"}'
    assert.equal(maskBody('/api/v1/namespaces/x/secrets/x', failure), failure)
    const exact = '{"kind":"Pod","n":9007199254740993}'
    assert.equal(maskBody('/api/v1/pods', exact), exact)
  })
})

describe('-v', () => {
  const trace = (verbosity: number): string => {
    const out = new MemoryOutput()
    const time = new Date(2026, 10, 24, 2, 3, 4, 5).getTime()
    const one = new Trace(new Logger(verbosity, out, () => time))
    one.body('Request Body', '/api', '')
    const done = one.start('GET', 'https://h/api?token=x', {Accept: 'a', Authorization: 'Bearer x'})
    const opened = {dnsLookup: 0, dial: 0, tlsHandshake: 0}
    done({
      status: 200,
      statusText: '200 OK',
      headers: {'audit-id': 'b', 'transfer-encoding': 'chunked'},
      body: Object.assign((async function* () {})(), {over: Promise.resolve()}),
      opened,
    })
    one.body('Response Body', '/api', '{"a":1}\n')
    return out.text
      .replaceAll(/^(.)1124 02:03:04\.005000 +\d+ /gm, '$1 ')
      .replaceAll(/illiseconds=\d+/g, 'illiseconds=0')
  }
  const request = 'verb="GET" url="https://h/api?token=<masked>"'
  const headers = ' headers=<\n\tAccept: a\n\tAuthorization: Bearer <masked>\n >'
  const answerHeaders = ' headers=<\n\tAudit-Id: b\n >'

  // The shape of kubectl 1.37.2's lines for `get --raw /api`, with these values.
  it('6 gives one line', () => {
    assert.equal(trace(6), `I round_trippers.go:632] "Response" ${request} status="200 OK" milliseconds=0\n`)
    assert.equal(trace(5), '')
  })
  it('7 adds what was asked, 8 what was answered', () => {
    const first = `I round_trippers.go:527] "Request" ${request}${headers}\n`
    assert.equal(trace(7), `${first}I round_trippers.go:632] "Response" status="200 OK" milliseconds=0\n`)
    assert.equal(
      trace(8),
      `I request.go:1305] "Request Body" body=""\n${first}I round_trippers.go:632] "Response" status="200 OK"${answerHeaders} milliseconds=0\nI request.go:1305] "Response Body" body=<\n\t{"a":1}\n >\n`,
    )
  })
  it('9 gives a curl command and times', () => {
    const curl = `curlCommand=<\n\tcurl -v -XGET  -H "Accept: a" -H "Authorization: Bearer <masked>" 'https://h/api?token=<masked>'\n >`
    const times =
      'milliseconds=0 dnsLookupMilliseconds=0 dialMilliseconds=0 tlsHandshakeMilliseconds=0 serverProcessingMilliseconds=0'
    const lines = trace(9)
    assert.ok(
      lines.includes(
        `I round_trippers.go:527] "Request" ${curl}\nI round_trippers.go:632] "Response" ${request} status="200 OK"${answerHeaders} ${times}\n`,
      ),
      lines,
    )
  })
})
