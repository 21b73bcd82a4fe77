import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {type Expression, parseWhere, WhereError} from '../../../../../src/actions/get/where/expression.ts'

const operators = ['=', '!=', '<', '<=', '>', '>=', '=~', '!~'] as const

/** The expression in as few words as the text allows, to compare by eye. */
function shown(expression: Expression): string {
  if (expression.type === 'comparison')
    return `${expression.column} ${expression.operator} ${expression.value}`
  if (expression.type === 'not') return `!(${shown(expression.operand)})`
  return `(${shown(expression.left)} ${expression.type} ${shown(expression.right)})`
}

for (const [text, expected] of [
  ['STATUS!=Running', 'STATUS != Running'],
  ['a==b', 'a = b'],
  ['a = 1 || b > 2 && !c<3', '(a = 1 or (b > 2 and !(c < 3)))'],
  ['(a=1||b=2)&&c=3', '((a = 1 or b = 2) and c = 3)'],
  [`"NOMINATED NODE" = 'it\\'s "x"'`, `NOMINATED NODE = it's "x"`],
  ['READY=1/2', 'READY = 1/2'],
  ['IMAGES=~nginx:1.*', 'IMAGES =~ nginx:1.*'],
  ['PORT(S)=~"80"', undefined],
  ['"PORT(S)"=~"80|443"', 'PORT(S) =~ 80|443'],
  ['NODE=<none>', undefined],
  ["NODE='<none>'", 'NODE = <none>'],
  ['!!a=1', '!(!(a = 1))'],
  ['LABELS=app&x|y', 'LABELS = app&x|y'],
  ["a=''", 'a = '],
] as const) {
  test(`reads ${text}`, () => {
    if (expected === undefined) assert.throws(() => parseWhere(text), WhereError)
    else assert.equal(shown(parseWhere(text)), expected)
  })
}

for (const [text, message] of [
  ['', 'expected a column after this\n  \n  ^'],
  ['STATUS', 'expected a comparison: = != < <= > >= =~ !~\n  STATUS\n        ^'],
  ['STATUS=', 'expected a value after this\n  STATUS=\n         ^'],
  ['a=1 b=2', 'expected && or || before b\n  a=1 b=2\n      ^'],
  ['(a=1', 'this ( is never closed\n  (a=1\n  ^'],
  ['a=1)', 'this ) closes nothing\n  a=1)\n     ^'],
  ['a="x', 'this quote is never closed\n  a="x\n    ^'],
  ['a=1 & b=2', 'expected && or || before &\n  a=1 & b=2\n      ^'],
  ['=1', 'expected a column before =\n  =1\n  ^'],
] as const) {
  test(`points at what is wrong in ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseWhere(text), {name: 'WhereError', message: `--where: ${message}`})
  })
}

const operand = fc.oneof(fc.stringMatching(/^[A-Za-z0-9/.:%_-]{1,8}$/), fc.string({maxLength: 6}))
const quoted = (text: string): string =>
  /^[A-Za-z0-9/.:%_-]+$/.test(text) ? text : `"${text.replaceAll(/["'\\]/g, '\\$&')}"`
const {expression} = fc.letrec<{expression: {text: string; shown: string}}>((tie) => ({
  expression: fc.oneof(
    {maxDepth: 4},
    fc.tuple(operand, fc.constantFrom(...operators), operand).map(([column, operator, value]) => ({
      text: `${quoted(column)}${operator}${quoted(value)}`,
      shown: `${column} ${operator} ${value}`,
    })),
    tie('expression').map((inner) => ({text: `!(${inner.text})`, shown: `!(${inner.shown})`})),
    fc
      .tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('expression'))
      .map(([left, word, right]) => ({
        text: `(${left.text}) ${word} (${right.text})`,
        shown: `(${left.shown} ${word === '&&' ? 'and' : 'or'} ${right.shown})`,
      })),
  ),
}))

test('reads what was written, whatever it is', () => {
  fc.assert(
    fc.property(expression, ({text, shown: expected}) => assert.equal(shown(parseWhere(text)), expected)),
  )
})

test('any other text is an error that points at a place', () => {
  const pieces = fc.array(
    fc.constantFrom('a', '=', '!', '(', ')', '&&', '|', '"', "'", '\\', '<', '~', ' ', 'é'),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((each) => each.join('')),
      ),
      (text) => {
        try {
          parseWhere(text)
        } catch (error) {
          assert.ok(error instanceof WhereError, String(error))
          assert.match(error.message, /\^$/)
        }
      },
    ),
  )
})

test('nesting has an end', () => {
  assert.throws(() => parseWhere('('.repeat(100_000)), /too deeply nested/)
  assert.throws(() => parseWhere(`${'!'.repeat(100_000)}a=1`), /too deeply nested/)
})
