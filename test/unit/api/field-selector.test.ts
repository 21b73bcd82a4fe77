import assert from 'node:assert/strict'
import {test} from 'node:test'
import {canonicalFieldSelector} from '../../../src/api/field-selector.ts'

// From the tables of apimachinery's fields/selector_test.go, and what its code does with them.
const canonical: Record<string, string> = {
  '': '',
  ',': '',
  '=': '',
  'x=a,y=b,z=c': 'x=a,y=b,z=c',
  'z=c,x=a': 'x=a,z=c',
  'x==a': 'x=a',
  'x!=a,y=b': 'x!=a,y=b',
  'x=': 'x=',
  '=x': '=x',
  'x=a||y=b': 'error: invalid field selector: unescaped character in value: 61',
  'x==a==b': 'error: invalid field selector: unescaped character in value: 61',
  'x=\\=\\,\\\\': 'x=\\=\\,\\\\',
  'x=a\\,b,a=b': 'a=b,x=a\\,b',
  'x=\\a': 'error: invalid field selector: invalid escape sequence: \\a',
  'x=a\\': 'error: invalid field selector: invalid escape sequence: \\',
  nope: "error: invalid selector: 'nope'; can't understand 'nope'",
  'a=b,nope': "error: invalid selector: 'a=b,nope'; can't understand 'nope'",
}

for (const [selector, expected] of Object.entries(canonical)) {
  test(`the field selector ${JSON.stringify(selector)}`, () => {
    if (expected.startsWith('error: ')) {
      assert.throws(() => canonicalFieldSelector(selector), {message: expected.slice('error: '.length)})
    } else {
      assert.equal(canonicalFieldSelector(selector), expected)
    }
  })
}
