import {equal} from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {test} from 'node:test'
import {humanDuration, shortHumanDuration} from '../../../src/base/duration.ts'

/** Milliseconds, HumanDuration, ShortHumanDuration: recorded from apimachinery v0.37.2 (util/duration). */
const corpus = JSON.parse(readFileSync(new URL('duration-corpus.json', import.meta.url), 'utf8')) as [
  number,
  string,
  string,
][]

test('durations read as kubectl shows them', () => {
  equal(corpus.length > 100, true)
  for (const [milliseconds, human, short] of corpus) {
    equal(humanDuration(milliseconds), human, `${milliseconds} ms`)
    equal(shortHumanDuration(milliseconds), short, `${milliseconds} ms, short`)
  }
})
