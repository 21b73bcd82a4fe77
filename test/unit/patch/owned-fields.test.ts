import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {type JsonObject, type JsonValue, isObject} from '../../../src/api/json.ts'
import {ownedPart, spokenOf} from '../../../src/patch/owned-fields.ts'

// What the elements of a set mean is said in structured-merge-diff's fieldpath/serialize-pe.go.
const pod = {
  metadata: {labels: {a: '1', b: '2'}, finalizers: ['x/y', 'z']},
  spec: {
    nodeName: 'n',
    containers: [
      {
        name: 'web',
        image: 'nginx',
        resources: {limits: {cpu: '1'}},
        ports: [{containerPort: 80, protocol: 'TCP'}],
      },
      {name: 'side', image: 'busybox'},
    ],
    tolerations: [{key: 'a'}, {key: 'b'}],
  },
}
const container = (fields: JsonObject) => ({'f:spec': {'f:containers': {'k:{"name":"web"}': fields}}})

for (const [name, sets, expected] of [
  [
    'a leaf is owned whole',
    [{'f:spec': {'f:tolerations': {}}}],
    {spec: {tolerations: [{key: 'a'}, {key: 'b'}]}},
  ],
  ['one key of a map', [{'f:metadata': {'f:labels': {'.': {}, 'f:b': {}}}}], {metadata: {labels: {b: '2'}}}],
  ['a map itself, and nothing of it', [{'f:metadata': {'f:labels': {'.': {}}}}], {metadata: {labels: {}}}],
  [
    'an item that somebody else made keeps its keys',
    [container({'f:image': {}})],
    {spec: {containers: [{name: 'web', image: 'nginx'}]}},
  ],
  [
    'a key that was left to its default stays left out',
    [
      container({
        '.': {},
        'f:name': {},
        'f:ports': {'k:{"containerPort":80,"protocol":"TCP"}': {'.': {}, 'f:containerPort': {}}},
      }),
    ],
    {spec: {containers: [{name: 'web', ports: [{containerPort: 80}]}]}},
  ],
  ['items of a set', [{'f:metadata': {'f:finalizers': {'v:"z"': {}}}}], {metadata: {finalizers: ['z']}}],
  [
    'items by their place',
    [{'f:metadata': {'f:finalizers': {'i:0': {}}}}],
    {metadata: {finalizers: ['x/y']}},
  ],
  [
    'several sets',
    [
      {'f:metadata': {'f:labels': {'f:a': {}}}},
      {'f:metadata': {'f:labels': {'f:b': {}}}, 'f:spec': {'f:gone': {}}},
    ],
    {metadata: {labels: {a: '1', b: '2'}}},
  ],
  ['nothing', [{'f:status': {}}], undefined],
] as const) {
  test(name, () => assert.deepEqual(ownedPart(pod, sets), expected))
}

test('what a configuration speaks of, keys with defaults too', () => {
  const set = {
    'f:spec': {
      'f:ports': {
        '.': {},
        'k:{"port":80,"protocol":"TCP"}': {'.': {}, 'f:port': {}, 'f:protocol': {}, 'f:targetPort': {}},
      },
      'f:strategy': {'f:type': {}},
      'f:type': {},
    },
  }
  const service = {
    spec: {ports: [{port: 80, protocol: 'TCP', targetPort: 80}], strategy: {type: 'X'}, type: 'ClusterIP'},
  }
  const configuration = {spec: {ports: [{port: 80}], strategy: {}}}
  assert.deepEqual(ownedPart(service, [spokenOf(set, configuration)]), configuration)
})

const value = fc.letrec<{value: JsonValue}>((tie) => ({
  value: fc.oneof(
    {maxDepth: 4},
    fc.constantFrom<JsonValue>('a', 1, true, null),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), {noNullPrototype: true}),
    fc.array(fc.constantFrom<JsonValue>('x', 'y'), {maxLength: 3}),
  ),
})).value

/** The set that owns all of a value, down to its scalars. */
function setOf(part: JsonValue): JsonObject {
  if (!isObject(part)) return {}
  return {
    '.': {},
    ...Object.fromEntries(Object.entries(part).map(([key, below = null]) => [`f:${key}`, setOf(below)])),
  }
}

test('whoever owns all has all; a part is a part of the whole', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      assert.deepEqual(ownedPart(one, [setOf(one)]), one)
      const part = ownedPart(one, [setOf(other)])
      if (part !== undefined) assert.deepEqual(ownedPart(part, [setOf(other)]), part)
    }),
  )
})
