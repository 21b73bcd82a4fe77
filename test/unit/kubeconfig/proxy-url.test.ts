import assert from 'node:assert/strict'
import {test} from 'node:test'
import {checkProxyURL} from '../../../src/kubeconfig/proxy-url.ts'

// The scheme that Go's url.Parse finds, undefined where it fails.
const recorded: readonly (readonly [string, string | undefined])[] = [
  ['', ''],
  ['http://x', 'http'],
  ['HTTP://x', 'http'],
  ['socks5://u:p@h:1080/', 'socks5'],
  ['http://[::1]:80', 'http'],
  ['http://[::1', undefined],
  ['http://[fe80::1%25en0]:80', 'http'],
  ['http://a b', undefined],
  ['http://a:b', undefined],
  ['http://a:', 'http'],
  ['http://h:80:90', undefined],
  ['%zz', undefined],
  ['http://h/%zz', undefined],
  ['http://h/%41', 'http'],
  ['http://%41', undefined],
  ['http://%zz', undefined],
  ['a_b://x', undefined],
  ['1a://x', undefined],
  ['x', ''],
  ['x/y:z', ''],
  ['x:y', 'x'],
  ['//h:80', ''],
  ['//h:b', undefined],
  ['/p:q', ''],
  [':80', undefined],
  ['http:opaque', 'http'],
  ['http:/p', 'http'],
  ['http://h?%zz', 'http'],
  ['http://h#%zz', undefined],
  ['http://h#%41', 'http'],
  ['http://us er@h', undefined],
  ['http://u%zz@h', undefined],
  ['http://\u007fh', undefined],
  ['http://h/\t', undefined],
  ['ht tp://x', undefined],
  ['http://a<b', 'http'],
  ['http://a"b', 'http'],
  ['http://a\\b', undefined],
  ['http://a^b', undefined],
  ['http://{h}', undefined],
  ['http://é', 'http'],
  ['mailto:a@b', 'mailto'],
  ['http://h:99999', 'http'],
  ['a+b-c.d://x', 'a+b-c.d'],
  ['http://u:p@', 'http'],
  ['http://@h', 'http'],
  ['http://a|b', undefined],
]

for (const [url, scheme] of recorded) {
  test(`${JSON.stringify(url)} ${scheme === undefined ? 'does not parse' : `has the scheme "${scheme}"`}`, () => {
    const message =
      scheme === undefined
        ? `could not parse: ${url}`
        : `unsupported scheme "${scheme}", must be http, https, or socks5`
    if (scheme === 'http' || scheme === 'https' || scheme === 'socks5') assert.equal(checkProxyURL(url), url)
    else assert.throws(() => checkProxyURL(url), {message})
  })
}
