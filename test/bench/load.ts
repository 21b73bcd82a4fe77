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
