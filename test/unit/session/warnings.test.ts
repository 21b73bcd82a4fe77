import assert from 'node:assert/strict'
import {test} from 'node:test'
import {startApiServer} from '../../support/api-server.ts'
import {configFolder} from '../../support/config-folder.ts'

// kubectl has one WarningWriter for all its clients (cmd.go, SetDefaultWarningHandler).
test('warnings are shown and counted once over all clients of a run', async (t) => {
  const server = await startApiServer({
    '/one': {body: {}, warning: '299 - "first"'},
    '/two': {body: {}, warning: '299 - "first", 299 - "second"'},
  })
  t.after(() => server.close())
  const {session} = configFolder(t, {config: JSON.stringify(kubeconfig(server.url))})
  const run = session('config', {warningsAsErrors: true})
  const last = await run.lastClient(new AbortController().signal)
  t.after(() => last.close())
  await (await (await run.client()).send({method: 'GET', path: '/one'})).text()
  await (await last.send({method: 'GET', path: '/two'})).text()
  assert.throws(() => run.finish(), {message: '2 warnings received'})
  assert.equal(run.errOut.text, 'Warning: first\nWarning: second\n')
})

function kubeconfig(server: string): object {
  return {
    'current-context': 'c',
    clusters: [{name: 'c', cluster: {server}}],
    contexts: [{name: 'c', context: {cluster: 'c'}}],
  }
}
