import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {wrapDescription} from '../../../../../src/actions/explain/v2/wrap.ts'

// Expected lines are those of kubectl's formatter_test.go.
describe('wrapDescription', () => {
  it('gives a word that is too long a line of its own', () => {
    const text =
      "consectetur adipiscing elit. ThisIsAVeryLongWordThatDoesn'tFitOnALineOnItsOwn. Morbi at turpis faucibus, gravida"
    assert.deepEqual(wrapDescription(text, 30), [
      'consectetur adipiscing elit.',
      "ThisIsAVeryLongWordThatDoesn'tFitOnALineOnItsOwn.",
      'Morbi at turpis faucibus,',
      'gravida',
    ])
  })

  it('keeps empty lines, items, code and what follows a colon', () => {
    const text = [
      '',
      'This is an',
      'introductory paragraph',
      'that should end',
      'up on a continuous line.',
      '',
      'Example:',
      'Example text on its own line',
      '',
      'List:',
      '1.  Item with',
      ' wrapping text',
      '* Bullet item',
      ' with wrapping text',
      '- Dash item',
      ' with wrapping text',
      '',
      'base64(',
      '    code goes here',
      '    and here',
      ')',
    ].join('\n')
    assert.deepEqual(wrapDescription(text, 46), [
      'This is an introductory paragraph that should',
      'end up on a continuous line.',
      '',
      'Example:',
      'Example text on its own line',
      '',
      'List:',
      '1. Item with wrapping text',
      '* Bullet item with wrapping text',
      '- Dash item with wrapping text',
      '',
      'base64(',
      '    code goes here',
      '    and here',
      ')',
    ])
  })

  it('counts bytes', () => assert.deepEqual(wrapDescription('üü üü', 8), ['üü', 'üü']))
})
