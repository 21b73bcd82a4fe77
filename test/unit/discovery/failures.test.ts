import assert from 'node:assert/strict'
import {test} from 'node:test'
import {apiResources} from '../../../src/actions/api-resources/index.ts'
import {failure, type Route, startApiServer} from '../../support/api-server.ts'
import {configFolder} from '../../support/config-folder.ts'
import {aggregatedServer, unaggregatedServer} from './servers.ts'

/** Answers that are no lists of groups, and what kubectl 1.37.2 makes of them at `/api` or `/apis`. */
const answers: readonly (readonly [name: string, route: Route, error: string])[] = [
  ['400', failure(400, 'BadRequest', 'bad'), 'the server rejected our request for an unknown reason'],
  [
    '401',
    failure(401, 'Unauthorized', 'Unauthorized'),
    'the server has asked for the client to provide credentials',
  ],
  ['403', failure(403, 'Forbidden', 'User "x" cannot get path "/api"'), 'unknown'],
  [
    '418',
    failure(418, 'Teapot', 'tea'),
    'the server responded with the status code 418 but did not return more information',
  ],
  [
    '500',
    failure(500, 'InternalError', 'broken'),
    'an error on the server ("unknown") has prevented the request from succeeding',
  ],
  ['503', failure(503, 'ServiceUnavailable', 'down'), 'the server is currently unable to handle the request'],
  [
    'HTML with 502',
    {status: 502, contentType: 'text/html', body: '<html>bad gateway</html>'},
    'an error on the server ("<html>bad gateway</html>") has prevented the request from succeeding',
  ],
  ['text with 403', {status: 403, contentType: 'text/plain', body: 'go away\n'}, 'go away'],
  [
    'HTML',
    {contentType: 'text/html', body: '<html>'},
    "invalid character '<' looking for beginning of value",
  ],
  ['a JSON text', {body: '"x"'}, 'json: cannot unmarshal string into Go value of type v1.APIGroupList'],
  ['a JSON list', {body: []}, 'json: cannot unmarshal array into Go value of type v1.APIGroupList'],
]

for (const [name, route, error] of answers) {
  test(`groups: ${name}`, async (t) => {
    for (const path of ['/api', '/apis']) {
      const message = path === '/api' ? error.replace('APIGroupList', 'APIVersions') : error
      const server = await startApiServer({...aggregatedServer(), [path]: route})
      t.after(() => server.close())
      const session = configFolder(t, {}).session('', {server: server.url})
      await assert.rejects((await session.mapper()).mappingForArgument('nosuch'), {message}, path)
      ;(await session.client()).close()
    }
  })
}

const recognizer =
  'type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'

/** The same for one version of a group, which has other words in kubectl. */
const versionAnswers: readonly (readonly [name: string, route: Route, error: string])[] = [
  ['401', failure(401, 'Unauthorized', 'Unauthorized'), 'Unauthorized'],
  ['404', failure(404, 'NotFound', 'nope'), 'nope'],
  ['503', failure(503, 'ServiceUnavailable', 'down'), 'down'],
  ['text with 403', {status: 403, contentType: 'text/plain', body: 'go away\n'}, 'go away'],
  ['null', {body: 'null'}, 'received empty response for: apps/v1'],
  ['nothing in it', {body: {kind: 'APIResourceList', resources: []}}, 'received empty response for: apps/v1'],
  [
    'HTML',
    {contentType: 'text/html', body: '<html>'},
    `couldn't get version/kind; json parse error: json: cannot unmarshal string into Go value of ${recognizer}`,
  ],
  [
    'a JSON list',
    {body: []},
    `couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of ${recognizer}`,
  ],
]

for (const [name, route, error] of versionAnswers) {
  test(`a version: ${name}`, async (t) => {
    const server = await startApiServer({...unaggregatedServer(), '/apis/apps/v1': route})
    t.after(() => server.close())
    const session = configFolder(t, {}).session('', {server: server.url})
    const options = {
      apiGroup: undefined,
      namespaced: undefined,
      verbs: [],
      categories: [],
      cached: false,
      noHeaders: false,
      output: 'name',
      sortBy: '',
    }
    await assert.rejects(apiResources(session, options), {
      message: `unable to retrieve the complete list of server APIs: apps/v1: ${error}`,
    })
    assert.match(session.out.text, /^pods$/m)
    ;(await session.client()).close()
  })
}

test('a server that only serves extensions has no core group', async (t) => {
  const {'/api': _, ...routes} = aggregatedServer()
  const server = await startApiServer(routes)
  t.after(() => server.close())
  const session = configFolder(t, {}).session('', {server: server.url})
  const {groups} = await (await session.discovery()).apis()
  assert.deepEqual(
    groups.map(({name}) => name),
    ['apps', 'events.k8s.io', 'metrics.k8s.io', 'stable.example.com'],
  )
  ;(await session.client()).close()
})
