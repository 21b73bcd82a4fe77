import type {TestCluster} from '../support/cluster.ts'

const podCount = 10_000

const pod = (index: number) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: `pod-${String(index).padStart(5, '0')}`, labels: {app: `app-${index % 7}`, tier: 'bench'}},
  spec: {
    containers: [
      {
        name: 'main',
        image: 'registry.example/app:1.0',
        args: ['--index', String(index)],
        env: [{name: 'INDEX', value: String(index)}],
        resources: {requests: {cpu: '1m', memory: '1Mi'}},
      },
    ],
  },
})

/** Makes the first of the pods, unless it is there. */
export async function ensurePod(cluster: TestCluster, namespace: string): Promise<void> {
  const {status, text} = await cluster.request('POST', `/api/v1/namespaces/${namespace}/pods`, pod(0))
  if (status !== 201 && status !== 409) throw new Error(`pod: ${status} ${text}`)
}

/** Fills a namespace with running pods; keeps what is there, so that it can be called again. */
export async function ensurePods(cluster: TestCluster, namespace: string): Promise<void> {
  const base = `/api/v1/namespaces/${namespace}`
  if ((await cluster.request('GET', base)).status === 404) await cluster.createNamespace(namespace, true)
  let next = await countPods(cluster, base)
  if (next < podCount) console.error(`making ${podCount - next} pods (a few minutes, once)`)
  const worker = async () => {
    while (next < podCount) {
      const {status, text} = await cluster.request('POST', `${base}/pods`, pod(next++))
      if (status !== 201 && status !== 409) throw new Error(`pod: ${status} ${text}`)
    }
  }
  await Promise.all(Array.from({length: 8}, worker))
  await running(cluster, base)
}

async function countPods(cluster: TestCluster, base: string, selector = ''): Promise<number> {
  const {text} = await cluster.request('GET', `${base}/pods?limit=1${selector}`)
  const {metadata, items} = JSON.parse(text) as {metadata: {remainingItemCount?: number}; items: unknown[]}
  // The server does not count behind a selector: then one is as good as many.
  return items.length + (metadata.remainingItemCount ?? 0)
}

/** Waits until no pod is pending. */
async function running(cluster: TestCluster, base: string): Promise<void> {
  for (let second = 0; second < 600; second++) {
    if ((await countPods(cluster, base, '&fieldSelector=status.phase%3DPending')) === 0) return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error('pods stay pending')
}

const types = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const typeCount = 1000
const groupCount = 100
const groupOf = (index: number) => `group-${index % groupCount}.bench.example.com`

const customType = (index: number) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: `thing${index}s.${groupOf(index)}`},
  spec: {
    group: groupOf(index),
    scope: 'Namespaced',
    names: {
      plural: `thing${index}s`,
      singular: `thing${index}`,
      kind: `Thing${index}`,
      listKind: `Thing${index}List`,
      shortNames: [`t${index}`],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
      },
    ],
  },
})

/** Makes a thousand custom types in a hundred groups, and waits until the server tells of all of them. */
export async function ensureTypes(cluster: TestCluster): Promise<void> {
  if ((await servedTypes(cluster)) >= typeCount) return
  console.error(`making ${typeCount} custom types`)
  await forEachType(async (index) => {
    const {status, text} = await cluster.request('POST', types, customType(index))
    if (status !== 201 && status !== 409) throw new Error(`custom type: ${status} ${text}`)
  })
  for (let second = 0; second < 300; second++) {
    if ((await servedTypes(cluster)) >= typeCount) return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error('custom types are not served')
}

/** Takes them away: they would slow down what is measured later. */
export async function removeTypes(cluster: TestCluster): Promise<void> {
  await forEachType(async (index) => {
    await cluster.request('DELETE', `${types}/thing${index}s.${groupOf(index)}`)
  })
}

async function forEachType(work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < typeCount) await work(next++)
  }
  await Promise.all(Array.from({length: 8}, worker))
}

async function servedTypes(cluster: TestCluster): Promise<number> {
  const {text} = await cluster.request('GET', '/apis')
  const {groups} = JSON.parse(text) as {groups: {name: string}[]}
  const served = groups.filter(({name}) => name.endsWith('.bench.example.com'))
  const counts = await Promise.all(
    served.map(async ({name}) => {
      const answer = await cluster.request('GET', `/apis/${name}/v1`)
      if (answer.status !== 200) return 0 // a group that is on its way in or out
      return (JSON.parse(answer.text) as {resources?: unknown[]}).resources?.length ?? 0
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
