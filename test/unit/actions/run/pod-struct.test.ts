import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {JsonObject} from '../../../../src/api/json.ts'
import {asPod} from '../../../../src/actions/run/pod-struct.ts'
import {parseJSON} from '../../../../src/yaml/json.ts'

function pod(spec: string, more = ''): JsonObject {
  return parseJSON(
    `{"spec":${spec},"metadata":{"name":"a"},"kind":"Pod","apiVersion":"v1"${more}}`,
  ) as JsonObject
}

// What `kubectl run --overrides=… --dry-run=client -o json` prints.
const read: readonly (readonly [string, string, JsonObject])[] = [
  ['a field that nobody knows', '{"nope":1,"HostNetwork":true,"containers":null}', {containers: null}],
  [
    'empty fields, where they matter and where not',
    '{"hostNetwork":false,"terminationGracePeriodSeconds":0,"tolerations":[],"affinity":{},"containers":[{}]}',
    {containers: [{name: '', resources: {}}], terminationGracePeriodSeconds: 0, affinity: {}},
  ],
  [
    'quantities',
    '{"containers":[{"name":"a","resources":{"limits":{"memory":"1024Mi","cpu":0.5,"x":"1000m"}}}]}',
    {containers: [{name: 'a', resources: {limits: {cpu: '500m', memory: '1Gi', x: '1'}}}]},
  ],
  [
    'a number or a name',
    '{"containers":[{"name":"a","readinessProbe":{"tcpSocket":{"port":80}},"livenessProbe":{"httpGet":{"port":"x"}}}]}',
    {
      containers: [
        {
          name: 'a',
          resources: {},
          livenessProbe: {httpGet: {port: 'x'}},
          readinessProbe: {tcpSocket: {port: 80}},
        },
      ],
    },
  ],
]

for (const [what, spec, expected] of read) {
  test(`a pod as Go writes it: ${what}`, () => {
    const expectedText = JSON.stringify({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {name: 'a'},
      spec: expected,
      status: {},
    })
    assert.equal(JSON.stringify(asPod(pod(spec))), expectedText)
  })
}

const mismatch = (what: string, field: string, type: string) =>
  `json: cannot unmarshal ${what} into Go struct field ${field} of type ${type}`
const broken: readonly (readonly [string, string])[] = [
  ['{"containers":"x"}', mismatch('string', 'PodSpec.spec.containers', '[]v1.Container')],
  ['{"containers":["x"]}', mismatch('string', 'PodSpec.spec.containers', 'v1.Container')],
  ['{"containers":[{"args":[1]}]}', mismatch('number', 'Container.spec.containers.args', 'string')],
  ['{"nodeSelector":{"a":1}}', mismatch('number', 'PodSpec.spec.nodeSelector', 'string')],
  ['{"restartPolicy":1,"hostNetwork":1}', mismatch('number', 'PodSpec.spec.hostNetwork', 'bool')],
  ['{"restartPolicy":1}', mismatch('number', 'PodSpec.spec.restartPolicy', 'v1.RestartPolicy')],
  ['{"priority":99999999999}', mismatch('number 99999999999', 'PodSpec.spec.priority', 'int32')],
  ['[]', mismatch('array', 'Pod.spec', 'v1.PodSpec')],
  [
    '{"overhead":{"cpu":"x"}}',
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
]

for (const [spec, message] of broken) {
  test(`no pod: ${spec}`, () => {
    assert.throws(() => asPod(pod(spec)), {message})
  })
}

test('fields that are named as what every JavaScript object has are unknown as well', () => {
  const odd = '{"constructor":1,"containers":[{"name":"a","toString":{},"__proto__":2}]}'
  const plain = '{"containers":[{"name":"a"}]}'
  assert.equal(JSON.stringify(asPod(pod(odd))), JSON.stringify(asPod(pod(plain))))
})
