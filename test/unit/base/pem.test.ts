import assert from 'node:assert/strict'
import {test} from 'node:test'
import {readPEM} from '../../../src/base/pem.ts'

const block = (type: string, body: string, end = type) =>
  `-----BEGIN ${type}-----\n${body}-----END ${end}-----\n`

// By encoding/pem's Decode, called until it gives nothing more.
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['one', block('A', 'MAA=\n'), ['A:3000']],
  [
    'text around and Windows line ends',
    `# x\r\n${block('A', 'MAA=\n')}bye`.replaceAll('\n', '\r\n'),
    ['A:3000'],
  ],
  ['blanks in the data', block('A', 'MA\n\tA=\n'), ['A:3000']],
  ['headers', block('A', 'X-A: b\n\nMAA=\n'), ['A:3000 with headers']],
  ['nothing in it', block('A', ''), ['A:']],
  ['no end', '-----BEGIN A-----\nMAA=\n', []],
  ['another end', block('A', 'MAA=\n', 'B'), []],
  ['broken data', block('A', 'M*A=\n') + block('B', 'MAA=\n'), ['B:3000']],
  ['a begin without an end before', `-----BEGIN A-----\nMAA=\n${block('B', 'MAA=\n')}`, ['B:3000']],
  ['indented', ` ${block('A', 'MAA=\n')}`, []],
]

for (const [what, text, expected] of cases) {
  test(`PEM: ${what}`, () => {
    const shown = readPEM(text).map(
      ({type, bytes, hasHeaders}) =>
        `${type}:${Buffer.from(bytes).toString('hex')}${hasHeaders ? ' with headers' : ''}`,
    )
    assert.deepEqual(shown, expected)
  })
}
