import assert from 'node:assert/strict'
import {test} from 'node:test'
import {derMembers, derOid, derTags, derText, readDer} from '../../../src/base/der.ts'

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

// Encodings as X.690 gives them.
test('values follow each other, with short and long lengths', () => {
  const long = Buffer.concat([bytes('04 82 01 00'), Buffer.alloc(256, 7)])
  const [text, octets, nothing] = readDer(Buffer.concat([bytes('0c 02 68 69'), long, bytes('05 00')]))
  assert.equal(derText(text!), 'hi')
  assert.equal(octets!.content.length, 256)
  assert.deepEqual(nothing, {tag: 5, content: Buffer.alloc(0)})
})

test('object identifiers', () => {
  const oid = (hex: string) => derOid({tag: 6, content: bytes(hex)})
  assert.equal(oid('55 04 03'), '2.5.4.3')
  assert.equal(oid('2a 86 48 86 f7 0d 01 09 0e'), '1.2.840.113549.1.9.14')
  assert.equal(oid('88 37 03'), '2.999.3')
})

test('text of the types that there are', () => {
  assert.equal(derText({tag: 0x0c, content: bytes('c3 bc')}), 'ü')
  assert.equal(derText({tag: 0x14, content: bytes('fc')}), 'ü')
  assert.equal(derText({tag: 0x1e, content: bytes('00 fc 01 42')}), 'üł')
  assert.equal(derText({tag: 0x02, content: bytes('01')}), undefined)
})

test('what is cut or of another type is refused', () => {
  for (const hex of ['30', '30 02 05', '30 80', '30 82 01', '30 85 01 01 01 01 01']) {
    assert.throws(() => readDer(bytes(hex)), /data truncated/, hex)
  }
  assert.throws(() => derMembers({tag: 0x31, content: bytes('')}, derTags.sequence), /tags do not match/)
  assert.throws(() => derMembers(undefined, derTags.set), /tags do not match/)
})
