import assert from 'node:assert/strict'
import {test} from 'node:test'
import {configFolder} from '../../../support/config-folder.ts'
import {programs} from '../../../support/session-programs.ts'
import {runInTerminal} from '../../../support/terminal.ts'

const kubeconfig = `
current-context: prod-eu
contexts:
- {name: prod-eu, context: {cluster: a, user: u}}
- {name: prod-us, context: {cluster: b, user: u, namespace: web}}
- {name: staging, context: {cluster: c, user: u}}
`

test('use-context without a name at a terminal: typing narrows the list, Enter chooses', async (t) => {
  const folder = configFolder(t, {config: kubeconfig})
  const result = await runInTerminal({
    argv: [...programs.bun, 'config', 'use-context'],
    cwd: folder.dir,
    env: {PATH: '/usr/bin:/bin', KUBECONFIG: 'config', TERM: 'xterm'},
    steps: [
      {waitFor: 'staging', send: 'US pr'},
      {waitFor: 'namespace web', send: '\r'},
    ],
  })
  assert.deepEqual(result.unplayed, [])
  assert.equal(result.code, 0, result.output)
  assert.match(result.output, /Switched to context "prod-us"\./)
  assert.match(folder.read('config'), /^current-context: prod-us$/m)
})

test('Ctrl-C leaves everything as it was', async (t) => {
  const folder = configFolder(t, {config: kubeconfig})
  const result = await runInTerminal({
    argv: [...programs.bun, 'config', 'use-context'],
    cwd: folder.dir,
    env: {PATH: '/usr/bin:/bin', KUBECONFIG: 'config', TERM: 'xterm'},
    steps: [{waitFor: 'staging', send: '\x03'}],
  })
  assert.equal(result.code, 130, result.output)
  assert.equal(folder.read('config'), kubeconfig)
})
