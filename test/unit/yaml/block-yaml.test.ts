import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {readBlockYAML} from '../../../src/yaml/block-yaml.ts'
import {composeYAML} from '../../../src/yaml/yaml-reader.ts'
import {corpusCases} from './corpus.ts'

/** What the quick reader says must be what the whole reader says, strictly read as well. */
function agrees(text: string): boolean {
  const quick = readBlockYAML(text)
  if (quick === undefined) return false
  assert.deepEqual(quick, composeYAML(text, {strict: true}), JSON.stringify(text))
  return true
}

const kubeconfig = `apiVersion: v1
kind: Config
current-context: dev
# Two of them.
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==
    server: https://127.0.0.1:6443
  name: dev
contexts:
  - name: "dev"
    context: {}
preferences:
users: []
`

test('a kubeconfig is read without the whole reader', () => {
  assert.deepEqual(readBlockYAML(kubeconfig), {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'dev',
    clusters: [
      {
        cluster: {
          'certificate-authority-data': 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==',
          server: 'https://127.0.0.1:6443',
        },
        name: 'dev',
      },
    ],
    contexts: [{name: 'dev', context: {}}],
    preferences: null,
    users: [],
  })
  assert.ok(agrees(kubeconfig))
})

for (const [what, text] of [
  ['a value that goes on in the next line', 'a: b\n  c\n'],
  ['a value that goes on after an empty line', 'a: b\n\n  c\n'],
  ['a literal block', 'a: |\n  b\n'],
  ['an alias', 'a: &x b\nc: *x\n'],
  ['a merge key', 'a:\n  <<: b\n'],
  ['a tag', 'a: !!str 1\n'],
  ['an escape', 'a: "\\n"\n'],
  ['a comment after a value', 'a: b # c\n'],
  ['a key that occurs twice', 'a: b\na: c\n'],
  ['a key that is a boolean', 'yes: b\n'],
  ['a tab', 'a:\tb\n'],
  ['a float', 'a: 1.5\n'],
  ['a date', 'a: 2026-01-02\n'],
  ['an integer beyond a double', 'a: 9007199254740993\n'],
  ['a second document', 'a: b\n---\nc: d\n'],
  ['an end of the document', 'a: b\n...\n'],
  ['a colon within a value', 'a: b: c\n'],
  ['a list within a list', '- - a\n'],
  ['a dash alone', '-\n  a: b\n'],
  ['a key that goes back by half', 'a:\n    b: c\n  d: e\n'],
  ['a carriage return', 'a: b\r\n'],
  ['something that is not ASCII', 'a: \u00e9\n'],
  ['a scalar alone', 'a\n'],
  ['nothing', ''],
] as const) {
  test(`left to the whole reader: ${what}`, () => assert.equal(readBlockYAML(text), undefined))
}

test('where the quick reader answers, kubectl says the same', () => {
  const cases = corpusCases('tojson')
  const read = cases.filter(({in: text}) => readBlockYAML(text) !== undefined)
  assert.ok(read.length >= 20, `${read.length} of ${cases.length}`)
  for (const {in: text, out} of read) {
    assert.ok(agrees(text))
    assert.deepEqual(readBlockYAML(text), JSON.parse(out![0]!), JSON.stringify(text))
  }
})

/** Values, most of which are simple, and lines around them that nearly fit together. */
const value = fc.constantFrom(
  ...[
    'a',
    'b c',
    '-1',
    '0x1f',
    '010',
    '1_000',
    '0',
    '-0',
    '1.5',
    '~',
    'null',
    'yes',
    'a-b',
    'x,y',
    '1:2',
    '""',
  ],
  ...[
    '"d e"',
    "'e'",
    '{}',
    '[]',
    '[a]',
    '|',
    '>',
    '&x a',
    '*x',
    '!t a',
    '%a',
    '@',
    '?',
    '=',
    '.',
    './a',
    '--a',
  ],
  ...[
    'a: b',
    'a:',
    'a #b',
    'a#b',
    '#',
    '"a',
    "a'",
    '- a',
    '---',
    '...',
    '<<',
    'a ',
    '2026-01-02',
    'a:]',
    '$(a)',
  ],
)
const key = fc.constantFrom(
  'a',
  'b',
  'c',
  'd.e/f',
  'a-b',
  '_',
  'yes',
  'n',
  'null',
  '1',
  '"q"',
  '<<',
  'a b',
  '',
)
const line = fc.oneof(
  {weight: 6, arbitrary: fc.tuple(key, value).map(([name, one]) => `${name}: ${one}`)},
  {weight: 4, arbitrary: key.map((name) => `${name}:`)},
  {weight: 1, arbitrary: fc.constantFrom('', '# note', ' ', '---', '-', '...')},
  {weight: 2, arbitrary: value},
)
const indented = fc.tuple(fc.constantFrom('', '', '', '  ', '  ', '    '), fc.boolean(), line)
const text = fc
  .array(indented, {minLength: 1, maxLength: 5})
  .map((lines) => lines.map(([indent, isItem, rest]) => `${indent}${isItem ? '- ' : ''}${rest}\n`).join(''))

test('never another value than that of the whole reader', () => {
  let read = 0
  fc.assert(
    fc.property(text, (sample) => {
      if (agrees(sample)) read++
    }),
    {numRuns: 20_000},
  )
  assert.ok(read > 500, `${read} texts were read`)
})
