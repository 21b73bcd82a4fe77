/** `get -o clean` on a real server: what it prints changes nothing, and makes the same objects again. */
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {after, before, test} from 'node:test'
import {isObject, type JsonObject} from '../../../../src/api/json.ts'
import type {KubeObject} from '../../../../src/api/object.ts'
import {testCluster} from '../../../support/cluster.ts'

const kctl = path.resolve(import.meta.dirname, '../../../../dist/kctl')
const cluster = testCluster('test')
const home = mkdtempSync(path.join(tmpdir(), 'kctl-clean-'))
const namespace = `clean-${randomBytes(4).toString('hex')}`
const types =
  'configmaps,secrets,services,deployments,statefulsets,daemonsets,jobs,cronjobs,pods,ingresses,roles,rolebindings,' +
  'persistentvolumeclaims,horizontalpodautoscalers,poddisruptionbudgets,networkpolicies,serviceaccounts'

before(() => cluster.createNamespace(namespace, true))
after(async () => {
  await cluster.deleteNamespace(namespace)
  cluster.close()
  rmSync(home, {recursive: true})
})

function run(program: string, line: string, stdin = ''): Promise<string> {
  // As parity starts them: most of the work of both is their start.
  const env = {
    KUBECONFIG: cluster.kubeconfig,
    HOME: home,
    PATH: process.env['PATH'],
    GOGC: 'off',
    BUN_JSC_useJIT: '0',
  }
  const argv = [...line.split(' '), '-n', namespace]
  return new Promise((resolve, reject) => {
    const child = execFile(program, argv, {env, maxBuffer: 1 << 26}, (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${line}: ${stderr}`)),
    )
    child.stdin!.end(stdin)
  })
}
const kubectl = (line: string, stdin?: string) => run(cluster.kubectl, line, stdin)

/** One object of each kind, with the group's label, named after the group. */
function manifest(group: string): string {
  const template = (restartPolicy?: string) => ({
    metadata: {labels: {app: group}},
    spec: {
      ...(restartPolicy === undefined ? {} : {restartPolicy}),
      containers: [
        {name: 'web', image: 'nginx:1.29', ports: [{containerPort: 80}], env: [{name: 'A', value: 'b'}]},
      ],
      volumes: [{name: 'tmp', emptyDir: {}}],
      nodeSelector: {nowhere: 'yes'},
    },
  })
  const workload = {selector: {matchLabels: {app: group}}, template: template()}
  const claim = {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}
  const role = {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: group}
  const scaled = {apiVersion: 'apps/v1', kind: 'Deployment', name: group}
  const backend = {service: {name: group, port: {number: 80}}}
  const job = {template: template('Never')}
  const objects: readonly (readonly [apiVersion: string, kind: string, rest: JsonObject])[] = [
    ['v1', 'ConfigMap', {data: {a: 'b', empty: ''}}],
    ['v1', 'Secret', {stringData: {password: 'x'}}],
    ['v1', 'ServiceAccount', {}],
    ['v1', 'Service', {spec: {selector: {app: group}, ports: [{port: 80}]}}],
    ['apps/v1', 'Deployment', {spec: workload}],
    [
      'apps/v1',
      'StatefulSet',
      {spec: {...workload, serviceName: group, volumeClaimTemplates: [{metadata: {name: 'd'}, spec: claim}]}},
    ],
    ['apps/v1', 'DaemonSet', {spec: workload}],
    ['batch/v1', 'Job', {spec: job}],
    ['batch/v1', 'CronJob', {spec: {schedule: '0 0 1 1 *', jobTemplate: {spec: job}}}],
    ['v1', 'Pod', {spec: template().spec}],
    [
      'networking.k8s.io/v1',
      'Ingress',
      {spec: {rules: [{http: {paths: [{path: '/', pathType: 'Prefix', backend}]}}]}},
    ],
    ['networking.k8s.io/v1', 'NetworkPolicy', {spec: {podSelector: {}, ingress: [{ports: [{port: 80}]}]}}],
    [
      'rbac.authorization.k8s.io/v1',
      'Role',
      {rules: [{apiGroups: [''], resources: ['pods'], verbs: ['get', 'list']}]},
    ],
    [
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      {roleRef: role, subjects: [{kind: 'ServiceAccount', name: group, namespace}]},
    ],
    ['v1', 'PersistentVolumeClaim', {spec: claim}],
    ['autoscaling/v2', 'HorizontalPodAutoscaler', {spec: {maxReplicas: 3, scaleTargetRef: scaled}}],
    ['policy/v1', 'PodDisruptionBudget', {spec: {minAvailable: 1, selector: {matchLabels: {app: group}}}}],
  ]
  return objects
    .map(([apiVersion, kind, rest]) =>
      JSON.stringify({apiVersion, kind, metadata: {name: group, labels: {group}}, ...rest}),
    )
    .join('\n---\n')
}

/** What an apply may not change: everything but who owns it and what client-side apply notes. */
function essence(object: KubeObject): unknown {
  const {status: _, metadata = {}, ...rest} = object
  // Deployments count changes of annotations as generations.
  const {
    managedFields: _fields,
    resourceVersion: _version,
    generation: _count,
    annotations = {},
    ...kept
  } = metadata
  const {'kubectl.kubernetes.io/last-applied-configuration': _last, ...others} = annotations
  return {...rest, metadata: {...kept, annotations: others}}
}

function itemsOf(text: string): KubeObject[] {
  const list = JSON.parse(text) as {items: KubeObject[]}
  return list.items.toSorted((a, b) => (String(a.kind) < String(b.kind) ? -1 : 1))
}

for (const [group, verb] of [
  ['created', 'create'],
  ['applied', 'apply'],
  ['server-side', 'apply --server-side'],
] as const) {
  test(`objects that were made with ${verb} and changed by others`, {timeout: 120_000}, async () => {
    await kubectl(`${verb} -f -`, manifest(group))
    await kubectl(`label deployment,service,configmap ${group} third=party`)
    await kubectl(`annotate secret ${group} note=this`)
    await kubectl(`set image deployment/${group} web=nginx:1.30`)
    await kubectl(`scale statefulset ${group} --replicas=2`)
    await kubectl(`rollout status deployment/${group} --timeout=1s`).catch(() => '')
    const clean = await run(kctl, `get ${types} -l group=${group} -o clean`)
    assert.doesNotMatch(
      clean,
      /^status:|uid:|resourceVersion:|managedFields:|creationTimestamp:|last-applied|clusterIP|nodeName/m,
    )
    const live = itemsOf(await kubectl(`get ${types} -l group=${group} -o json`))
    assert.equal(live.length, 17)
    for (const dry of [
      'apply --server-side --dry-run=server -o json -f -',
      'apply --dry-run=server -o json -f -',
    ]) {
      assert.deepEqual(itemsOf(await kubectl(dry, clean)).map(essence), live.map(essence), dry)
    }
    await kubectl(`delete ${types} -l group=${group} --wait --cascade=background --grace-period=1`)
    await kubectl(`${verb} -f -`, clean)
    assert.equal(await run(kctl, `get ${types} -l group=${group} -o clean`), clean)
    if (verb !== 'create') assert.doesNotMatch(clean, /terminationMessagePath|progressDeadlineSeconds/)
  })
}

test('what was applied and not changed since is applied again without a change', async () => {
  await kubectl('apply -f -', manifest('same'))
  const clean = await run(kctl, 'get configmaps,services,deployments,jobs -l group=same -o clean')
  assert.match(await kubectl('apply -f -', clean), /^(\S+ unchanged\n){4}$/)
  const json = await run(kctl, 'get configmaps,services,deployments,jobs -l group=same -o clean-json')
  assert.match(await kubectl('apply -f -', json), /^(\S+ unchanged\n){4}$/)
})

test('what the control plane made keeps what that said', async () => {
  await kubectl('create -f -', manifest('owner').split('\n---\n')[4])
  await kubectl('wait --for=create replicaset -l app=owner --timeout=20s')
  const text = await run(kctl, 'get replicasets -l app=owner -o clean-json')
  const [set] = (JSON.parse(text) as {items: JsonObject[]}).items
  assert.ok(isObject(set) && isObject(set['spec']) && isObject(set['spec']['template']))
  assert.doesNotMatch(text, /ownerReferences|deployment\.kubernetes\.io/)
})
