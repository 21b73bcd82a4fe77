import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseLabelSelector} from '../../../src/api/label-selector.ts'

// The sentences are those of kubectl 1.37.2 (create --dry-run=client -l SELECTOR).
const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric " +
  "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

const refused: Record<string, string> = {
  'a b': "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
  '-x=1': `unable to parse requirement: <nil>: Invalid value: "-x": ${nameRule}`,
  'a=-': `unable to parse requirement: values[0][a]: Invalid value: "-": ${valueRule}`,
  'a in (b': "unable to parse requirement: found '', expected: ',' or ')'",
  'a>x': `unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
  ',': "found ',', expected: !, identifier, or 'end of string'",
  'a=b,': "found '', expected: identifier after ','",
  '()': "found '(', expected: !, identifier, or 'end of string'",
  'a in': "unable to parse requirement: found '' expected: '('",
  'a in b': "unable to parse requirement: found 'b' expected: '('",
}

for (const [selector, message] of Object.entries(refused)) {
  test(`refuses ${selector}`, () => {
    assert.throws(() => parseLabelSelector(selector), {message})
  })
}

// Matching per the table in apimachinery's labels.Requirement.Matches.
const labels = {a: '1', b: 'x', e: ''}
const matching: [selector: string, matches: boolean][] = [
  ['', true],
  ['a', true],
  ['c', false],
  ['!c', true],
  ['!a', false],
  ['a=1', true],
  ['a==1,b!=y', true],
  ['b in (x, y)', true],
  ['b notin (x,y)', false],
  ['c notin (x)', true],
  ['c!=x', true],
  ['a>0', true],
  ['a<1', false],
  ['b>0', false],
  ['e=', true],
  ['e in ()', true],
  ['b in (,x)', true],
  [' a = 1 , b = x ', true],
]

for (const [selector, matches] of matching) {
  test(`${selector || 'nothing'} ${matches ? 'matches' : 'does not match'}`, () => {
    assert.equal(parseLabelSelector(selector)(labels), matches)
  })
}
