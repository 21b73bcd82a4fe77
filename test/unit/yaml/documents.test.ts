import assert from 'node:assert/strict'
import {test} from 'node:test'
import {decodeManifest, DocumentError, readDocuments} from '../../../src/yaml/documents.ts'

test('a byte order mark tells how a manifest is written', () => {
  const text = 'a: é\n'
  const utf16 = Buffer.from(text, 'utf16le')
  assert.equal(decodeManifest(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])), text)
  assert.equal(decodeManifest(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])), text)
  assert.equal(decodeManifest(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])), text)
  assert.equal(decodeManifest(Buffer.from(text)), text)
})

test('documents know their place and the line they begin on', () => {
  const text = '# first\na: 1\n---\n---\n# nothing\n---\nb: 2\nc: 3\n---\nd: 4\n'
  const places = [...readDocuments(text)].map(({index, line}) => ({index, line}))
  assert.deepEqual(places, [
    {index: 0, line: 1},
    {index: 1, line: 7},
    {index: 2, line: 10},
  ])
})

test('values of a JSON stream know their line too', () => {
  const lines = [...readDocuments('{"a":1}\n{"b":\n2}\n\n{"c":3}\n')].map(({line}) => line)
  assert.deepEqual(lines, [1, 2, 5])
})

test('a broken document is named, those before it are given', () => {
  const seen: unknown[] = []
  assert.throws(
    () => {
      for (const {value} of readDocuments('a: 1\n---\nb: 2\n---\nc: d: e\n')) seen.push(value)
    },
    (error) => error instanceof DocumentError && error.index === 2 && error.line === 5,
  )
  assert.deepEqual(seen, [{a: 1}, {b: 2}])
})
