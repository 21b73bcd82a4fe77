/** Several namespaces and every type in one `get`, on a real server and on one that is half broken. */
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, before, test} from 'node:test'
import {failure, startApiServer} from '../../../support/api-server.ts'
import {testCluster} from '../../../support/cluster.ts'
import {aggregatedServer} from '../../discovery/servers.ts'

const kctl = path.resolve(import.meta.dirname, '../../../../dist/kctl')
const cluster = testCluster('test')
const home = mkdtempSync(path.join(tmpdir(), 'kctl-several-'))
const id = `several-${randomBytes(4).toString('hex')}`
const [one, two] = [`${id}-a`, `${id}-b`] as const

before(async () => {
  for (const namespace of [two, one]) {
    await cluster.createNamespace(namespace, false)
    const metadata = {name: 'mine', labels: {here: namespace.slice(-1)}}
    const body = {apiVersion: 'v1', kind: 'ConfigMap', metadata, data: {a: 'b'}}
    assert.equal(
      (await cluster.request('POST', `/api/v1/namespaces/${namespace}/configmaps`, body)).status,
      201,
    )
  }
})
after(async () => {
  for (const namespace of [one, two]) await cluster.deleteNamespace(namespace)
  cluster.close()
  rmSync(home, {recursive: true})
})

function run(
  line: string,
  kubeconfig = cluster.kubeconfig,
): Promise<{out: string; err: string; code: number}> {
  const env = {KUBECONFIG: kubeconfig, HOME: home}
  return new Promise((resolve) => {
    execFile(kctl, line.split(' '), {env}, (error, out, err) =>
      resolve({out, err, code: error === null ? 0 : Number(error.code)}),
    )
  })
}

test('several namespaces are read in order, however they are named', async () => {
  for (const namespaces of [`${two},${one}`, `${id}-*`, `${id}-?,!*-c`]) {
    const {out, err, code} = await run(`get configmaps -n ${namespaces} -l here -L here`)
    assert.equal(err, '')
    assert.match(out, new RegExp(`^NAMESPACE .*\\n${one} +mine +1 .* a\\n${two} +mine +1 .* b\\n$`))
    assert.equal(code, 0)
  }
  const path = '-o jsonpath={.items[*].metadata.namespace}'
  assert.equal((await run(`get configmaps -n ${id}-* -l here ${path}`)).out, `${one} ${two}`)
  assert.equal((await run(`get configmap mine -n ${id}-* -o name`)).out, 'configmap/mine\nconfigmap/mine\n')
  assert.equal(
    (await run(`get configmaps -n ${id}-* -l here -o name`)).out,
    'configmap/mine\nconfigmap/mine\n',
  )
})

test('what fails in one namespace does not hide the others', async () => {
  await cluster.request('DELETE', `/api/v1/namespaces/${two}/configmaps/mine`)
  const {out, err, code} = await run(`get configmap/mine -n ${one},${two}`)
  assert.match(out, new RegExp(`\\n${one} +mine `))
  assert.equal(err, `Error from server (NotFound): configmaps "mine" not found in namespace "${two}"\n`)
  assert.equal(code, 1)
  assert.equal((await run(`get configmap/mine -n ${one},${two} --ignore-not-found`)).code, 0)
  assert.match((await run(`get pods -n ${one},${two} -f x.yaml`)).err, /x\.yaml|resource arguments/)
})

test('a pattern that nothing matches is an error; a write takes no patterns', async () => {
  assert.deepEqual(await run(`get pods -n ${id}-z*`), {
    out: '',
    err: `error: no namespace matches "${id}-z*"\n`,
    code: 1,
  })
  assert.equal((await run(`delete configmap mine -n ${id}-*`)).code, 1)
})

test('everything, each type once, and with the same flags as other types', async () => {
  const names = await run(`get --everything -n ${one} -o name`)
  assert.match(names.out, /^configmap\/kube-root-ca\.crt\nconfigmap\/mine\n(.+\n)*$/)
  assert.equal(new Set(names.out.split('\n')).size, names.out.split('\n').length)
  assert.equal((await run(`get --everything -n ${one} -l here -o name`)).out, 'configmap/mine\n')
  assert.match((await run(`get --everything -n ${one} -l here`)).out, /^NAME +DATA +AGE\nconfigmap\/mine /)
  assert.equal(
    (await run(`get --everything -n ${one} --where DATA=1&&NAME=mine -o name`)).out,
    'configmap/mine\n',
  )
  const cluster = await run(`get --everything -A -o name -l kubernetes.io/metadata.name=${one}`)
  assert.equal(cluster.out, `namespace/${one}\n`)
  assert.match(
    (await run('get --everything pods')).err,
    /^error: --everything cannot be used together with types/,
  )
})

test('what may not be listed is one line', async () => {
  const {out, err, code} = await run(`get --everything -n ${one} --as=system:serviceaccount:${one}:default`)
  assert.equal(out, '')
  assert.match(err, /^Left out, because you may not list them: .*configmaps, .*deployments\.apps, .*$/m)
  assert.equal(code, 0)
})

test('a broken API harms no other', async (t) => {
  const table = (name: string) => ({
    body: {
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: {},
      columnDefinitions: [{name: 'Name', type: 'string', format: 'name'}],
      rows: [{cells: [name], object: null}],
    },
  })
  const server = await startApiServer({
    ...aggregatedServer({stale: true}),
    '/api/v1/namespaces/default/pods': table('web'),
    '/apis/apps/v1/namespaces/default/deployments': failure(503, 'ServiceUnavailable', 'down'),
    '/apis/stable.example.com/v2/namespaces/default/crontabs': table('tab'),
    '/apis/stable.example.com/v1/namespaces/default/olds': failure(403, 'Forbidden', 'no'),
  })
  t.after(() => server.close())
  const {out, err, code} = await run(
    `get --everything --no-headers --server=${server.url}`,
    path.join(home, 'none'),
  )
  assert.equal(out, 'pod/web\ncrontab.stable.example.com/tab\n')
  assert.match(err, /^Left out, because the server does not say what is in them: metrics\.k8s\.io\/v1beta1$/m)
  assert.match(err, /^Left out, because you may not list them: /m)
  assert.match(err, /ServiceUnavailable|unable to handle/)
  assert.equal(code, 1)
})

const lacking = (type: string): string =>
  `--where: ${type} have no column "NOPE"; they have .*\\n  NOPE=1\\n  \\^\\n`

for (const format of ['wide', 'json', 'yaml', 'kyaml', 'name', 'clean', 'clean-json', 'jsonpath={.kind}']) {
  test(`a column that is not there is an error per type and nothing else, -o ${format}`, async () => {
    for (const [what, expected] of [
      ['configmaps', `error: ${lacking('configmaps')}`],
      ['configmap/mine', `error: ${lacking('configmaps')}`],
      ['configmaps,secrets', lacking('configmaps') + lacking('secrets')],
      [`configmap/mine namespace/${one}`, lacking('configmaps') + lacking('namespaces')],
      [`configmaps -w -n ${one},${two}`, `error: ${lacking('configmaps')}`],
      [`configmaps,secrets -n ${one},${two}`, lacking('configmaps') + lacking('secrets')],
    ] as const) {
      const {out, err, code} = await run(`get -n ${one} -o ${format} --where NOPE=1 ${what}`)
      assert.match(err, new RegExp(`^${expected}$`), what)
      assert.deepEqual([out, code], ['', 1], what)
    }
  })
}

test('a type that lacks a column does not hide one that has it', async () => {
  for (const [what, type] of [
    ['services,configmaps', 'services'],
    [`namespace/${one} configmap/mine`, 'namespaces'],
  ] as const) {
    const {out, err, code} = await run(`get -n ${one} ${what} --where DATA=1&&NAME=mine -o name`)
    assert.match(err, new RegExp(`^error: --where: ${type} have no column "DATA"; they have NAME, `))
    assert.deepEqual([out, code], ['configmap/mine\n', 1])
    assert.match(
      (await run(`get -n ${one} ${what} --where DATA=1&&NAME=mine`)).out,
      /^NAME +DATA +AGE\n(configmap\/)?mine .*\n$/,
    )
    const nothing = await run(`get -n ${one} ${what} --where DATA=7 -o yaml`)
    assert.match(nothing.out, /^apiVersion: v1\nitems: \[\]\nkind: List\n/)
  }
})

test('a name that is in none of several namespaces stands for those that begin with it', async () => {
  const {out, err, code} = await run(`describe configmap min -n ${one},${two}`)
  assert.deepEqual([err, code], ['', 0])
  assert.match(out, new RegExp(`^Name: +mine\\nNamespace: +${one}\\n`))
  const missing = await run(`describe configmap nope -n ${one},${two}`)
  assert.equal(missing.err.match(/NotFound/g)?.length, 2)
  assert.deepEqual([missing.out, missing.code], ['', 1])
})

test('a namespace that may not be read leaves the others to be watched', async () => {
  const rules = [{apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch']}]
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${one}`
  const [apiGroup, kind] = ['rbac.authorization.k8s.io', 'User']
  await cluster.request('POST', `${rbac}/roles`, {metadata: {name: 'look'}, rules})
  await cluster.request('POST', `${rbac}/rolebindings`, {
    metadata: {name: 'look'},
    roleRef: {apiGroup, kind: 'Role', name: 'look'},
    subjects: [{apiGroup, kind, name: id}],
  })
  const watch = `get configmaps -l here -w --request-timeout=1s --as=${id}`
  const {out, err, code} = await run(`${watch} -n ${one},${two}`)
  assert.match(out, new RegExp(`\\n${one} +mine `))
  assert.match(
    err,
    new RegExp(`^Warning: not watched: configmaps is forbidden: .* in the namespace "${two}"\\n$`),
  )
  assert.equal(code, 1)
  assert.equal((await run(`${watch} -n ${one},${one}`)).code, 0)
  const none = await run(`${watch} -n ${two},default`)
  assert.match(none.err, /^Error from server \(Forbidden\): /)
  assert.deepEqual([none.out, none.code], ['', 1])
})
