import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseYAML, YamlError} from '../../../src/yaml/yaml-reader.ts'

/** Lists of aliases of lists of aliases; yaml.v2's own limit_test.go has the same. */
function bomb(levels: number, width: number): string {
  const lines = [`a: &a [${Array.from({length: width}, () => '"lol"').join(',')}]`]
  for (let level = 1; level < levels; level++) {
    const before = String.fromCharCode(96 + level)
    const name = String.fromCharCode(97 + level)
    lines.push(`${name}: &${name} [${Array.from({length: width}, () => `*${before}`).join(',')}]`)
  }
  return `${lines.join('\n')}\n`
}

test('alias bombs are refused before they go off', () => {
  assert.throws(() => parseYAML(bomb(9, 9)), new YamlError('yaml: document contains excessive aliasing'))
})

test('aliases within bounds are copies', () => {
  assert.deepEqual(parseYAML('a: &x {k: 1}\nb: *x\nc: {<<: *x, m: 2}\n'), {
    a: {k: 1},
    b: {k: 1},
    c: {k: 1, m: 2},
  })
})

test('a text nested without end is refused', () => {
  assert.throws(() => parseYAML('['.repeat(20_000)), /exceeded max depth of 10000/)
})

test('a key named __proto__ is a field and nothing else', () => {
  const value = parseYAML('__proto__: {polluted: true}\n<<: {__proto__: {polluted: 2}}\n')
  assert.equal(Object.getPrototypeOf(value), Object.prototype)
  assert.equal(JSON.stringify(value), '{"__proto__":{"polluted":2}}')
})

test('integers keep every digit of an int64', () => {
  assert.deepEqual(parseYAML('a: 9007199254740993\nb: -0x7fffffffffffffff\n'), {
    a: 9_007_199_254_740_993n,
    b: -9_223_372_036_854_775_807n,
  })
})
