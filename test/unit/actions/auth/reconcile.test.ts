import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import {reconcile} from '../../../../src/actions/auth/reconcile.ts'
import {failure, type Route, startApiServer} from '../../../support/api-server.ts'
import {configFolder} from '../../../support/config-folder.ts'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const roles = '/apis/rbac.authorization.k8s.io/v1/clusterroles'
const role = {apiVersion, kind: 'ClusterRole', metadata: {name: 'a', labels: {x: 'y'}}, rules: []}
const conflict = failure(409, 'Conflict', 'the object has been modified')
const notFound = failure(404, 'NotFound', 'clusterroles "a" not found')
const exists = failure(409, 'AlreadyExists', 'clusterroles "a" already exists')
const live: Route = {body: {...role, metadata: {name: 'a', resourceVersion: '1'}}}
const done: Route = {body: {...role, metadata: {...role.metadata, resourceVersion: '2'}}}

/** Reconciles the role with a server that answers in this order; gives the requests and what was said. */
async function run(t: TestContext, answers: readonly Route[]): Promise<{requests: string[]; said: string}> {
  let next = 0
  const answer = (): Route => answers[next++]!
  const server = await startApiServer({[roles]: answer, [`${roles}/a`]: answer})
  t.after(() => server.close())
  const cluster = {name: 'c', cluster: {server: server.url}}
  const context = {name: 'c', context: {cluster: 'c'}}
  const {session} = configFolder(t, {
    config: JSON.stringify({'current-context': 'c', clusters: [cluster], contexts: [context]}),
    'role.json': JSON.stringify(role),
  })
  const own = session('config')
  const said = await reconcile(own, {
    filenames: ['role.json'],
    kustomize: '',
    recursive: false,
    args: [],
    removeExtraPermissions: false,
    removeExtraSubjects: false,
    dryRun: () => 'none',
    print: {output: ''},
  }).then(
    () => own.out.text + own.errOut.text,
    (error: Error) => error.message,
  )
  return {requests: server.requests.map((request) => request.split(' ')[0]!), said}
}

// What kubectl's retry.RetryOnConflict and ReconcileRoleOptions.run do.
const reconciled = 'clusterrole.rbac.authorization.k8s.io/a reconciled\n'
const cases: readonly (readonly [about: string, answers: Route[], requests: string, said: string])[] = [
  [
    'a conflict is tried again',
    [live, conflict, live, conflict, live, done],
    'GET PUT GET PUT GET PUT',
    `${reconciled}\treconciliation required update\n`,
  ],
  [
    'the third conflict is an error',
    [live, conflict, live, conflict, live, conflict],
    'GET PUT GET PUT GET PUT',
    'the object has been modified',
  ],
  [
    'a role that comes or goes meanwhile is looked at again',
    [notFound, exists, live, notFound, notFound, done],
    'GET POST GET PUT GET POST',
    `${reconciled}\treconciliation required create\n`,
  ],
  [
    'but not for ever',
    [notFound, exists, notFound, exists, notFound, exists],
    'GET POST GET POST GET POST',
    'exceeded maximum attempts',
  ],
]
for (const [about, answers, requests, said] of cases) {
  test(about, async (t) => {
    assert.deepEqual(await run(t, answers), {requests: requests.split(' '), said})
  })
}
