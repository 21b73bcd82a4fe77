import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {wordWrap} from '../../../src/base/word-wrap.ts'

/** Text, limit and result, from mitchellh/go-wordwrap's own test. */
const cases: readonly (readonly [string, number, string])[] = [
  ['foo', 4, 'foo'],
  ['foobarbaz', 4, 'foobarbaz'],
  ['foo bar baz', 4, 'foo\nbar\nbaz'],
  ['foo bars bazzes', 4, 'foo\nbars\nbazzes'],
  ['fo sop', 4, 'fo\nsop'],
  ['foo bar\u00a0baz', 10, 'foo\nbar\u00a0baz'],
  ['foo\nb\t r\n baz', 4, 'foo\nb\t r\n baz'],
  ['foo    \nb   ar   ', 4, 'foo\nb\nar'],
  ['foo bar baz\n', 4, 'foo\nbar\nbaz\n'],
  ['\nfoo bar\n\n\nbaz\n', 4, '\nfoo\nbar\n\n\nbaz\n'],
  [
    ' This is a list: \n\n\t* foo\n\t* bar\n\n\n\t* baz  \nBAM    ',
    6,
    ' This\nis a\nlist: \n\n\t* foo\n\t* bar\n\n\n\t* baz\nBAM',
  ],
  ['\u2584 \u2584 \u2584 \u2584 ', 4, '\u2584 \u2584\n\u2584 \u2584 '],
]

describe('wordWrap', () => {
  for (const [text, limit, expected] of cases) {
    it(JSON.stringify(text), () => assert.equal(wordWrap(text, limit), expected))
  }

  it('leaves lines alone without a limit', () => assert.equal(wordWrap('a b c d', 0), 'a b c d'))
})
