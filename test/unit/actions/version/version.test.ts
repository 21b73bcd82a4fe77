import assert from 'node:assert/strict'
import {test, type TestContext} from 'node:test'
import {version} from '../../../../src/actions/version/index.ts'
import type {ConfigFlags} from '../../../../src/kubeconfig/config-flags.ts'
import {startApiServer} from '../../../support/api-server.ts'
import {configFolder} from '../../../support/config-folder.ts'

/** Runs `version` against a server that answers `/version` so. */
async function versionOf(t: TestContext, body: unknown, output = '', flags: ConfigFlags = {}) {
  const server = await startApiServer({'/version': {body}})
  t.after(() => server.close())
  const session = configFolder(t, {}).session('', {server: server.url, ...flags})
  const error = await version(session, {args: [], client: false, output}).then(
    () => '',
    (thrown: Error) => thrown.message,
  )
  ;(await session.client()).close()
  const lines = session.out.text.split('\n')
  return {out: session.out.text, server: lines[2], warning: session.errOut.text, error}
}

/** What kubectl 1.37.2 wrote to stderr for servers of these versions: a warning, or an error. */
const versions: readonly (readonly [gitVersion: string, stderr: string])[] = [
  ['v1.36.0', ''],
  ['v1.38.9', ''],
  ['v1.35.4', skew('1.35')],
  ['v1.39.0', skew('1.39')],
  ['v2.37.0', skew('2.37')],
  ['v1.27.3+k3s1', skew('1.27')],
  ['v1.37.1-gke.100', ''],
  ['1.37.0', ''],
  [' v1.37.0 ', ''],
  ['v1.37', 'server version error: illegal version string "v1.37"'],
  ['v1.37.0.1', 'server version error: illegal version string "v1.37.0.1"'],
  ['', 'server version error: could not parse "" as version'],
  ['x', 'server version error: could not parse "x" as version'],
  ['v1.037.0', 'server version error: illegal zero-prefixed version component "037" in "v1.037.0"'],
  ['v1.37.0-01', 'server version error: illegal zero-prefixed version component "01" in "v1.37.0-01"'],
  [
    'v1.37.0-a_b',
    'server version error: could not parse pre-release/metadata (-a_b) in version "v1.37.0-a_b"',
  ],
  ['v1.37.0-rc.0+x.01', ''],
  ['v1.37.0+', 'server version error: could not parse pre-release/metadata (+) in version "v1.37.0+"'],
]

function skew(server: string): string {
  return `Warning: version difference between client (1.37) and server (${server}) exceeds the supported minor version skew of +/-1\n`
}

test('servers too old or too new are warned of, odd versions are errors', async (t) => {
  for (const [gitVersion, stderr] of versions) {
    const {server, warning, error} = await versionOf(t, {gitVersion})
    assert.equal(server, `Server Version: ${gitVersion}`)
    assert.equal(warning + error, stderr, gitVersion)
  }
})

test('--warnings-as-errors makes the skew an error, after the versions', async (t) => {
  const {server, warning, error} = await versionOf(t, {gitVersion: 'v1.35.4'}, '', {warningsAsErrors: true})
  assert.equal(server, 'Server Version: v1.35.4')
  assert.equal(warning, '')
  assert.equal(`Warning: ${error}\n`, skew('1.35'))
})

/** Answers that are no version, and kubectl's words for them. */
const broken: readonly (readonly [body: unknown, error: string])[] = [
  ['<html>', "invalid character '<' looking for beginning of value"],
  ['{"major":', 'unexpected end of JSON input'],
  [[], 'json: cannot unmarshal array into Go value of type version.Info'],
  [{gitVersion: 3}, 'json: cannot unmarshal number into Go struct field Info.gitVersion of type string'],
]

test('an answer that is no version is an error; the client version is there', async (t) => {
  for (const [body, text] of broken) {
    const {out, error} = await versionOf(t, body)
    assert.equal(out, 'Client Version: v1.37.2\nKustomize Version: v5.8.1\n')
    assert.equal(error, `unable to parse the server version: ${text}`)
  }
})

test('JSON has the fields of the Go struct, in its order; YAML has them sorted', async (t) => {
  const body = {gitVersion: 'v1.37.0', extra: 1, major: '1', emulationMajor: '1', platform: 'a/b'}
  const json = await versionOf(t, body, 'json')
  // As kubectl 1.37.2 prints it.
  assert.ok(
    json.out.endsWith(`  "kustomizeVersion": "v5.8.1",
  "serverVersion": {
    "major": "1",
    "minor": "",
    "emulationMajor": "1",
    "gitVersion": "v1.37.0",
    "gitCommit": "",
    "gitTreeState": "",
    "buildDate": "",
    "goVersion": "",
    "compiler": "",
    "platform": "a/b"
  }
}
`),
  )
  const yaml = await versionOf(t, body, 'yaml')
  assert.ok(
    yaml.out.endsWith(`kustomizeVersion: v5.8.1
serverVersion:
  buildDate: ""
  compiler: ""
  emulationMajor: "1"
  gitCommit: ""
  gitTreeState: ""
  gitVersion: v1.37.0
  goVersion: ""
  major: "1"
  minor: ""
  platform: a/b

`),
  )
})
