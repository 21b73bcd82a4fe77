import assert from 'node:assert/strict'
import {test} from 'node:test'
import {decodeBase64} from '../../../src/base/go-base64.ts'

// What Go's base64.StdEncoding.DecodeString says: undefined for success, else the byte it stops at.
const recorded: readonly (readonly [string, number | undefined])[] = [
  ['', undefined],
  ['QQ==', undefined],
  ['QQ=', 3],
  ['QQ', 0],
  ['Q', 0],
  ['QUI=', undefined],
  ['QUI==', 4],
  ['QQ==\n', undefined],
  ['Q\nQ==', undefined],
  ['QQ=\n=', undefined],
  ['QQ=\nA', 3],
  ['Q=', 1],
  ['=', 0],
  ['QQ==QQ==', 4],
  ['QQ==\nx', 5],
  ['QUJD QQ', 4],
  ['QUJDR', 4],
  ['Q-==', 1],
  ['QU=J', 2],
  ['====', 0],
  ['QUJDQQ=', 7],
  ['éQQ=', 0],
  ['QUJDQ\r\nQ==\r\n', undefined],
  ['QQ=A', 2],
]

for (const [text, stop] of recorded) {
  test(`${JSON.stringify(text)} ${stop === undefined ? 'decodes' : `fails at byte ${stop}`}`, () => {
    if (stop === undefined) {
      assert.deepEqual(Buffer.from(decodeBase64(text)), Buffer.from(text, 'base64'))
    } else {
      assert.throws(() => decodeBase64(text), {message: `illegal base64 data at input byte ${stop}`})
    }
  })
}
