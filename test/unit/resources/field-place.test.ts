import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, test} from 'node:test'
import {placesOfFields} from '../../../src/resources/field-place.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'kctl-fields-'))
after(() => rmSync(folder, {recursive: true, force: true}))

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    text: |
      imag: not a field
      spec: neither
  "labls": {}
spec:
  template:
    spec:
      containers:
      - name: a
        image: x
      -   name: b
          imag: y # wrong
  replica: 1
  list:
    - - x: 1
      - y: 1
---
kind: Deployment
spec:
  replica: 2
`
writeFileSync(path.join(folder, 'f.yaml'), manifest)

const places = (...fields: string[]): string | undefined =>
  placesOfFields(
    `error when creating "f.yaml": Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: ${fields.map((field) => `unknown field "${field}"`).join(', ')}`,
    folder,
  )

test('fields that a server refused are found in the file', () => {
  assert.equal(
    places('spec.template.spec.containers[1].imag'),
    'f.yaml:16: spec.template.spec.containers[1].imag',
  )
  assert.equal(
    places('metadata.labls', 'spec.replica'),
    'f.yaml:8: metadata.labls\nf.yaml:17: spec.replica\nf.yaml:24: spec.replica',
  )
  assert.equal(places('spec.list[0][1].y'), 'f.yaml:20: spec.list[0][1].y')
})

test('what is not there has no place', () => {
  assert.equal(places('spec.imag'), undefined)
  assert.equal(placesOfFields('unknown field "spec.replica"', folder), undefined)
})
