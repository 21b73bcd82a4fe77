import assert from 'node:assert/strict'
import {test} from 'node:test'
import {decodeYAML} from '../../../src/yaml/yaml-encoding.ts'
import {parseYAML} from '../../../src/yaml/yaml-reader.ts'

function utf16(text: string, order: 'le' | 'be', more: readonly number[] = []): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.concat([order === 'le' ? bytes : bytes.swap16(), Buffer.from(more)])
}

// What `kubectl config view` makes of a kubeconfig of these bytes.
for (const order of ['le', 'be'] as const) {
  test(`UTF-16 with a byte order mark is read (${order})`, () => {
    assert.equal(parseYAML(decodeYAML(utf16('', order))), null)
    assert.deepEqual(parseYAML(decodeYAML(utf16('a: é\nb: {c: 😀}\n', order))), {a: 'é', b: {c: '😀'}})
  })
}

test('one byte order mark before UTF-8 is no part of the text', () => {
  assert.deepEqual(parseYAML(decodeYAML(Buffer.from('\ufeffa: 1\nb: 2\n'))), {a: 1, b: 2})
  assert.equal(parseYAML('\ufeff'), null)
  assert.deepEqual(parseYAML('# x\n\ufeffa: 1\nb: 2\n'), {'\ufeffa': 1, b: 2})
  assert.equal(parseYAML('---\n\ufeff{"a":1}\n'), '\ufeff{"a":1}')
})

const broken: readonly (readonly [Uint8Array, string])[] = [
  [utf16('a: b\n', 'le', [0x20]), 'incomplete UTF-16 character'],
  [utf16('a: ', 'le', [0x00, 0xd8]), 'incomplete UTF-16 surrogate pair'],
  [utf16('a: ', 'le', [0x00, 0xd8, 0x62, 0x00]), 'expected low surrogate area'],
  [utf16('a: ', 'be', [0xdc, 0x00, 0x00, 0x62]), 'unexpected low surrogate area'],
  [Buffer.from('a: \xff\n', 'latin1'), 'invalid leading UTF-8 octet'],
  [Buffer.from('a: \xc3(\n', 'latin1'), 'invalid trailing UTF-8 octet'],
  [Buffer.from('a: \xc3', 'latin1'), 'incomplete UTF-8 octet sequence'],
  [Buffer.from('a: é\n', 'utf16le'), 'control characters are not allowed'],
]

for (const [bytes, message] of broken) {
  test(`bytes that are no text: ${message}`, () => {
    assert.throws(() => decodeYAML(bytes), {name: 'YamlError', message: `yaml: ${message}`})
  })
}
