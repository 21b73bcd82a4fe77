import assert from 'node:assert/strict'
import {test} from 'node:test'
import {decodeConfig} from '../../../src/kubeconfig/decode.ts'
import {encodeConfig} from '../../../src/kubeconfig/encode.ts'

// Texts as kubectl 1.37.2 prints them after `error loading config file "x": `.
const broken: readonly (readonly [string, string])[] = [
  [
    'clusters:\n- name: 5\n',
    'json: cannot unmarshal number into Go struct field NamedCluster.clusters.name of type string',
  ],
  ['kind: Pod\n', 'no kind "Pod" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"'],
  [
    'apiVersion: v2\nkind: Config\n',
    'no kind "Config" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
  ],
  [
    'hello',
    'couldn\'t get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
  ],
  [
    '[]',
    'couldn\'t get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }',
  ],
  [
    'clusters: {}\n',
    'json: cannot unmarshal object into Go struct field Config.clusters of type []v1.NamedCluster',
  ],
  [
    'clusters:\n- name: a\n- name: a\n',
    'error converting *[]NamedCluster into *map[string]*api.Cluster: duplicate name "a" in list: [{a {  false  []  false []}} {a {  false  []  false []}}]',
  ],
  [
    'users:\n- {name: a, user: {exec: {command: y}}}\n',
    'json: cannot unmarshal bool into Go struct field ExecConfig.users.user.exec.command of type string',
  ],
  [
    'users:\n- {name: a, user: {as-user-extra: {b: [x, y]}}}\n',
    'json: cannot unmarshal bool into Go struct field AuthInfo.users.user.as-user-extra of type string',
  ],
  [
    'clusters:\n- {name: a, cluster: {certificate-authority-data: "%%"}}\n',
    'illegal base64 data at input byte 0',
  ],
  [
    'clusters:\n- cluster: {insecure-skip-tls-verify: "yes"}\n',
    'json: cannot unmarshal string into Go struct field Cluster.clusters.cluster.insecure-skip-tls-verify of type bool',
  ],
  [
    'current-context: 1\n',
    'json: cannot unmarshal number into Go struct field Config.current-context of type string',
  ],
]

for (const [text, message] of broken) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => decodeConfig(text), {message})
  })
}

test('a name given twice among the users does not print the users', () => {
  const text = 'users:\n- {name: a, user: {token: secret}}\n- {name: a, user: {token: secret}}\n'
  assert.throws(
    () => decodeConfig(text),
    (error: Error) => error.message.includes('duplicate name "a"') && !error.message.includes('secret'),
  )
})

const empty = {
  kind: 'Config',
  apiVersion: 'v1',
  clusters: null,
  users: null,
  contexts: null,
  'current-context': '',
}

for (const text of [
  '',
  '{}',
  '# a comment\n',
  'unknown: field\n',
  'clusters: null\ncurrent-context: null\n',
]) {
  test(`${JSON.stringify(text)} is an empty config`, () => {
    assert.deepEqual(encodeConfig(decodeConfig(text)), empty)
  })
}

test('only the first document counts, and field names in another case are unknown', () => {
  const config = decodeConfig(
    'current-context: x\nclusters:\n- name: a\n  cluster: {SERVER: b}\n---\nfoo: bar\n',
  )
  assert.deepEqual(encodeConfig(config), {
    ...empty,
    clusters: [{name: 'a', cluster: {server: ''}}],
    'current-context': 'x',
  })
})

test('extensions keep their digits, sorted by name and key; an old exec version gets its interactive mode', () => {
  const config = decodeConfig(
    'extensions:\n- {name: b, extension: str}\n- {name: a, extension: {z: 9007199254740993, a: 1}}\n- name: c\n' +
      'users:\n- {name: u, user: {exec: {command: x, apiVersion: client.authentication.k8s.io/v1beta1}}}\n- null\n',
  )
  assert.deepEqual(encodeConfig(config), {
    ...empty,
    users: [
      {name: '', user: {}},
      {
        name: 'u',
        user: {
          exec: {
            command: 'x',
            args: null,
            env: null,
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            provideClusterInfo: false,
            interactiveMode: 'IfAvailable',
          },
        },
      },
    ],
    extensions: [
      {name: 'a', extension: {a: 1, z: 9007199254740993n}},
      {name: 'b', extension: 'str'},
      {name: 'c', extension: null},
    ],
  })
})
