/** A wrong `-o` is told after the server's warnings, and does not wait for a long list. */
import assert from 'node:assert/strict'
import {test} from 'node:test'
import {withoutFormat} from '../../../../src/actions/get/wrong-format.ts'
import {type Route, coreDiscovery, startApiServer} from '../../../support/api-server.ts'
import {configFolder} from '../../../support/config-folder.ts'

test('of a list without end, one object is read', async (t) => {
  const limits: (string | null)[] = []
  const page: Route = ({url = ''}) => {
    limits.push(new URL(url, 'http://server').searchParams.get('limit'))
    const metadata = {resourceVersion: '1', continue: `c${limits.length}`}
    return {
      body: {kind: 'PodList', apiVersion: 'v1', metadata, items: [{metadata: {name: 'a'}}]},
      warning: '299 - "old"',
    }
  }
  const server = await startApiServer({
    ...coreDiscovery({pods: 'Pod'}),
    '/api/v1/namespaces/default/pods': page,
  })
  t.after(() => server.close())
  const session = configFolder(t, {}).session('', {server: server.url})
  const query = {args: ['pods'], namespace: 'default', typeMeansAll: true, chunkSize: 500}
  const mistake = new Error('wrong')
  await assert.rejects(
    withoutFormat(session, await session.select(query), {mistake, ignoreNotFound: true}),
    mistake,
  )
  assert.equal(session.errOut.text, 'Warning: old\n')
  // The second page is asked for ahead of its turn.
  assert.ok(limits.length <= 2 && limits.every((limit) => limit === '1'), limits.join())
  ;(await session.client()).close()
})
