/** `tree` on a real cluster: what controllers own, a custom resource's things, and what may not be seen. */
import assert from 'node:assert/strict'
import {randomBytes} from 'node:crypto'
import {after, before, test} from 'node:test'
import {ClusterRun} from '../../../support/run-on-cluster.ts'

let run: ClusterRun
const group = `tree-${randomBytes(4).toString('hex')}.example.com`
const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: `owners.${group}`},
  spec: {
    group,
    scope: 'Namespaced',
    names: {plural: 'owners', singular: 'owner', kind: 'Owner', listKind: 'OwnerList'},
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
        additionalPrinterColumns: [{name: 'Ready', type: 'string', jsonPath: '.ready'}],
      },
    ],
  },
}

before(async () => {
  run = await ClusterRun.open('tree')
  await run.cluster.request('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', crd)
})
after(async () => {
  await run.cluster.request(
    'DELETE',
    `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/owners.${group}`,
  )
  await run.close()
})

async function kubectl(...args: readonly string[]): Promise<void> {
  const {code, stderr} = await run.run(args, {program: run.cluster.kubectl})
  assert.equal(code, 0, stderr)
}

/** The names of the tree, without what controllers make up. */
async function names(...args: readonly string[]): Promise<string[]> {
  const {stdout, code, stderr} = await run.run(['tree', ...args, '-o', 'name'])
  assert.equal(code, 0, stderr)
  return stdout
    .trim()
    .split('\n')
    .map((name) => name.replaceAll(/-[a-z0-9]{4,10}(?=$|-)/g, '-*'))
}

/** Controllers take a moment. */
async function until(expected: readonly string[], ...args: readonly string[]): Promise<void> {
  let last: string[] = []
  for (let attempt = 0; attempt < 60; attempt++) {
    last = await names(...args)
    if (last.join() === expected.join()) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  assert.deepEqual(last, expected)
}

test('a deployment, its replica set and its pods', async () => {
  await kubectl('create', 'deployment', 'web', '--image=x', '--replicas=2')
  await until(['deployment.apps/web', 'replicaset.apps/web-*', 'pod/web-*-*', 'pod/web-*-*'], 'deploy/web')
  assert.deepEqual(await names('deploy/web', '--depth', '1'), [
    'deployment.apps/web',
    'replicaset.apps/web-*',
  ])
})

test('all of a type, by label, in several namespaces, and their owners once', async () => {
  const tree = ['deployment.apps/web', 'replicaset.apps/web-*', 'pod/web-*-*', 'pod/web-*-*']
  await kubectl('create', 'deployment', 'none', '--image=x', '--replicas=0')
  await until(['deployment.apps/none', 'replicaset.apps/none-*', ...tree], 'deployments')
  assert.deepEqual(await names('deployments', '-l', 'app=web'), tree)
  assert.deepEqual(await names('deploy', '-A', '--depth', '1', '-l', 'app=none'), [
    'deployment.apps/none',
    'replicaset.apps/none-*',
  ])
  assert.deepEqual(await names('deploy', '-n', `${run.namespace},default`, '-l', 'app=web'), tree)
  assert.deepEqual(await names('pods', '-l', 'app=web', '--up'), tree)
  const {stdout, stderr, code} = await run.run(['tree', 'deployments', '-l', 'app=nope'])
  assert.deepEqual([stdout, stderr, code], ['', 'No resources found\n', 0])
  const json = await run.run(['tree', 'deployments', '-l', 'app=nope', '-o', 'jsonpath={.trees}'])
  assert.deepEqual([json.stdout, json.stderr, json.code], ['[]', '', 0])
})

test('a cron job, its job and its pod; the way up from the job', async () => {
  await kubectl('create', 'cronjob', 'cj', '--image=x', '--schedule=0 0 1 1 *')
  await kubectl('create', 'job', 'one', '--from=cronjob/cj')
  const expected = ['cronjob.batch/cj', 'job.batch/one', 'pod/one-*']
  await until(expected, 'cronjob', 'cj')
  assert.deepEqual(await names('job/one', '--up'), expected)
})

test('a custom resource owns; a user who may read it alone gets its tree and a word', async () => {
  const base = `/apis/${group}/v1/namespaces/${run.namespace}/owners`
  const owner = {apiVersion: `${group}/v1`, kind: 'Owner', metadata: {name: 'o'}, ready: 'True'}
  let answer = await run.cluster.request('POST', base, owner)
  for (let attempt = 0; attempt < 60 && answer.status !== 201; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    answer = await run.cluster.request('POST', base, owner)
  }
  const {uid} = (JSON.parse(answer.text) as {metadata: {uid: string}}).metadata
  const ownerReferences = [{apiVersion: owner.apiVersion, kind: 'Owner', name: 'o', uid}]
  await run.cluster.request('POST', `/api/v1/namespaces/${run.namespace}/configmaps`, {
    metadata: {name: 'mine', ownerReferences},
  })
  await until([`owner.${group}/o`, 'configmap/mine'], `owners.${group}/o`)
  await kubectl('create', 'role', 'reader', '--verb=get,list', `--resource=owners.${group}`)
  await kubectl('create', 'rolebinding', 'reader', '--role=reader', '--user=reader')
  const {code, stdout, stderr} = await run.run(['tree', `owners.${group}/o`, '--as=reader', '--no-headers'])
  assert.equal(code, 0, stderr)
  assert.match(stdout, /^\S+ +Owner\/o +True +- +\S+\n$/)
  assert.match(stderr, /^Warning: the tree may be incomplete, these could not be listed: .* and \d+ more\n$/)
})

test('mistakes are told in the words of get', async () => {
  const missing = await run.run(['tree', 'configmap/none'])
  assert.deepEqual(
    [missing.code, missing.stderr],
    [1, 'Error from server (NotFound): configmaps "none" not found\n'],
  )
  const nothing = await run.run(['tree'])
  assert.deepEqual([nothing.code, nothing.stderr], [1, 'error: required resource not specified\n'])
})
