import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {pathOfVersion, pathWithGroup} from '../../../../src/actions/explain/resource-path.ts'
import type {RESTMapper} from '../../../../src/discovery/mapping.ts'

const core = {group: '', version: 'v1', resource: 'events'}
const named = {group: 'events.k8s.io', version: 'v1', resource: 'events'}
const mapper = {
  resourceFor: async () => core,
  resourcesFor: async () => [core, named],
} as unknown as RESTMapper

// Expected values follow kubectl's explain_test.go.
describe('pathWithGroup', () => {
  it('takes the first resource whose name the text begins with', async () => {
    assert.deepEqual(await pathWithGroup('events.note', mapper), {resource: core, fields: ['note']})
  })

  it('takes the first resource of all for a short name', async () => {
    assert.deepEqual(await pathWithGroup('ev.a.b', mapper), {resource: core, fields: ['a', 'b']})
  })

  it('knows a group from fields', async () => {
    const only = {...mapper, resourcesFor: async () => [named]}
    assert.deepEqual(await pathWithGroup('events.events.k8s.io.note.x.', only), {
      resource: named,
      fields: ['note', 'x'],
    })
  })

  for (const [text, message] of [
    ['pods[0]', 'invalid jsonpath syntax, first node must be field node'],
    ['.pods', 'invalid jsonpath syntax, first node must be field node'],
    ['}', 'must pass in 1 jsonpath string'],
  ] as const) {
    it(`refuses ${text}`, () => assert.rejects(pathWithGroup(text, mapper), {message}))
  }
})

describe('pathOfVersion', () => {
  it('takes what follows the resource for fields', async () => {
    assert.deepEqual(await pathOfVersion('events.k8s.io', mapper), {resource: core, fields: ['k8s', 'io']})
  })

  it('refuses steps that are no fields', () =>
    assert.rejects(pathOfVersion('events.a[0]', mapper), {
      message: 'invalid jsonpath syntax, all nodes must be field nodes',
    }))
})
