import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {after, before, describe, it} from 'node:test'
import {changedFields} from '../../../../src/actions/apply/plan/changes.ts'
import type {FrontServer} from '../../../support/front-server.ts'
import {ClusterRun} from '../../../support/run-on-cluster.ts'

const labels = {set: 'x'}
const configMap = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name, labels},
  data,
})
const secret = (password: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {name: 'secret', labels},
  stringData: {password},
})
const web = (app: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name: 'web', labels},
  spec: {
    replicas,
    selector: {matchLabels: {app}},
    template: {metadata: {labels: {app}}, spec: {containers: [{name: 'main', image: 'nginx:1'}]}},
  },
})

const manifests = (...objects: object[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join('')

interface Plan {
  objects: {action: string; name: string; uid?: string; changes?: unknown[]}[]
}

describe('apply --plan', () => {
  let run: ClusterRun
  before(async () => {
    run = await ClusterRun.open('plan')
  })
  after(async () => {
    await run.close()
  })

  async function planOf(file: string, ...flags: string[]): Promise<Plan> {
    const {stdout, stderr, code} = await run.run(['apply', '-f', file, '--plan', '-o', 'json', ...flags])
    assert.equal(stderr, '')
    assert.equal(code, 0)
    run.write('plan.json', stdout)
    return JSON.parse(stdout) as Plan
  }

  const carryOut = (file: string, ...flags: string[]) =>
    run.run(['apply', '-f', file, '--from-plan', 'plan.json', ...flags])

  it('shows what is created, changed, replaced, pruned and left alone, and changes nothing', async () => {
    const old = manifests(
      configMap('same', {a: '1'}),
      configMap('changed', {a: '1', b: '2'}),
      configMap('leftover', {}),
      secret('old'),
      web('web', 0),
    )
    assert.equal((await run.run(['apply', '-f', '-'], {stdin: old})).code, 0)
    const state = () =>
      run.run(['get', 'configmaps,secrets,deployments', '-o', 'jsonpath={.items[*].metadata.uid}'])
    const before = await state()
    run.write(
      'next.json',
      manifests(
        configMap('same', {a: '1'}),
        configMap('changed', {a: '9', c: '3'}),
        secret('new'),
        configMap('new', {}),
        web('other', 0),
      ),
    )
    const flags = ['--prune', '-l', 'set=x', '--prune-allowlist=core/v1/ConfigMap']
    const {stdout, stderr, code} = await run.run(['apply', '-f', 'next.json', '--plan', ...flags])
    assert.equal(stderr, '')
    assert.equal(code, 0)
    const {namespace} = run
    assert.deepEqual(
      stdout
        .replaceAll(` in ${namespace}`, '')
        .split('\n')
        .map((line) => line.trim().replace(/ {2,}/g, '  ')),
      [
        'ACTION  OBJECT  CHANGE',
        'unchanged  configmap/same',
        'change  configmap/changed  data.a: "1" → "9"',
        'data.b: "2" → (none)',
        'data.c: (none) → "3"',
        'change  secret/secret  data.password: "*** (before)" → "*** (after)"',
        'create  configmap/new',
        'replace  deployment.apps/web  spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable (needs --force)',
        'prune  configmap/leftover',
        '',
        '1 to create, 2 to change, 1 to replace, 1 to prune, 1 unchanged.',
        '',
      ],
    )
    assert.equal((await state()).stdout, before.stdout)
    const plan = await planOf('next.json', ...flags)
    assert.ok(!JSON.stringify(plan).includes(Buffer.from('old').toString('base64')))
    const refused = await carryOut('next.json', ...flags)
    assert.equal(
      refused.stderr,
      `error: the plan no longer fits, nothing was changed:\n* deployment.apps/web in ${namespace} can only be replaced: plan with --force\n`,
    )
    assert.equal(refused.code, 1)
  })

  for (const flags of [[], ['--server-side']]) {
    it(`does what the plan says, or nothing (${flags.join(' ') || 'client-side'})`, async () => {
      const kind = flags.length === 0 ? 'client' : 'server'
      const [one, two] = [`${kind}-one`, `${kind}-two`]
      run.write('one.json', manifests(configMap(one, {a: '1'})))
      assert.equal((await run.run(['apply', '-f', 'one.json', ...flags])).code, 0)
      run.write('two.json', manifests(configMap(one, {a: '2'}), configMap(two, {})))
      const plan = await planOf('two.json', ...flags)
      assert.deepEqual(
        plan.objects.map(({action, name}) => `${action} ${name}`),
        [`change ${one}`, `create ${two}`],
      )
      // Somebody changes the one object, and makes the other.
      const kubectl = (...args: string[]) => run.run(args, {program: run.cluster.kubectl})
      await kubectl('label', 'configmap', one, 'new=label')
      await kubectl('create', 'configmap', two)
      const {namespace} = run
      const moved = await carryOut('two.json', ...flags)
      assert.equal(
        moved.stderr,
        `error: the plan no longer fits, nothing was changed:\n* configmap/${one} in ${namespace} has changed\n* configmap/${two} in ${namespace} has appeared\n`,
      )
      assert.deepEqual([moved.stdout, moved.code], ['', 1])
      await kubectl('delete', 'configmap', two)
      await planOf('two.json', ...flags)
      run.write('three.json', manifests(configMap(one, {a: '3'})))
      const other = await carryOut('three.json', ...flags)
      assert.match(other.stderr, new RegExp(`\\* the manifest of configmap/${one} in .* has changed\n`))
      assert.match(
        other.stderr,
        new RegExp(`\\* configmap/${two} in .* is in the plan, but not in the manifests\n`),
      )
      const flagged = await carryOut('two.json', ...flags, '-l', 'set=x')
      assert.equal(flagged.stderr, 'error: the plan was made with other values of --selector\n')
      const done = await carryOut('two.json', ...flags)
      const how =
        flags.length === 0 ? ['configured', 'created'] : ['serverside-applied', 'serverside-applied']
      assert.equal(done.stdout, `configmap/${one} ${how[0]}\nconfigmap/${two} ${how[1]}\n`)
      assert.deepEqual([done.stderr, done.code], ['', 0])
      const again = await planOf('two.json', ...flags)
      assert.deepEqual(
        again.objects.map(({action}) => action),
        ['unchanged', 'unchanged'],
      )
    })
  }

  describe('when somebody is quicker than its requests', () => {
    let front: FrontServer
    let meddle: {methods: string[]; act: () => Promise<unknown>} | undefined
    let kubeconfig: string
    let path: string
    const request = (method: string, to: string, body?: object) =>
      run.cluster.request(method, to, body, method === 'PATCH' ? 'application/merge-patch+json' : undefined)
    before(async () => {
      path = `/api/v1/namespaces/${run.namespace}/configmaps`
      front = await run.cluster.asMeddlingServer(async (method, url) => {
        if (meddle === undefined || !meddle.methods.includes(method)) return
        if (!url.pathname.startsWith(path) || url.searchParams.has('dryRun')) return
        const {act} = meddle
        meddle = undefined
        await act()
      })
      kubeconfig = run.write('front', run.cluster.kubeconfigFor(run.namespace, front.url))
    })
    after(() => front.close())

    const apply = (args: readonly string[]) => run.run(['apply', '-f', 'new.json', ...args], {kubeconfig})
    async function writePlan(flags: readonly string[]): Promise<void> {
      const {stdout, stderr} = await apply([...flags, '--plan', '-o', 'json'])
      assert.equal(stderr, '')
      run.write('plan.json', stdout)
    }

    for (const [flags, message] of [
      [
        [],
        'Error from server (AlreadyExists): error when creating "new.json": configmaps "NAME" already exists\n',
      ],
      [['--server-side'], 'error: configmaps/NAME is no longer as it was when the plan was made\n'],
    ] as const) {
      it(`takes nothing over that appears (${flags.join(' ') || 'client-side'})`, async () => {
        const name = `appears-${flags.length}`
        run.write('new.json', manifests(configMap(name, {by: 'plan'})))
        await writePlan(flags)
        const act = () => request('POST', path, configMap(name, {of: 'somebody'}))
        meddle = {methods: ['POST', 'PATCH'], act}
        const {stdout, stderr, code} = await apply([...flags, '--from-plan', 'plan.json'])
        assert.deepEqual([stdout, stderr, code], ['', message.replace('NAME', name), 1])
        const {text} = await request('GET', `${path}/${name}`)
        assert.deepEqual((JSON.parse(text) as {data: unknown}).data, {of: 'somebody'})
      })
    }

    it('prunes what the plan names, in the state it names, and nothing else', async () => {
      const flags = ['--prune', '-l', 'set=race', '--prune-allowlist=core/v1/ConfigMap']
      const annotations = {'kubectl.kubernetes.io/last-applied-configuration': '{}'}
      const object = (name: string) => ({
        ...configMap(name, {}),
        metadata: {name, labels: {set: 'race'}, annotations},
      })
      for (const name of ['left', 'touched', 'anew']) await request('POST', path, object(name))
      run.write(
        'new.json',
        manifests({...configMap('kept', {a: '1'}), metadata: {name: 'kept', labels: {set: 'race'}}}),
      )
      await writePlan(flags)
      const act = async () => {
        await request('PATCH', `${path}/touched`, {data: {of: 'somebody'}})
        await request('DELETE', `${path}/anew`)
        await request('POST', path, object('anew'))
        await request('POST', path, object('extra'))
      }
      meddle = {methods: ['DELETE'], act}
      const pruned = await apply([...flags, '--from-plan', 'plan.json'])
      assert.equal(pruned.stdout, 'configmap/kept created\nconfigmap/left pruned\n')
      assert.equal(pruned.code, 1)
      for (const name of ['touched', 'anew']) {
        assert.match(
          pruned.stderr,
          new RegExp(
            `error pruning /v1, Kind=ConfigMap ${name}: .* does not match the (UID|ResourceVersion) in record`,
          ),
        )
      }
      await writePlan(flags)
      const done = await apply([...flags, '--from-plan', 'plan.json'])
      const rest = ['anew', 'extra', 'touched'].map((name) => `configmap/${name} pruned\n`)
      assert.equal(done.stdout, `configmap/kept unchanged\n${rest.join('')}`)
      assert.deepEqual([done.stderr, done.code], ['', 0])
    })
  })

  it('refuses what is no plan, and flags that make none', async () => {
    const file = path.basename(run.write('one.json', manifests(configMap('one', {}))))
    run.write('plan.json', readFileSync(path.join(run.folder, file), 'utf8'))
    const cases: [string[], string][] = [
      [
        ['--from-plan', 'plan.json'],
        'plan.json is no plan: it has to come from apply --plan -o json or -o yaml',
      ],
      [['--plan', '--dry-run=server'], '--plan and --dry-run cannot be used together'],
      [['--plan', '--from-plan=plan.json'], '--plan and --from-plan cannot be used together'],
      [
        ['--plan', '-o', 'name'],
        'unexpected -o output mode: name. --plan prints a table, or with json or yaml a document',
      ],
    ]
    for (const [flags, message] of cases) {
      const {stderr, code} = await run.run(['apply', '-f', file, ...flags])
      assert.equal(stderr, `error: ${message}\n`)
      assert.equal(code, 1)
    }
  })

  it('names fields by their place', () => {
    const pod = (containers: object[]) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {annotations: {'a.b/c': '1'}, resourceVersion: '7'},
      spec: {containers, tolerations: [{key: 'x'}]},
    })
    const next = {
      ...pod([
        {name: 'b', image: '2'},
        {name: 'a', image: '1'},
      ]),
      metadata: {annotations: {}},
    }
    assert.deepEqual(changedFields(pod([{name: 'a', image: '1'}]) as never, next as never), [
      {path: 'metadata.annotations', before: {'a.b/c': '1'}},
      {path: 'spec.containers[name=b]', after: {name: 'b', image: '2'}},
    ])
  })
})
