/** What only a person at a terminal sees of `delete`: the question before it, and what holds it up. */
import assert from 'node:assert/strict'
import {randomBytes} from 'node:crypto'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, before, test} from 'node:test'
import {stripVTControlCharacters} from 'node:util'
import {testCluster} from '../../../support/cluster.ts'
import {runInTerminal, type TerminalSession} from '../../../support/terminal.ts'

const kctl = path.resolve(import.meta.dirname, '../../../../dist/kctl')
const cluster = testCluster('test')
const namespace = `ask-${randomBytes(4).toString('hex')}`
const home = mkdtempSync(path.join(tmpdir(), 'kctl-ask-'))
const here = `-n ${namespace}`
const maps = `/api/v1/namespaces/${namespace}/configmaps`

before(() => cluster.createNamespace(namespace, false))
after(async () => {
  await cluster.deleteNamespace(namespace)
  cluster.close()
  rmSync(home, {recursive: true, force: true})
})

async function createMap(name: string, finalizers: readonly string[] = []): Promise<void> {
  const body = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, finalizers, labels: {mine: 'yes'}}}
  const {status, text} = await cluster.request('POST', maps, body)
  assert.equal(status, 201, text)
}

const exists = async (url: string): Promise<boolean> => (await cluster.request('GET', url)).status === 200

async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isDone()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail('it did not come to that within 5 s')
}

async function atTerminal(line: string, steps: TerminalSession['steps']) {
  const result = await runInTerminal({
    argv: [kctl, ...line.split(' ')],
    cwd: '/',
    env: {KUBECONFIG: cluster.kubeconfig, HOME: home, TERM: 'xterm'},
    steps,
  })
  return {...result, output: stripVTControlCharacters(result.output)}
}

test('deleting all of a type shows where and what, and Enter alone deletes nothing', async () => {
  await createMap('one')
  const {output, unplayed, code} = await atTerminal(`delete configmaps --all ${here}`, [
    {waitFor: 'Delete these', send: '\r'},
  ])
  assert.deepEqual(unplayed, [], output)
  assert.match(output, /This deletes, on the cluster of context "[^"]+":/)
  assert.match(output, new RegExp(`2 configmap in namespace ${namespace}: kube-root-ca.crt, one`))
  assert.match(output, /deletion is cancelled/)
  assert.equal(code, 0)
  assert.equal(await exists(`${maps}/one`), true)
})

test('with yes it goes on; by name or with --yes nobody is asked', async () => {
  // Of all namespaces, where others may be at work.
  const name = `two-of-${namespace}`
  await createMap(name)
  const asked = await atTerminal(`delete configmaps -A --field-selector=metadata.name=${name}`, [
    {waitFor: 'Delete it?', send: 'y\r'},
  ])
  assert.deepEqual(asked.unplayed, [], asked.output)
  assert.match(asked.output, new RegExp(`configmap "${name}" deleted`))
  assert.equal(await exists(`${maps}/${name}`), false)
  await createMap('three')
  for (const line of [`delete configmap three ${here}`, `delete configmaps --all --yes ${here}`]) {
    const {output, code} = await atTerminal(line, [])
    assert.equal(code, 0, output)
    assert.doesNotMatch(output, /Delete (it|these)/)
  }
})

test('a namespace is shown with what is in it', async () => {
  const {output, unplayed} = await atTerminal(`delete namespace ${namespace}`, [
    {waitFor: 'Delete it?', send: 'n\r'},
  ])
  assert.deepEqual(unplayed, [], output)
  assert.match(output, new RegExp(`1 namespace: ${namespace}`))
  assert.match(output, new RegExp(`and everything in namespace ${namespace}: .*configmaps`))
  assert.equal(await exists(`/api/v1/namespaces/${namespace}`), true)
})

test('a dry run asks nothing', async () => {
  const {output, code} = await atTerminal(`delete configmaps --all --dry-run=server ${here}`, [])
  assert.equal(code, 0, output)
  assert.doesNotMatch(output, /Delete/)
})

test('a custom resource definition is shown with how many objects it takes along', async () => {
  const group = `${namespace}.example.com`
  const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
  const schema = {openAPIV3Schema: {type: 'object'}}
  const created = await cluster.request('POST', crds, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {name: `gadgets.${group}`},
    spec: {
      group,
      scope: 'Cluster',
      names: {plural: 'gadgets', kind: 'Gadget'},
      versions: [{name: 'v1', served: true, storage: true, schema}],
    },
  })
  assert.equal(created.status, 201, created.text)
  try {
    const gadget = {apiVersion: `${group}/v1`, kind: 'Gadget', metadata: {name: 'a'}}
    await until(
      async () => (await cluster.request('POST', `/apis/${group}/v1/gadgets`, gadget)).status === 201,
    )
    const {output, unplayed} = await atTerminal(`delete crd gadgets.${group}`, [
      {waitFor: 'Delete it?', send: '\r'},
    ])
    assert.deepEqual(unplayed, [], output)
    assert.ok(output.includes(`and all gadgets.${group} of the cluster: 1`), output)
  } finally {
    await cluster.request('DELETE', `${crds}/gadgets.${group}`)
  }
})

test('while it waits it names the finalizers, and says on time-out what was seen last', async () => {
  await createMap('held', ['example.com/hold'])
  const {output, code} = await atTerminal(`delete configmap held --timeout=3s ${here}`, [])
  assert.match(
    output,
    /Waiting for:\s+configmap "held" in namespace \S+: held by the finalizer example.com\/hold/,
  )
  assert.match(output, /error: timed out waiting for the condition on configmaps\/held\r\n/)
  assert.match(output, /configmaps\/held: still there: held by the finalizer example.com\/hold/)
  assert.equal(code, 1)
  const patch = await cluster.request('PUT', `${maps}/held`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {name: 'held'},
  })
  assert.equal(patch.status, 200, patch.text)
})
