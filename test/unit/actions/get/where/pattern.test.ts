import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {linearPattern} from '../../../../../src/actions/get/where/pattern.ts'

/** Patterns of which JavaScript and RE2 have the same opinion. */
const {pattern} = fc.letrec<{pattern: string}>((tie) => ({
  pattern: fc.oneof(
    {maxDepth: 4},
    fc.constantFrom(
      'a',
      'b',
      'c',
      '.',
      '\\d',
      '\\w',
      '\\S',
      '\\.',
      '[ab]',
      '[^a]',
      '[a-c1-3_-]',
      '^',
      '$',
      '\\b',
      '\\B',
    ),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => one + other),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?'))
      .map(([part, count]) => `(${part})${count}`),
  ),
}))
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '1', '_', '-', ' ', '.', 'é'),
  maxLength: 10,
})

test('finds what JavaScript finds', () => {
  fc.assert(
    fc.property(pattern, text, fc.boolean(), (source, subject, ignoresCase) => {
      const expected = new RegExp(source, ignoresCase ? 'iu' : 'u').test(subject)
      assert.equal(linearPattern(ignoresCase ? `(?i)${source}` : source)(subject), expected)
    }),
    {numRuns: 2000},
  )
})

test('a character is a code point', () => assert.ok(linearPattern('^.{2}[😀-😂]$')('a😀😁')))

test('case is ignored when asked', () => {
  assert.ok(linearPattern('(?i)^ÄRGER$')('ärger'))
  assert.ok(!linearPattern('^running$')('Running'))
})

test('no pattern takes long', () => {
  const subject = 'a'.repeat(5000)
  for (const source of [
    '(a+)+$b',
    '(a*)*b',
    '(a|aa)+$b',
    '(.*)*(.*)*x',
    '(a?){50}a{50}b',
    '((((a*)*)*)*)*b',
  ]) {
    const start = performance.now()
    assert.equal(linearPattern(source)(subject), false, source)
    assert.ok(performance.now() - start < 5000, source)
  }
})

for (const [source, message] of [
  ['(', 'a ( is never closed'],
  [')', 'a ) closes nothing'],
  ['[a', 'a [ is never closed'],
  ['[b-a]', 'a range in brackets is not in order'],
  ['*', 'nothing stands before *'],
  ['a**', 'a count follows a count'],
  ['a{3,2}', 'the count {3,2} cannot be'],
  ['(a)\\1', '\\1 is not known'],
  ['(?=a)', 'of groups with (? only (?: is known, and (?i) at the start'],
  ['a\\', 'it ends with a backslash'],
] as const) {
  test(`refuses ${source}`, () => {
    assert.throws(() => linearPattern(source), {
      message: `the pattern ${JSON.stringify(source)} cannot be read: ${message}`,
    })
  })
}

test('a pattern that would grow beyond measure is refused', () => {
  assert.throws(() => linearPattern('((a{100}){100}){100}'), /is too large/)
  assert.throws(() => linearPattern('('.repeat(100_000)), /too deeply nested/)
})
