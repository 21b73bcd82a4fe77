import {readFileSync} from 'node:fs'
import https from 'node:https'
import {load} from 'js-yaml'
import {kubeconfigOf, referenceKubectl} from '../cluster/cluster.mjs'
import {type FrontServer, startMeddlingServer} from './front-server.ts'
import {startOldServer} from './old-server.ts'

/** The credentials of a kubeconfig's current context, decoded. */
interface Access {
  readonly server: string
  readonly ca?: Buffer
  readonly cert?: Buffer
  readonly key?: Buffer
  readonly token?: string
}

interface NamedEntries {
  readonly 'current-context': string
  readonly contexts: {name: string; context: {cluster: string; user: string; namespace?: string}}[]
  readonly clusters: {name: string; cluster: Record<string, string>}[]
  readonly users: {name: string; user: Record<string, string>}[]
}

/** The cluster that tests run on: the embedded one, or that of KCTL_TEST_KUBECONFIG and KCTL_TEST_KUBECTL. */
export class TestCluster {
  readonly kubectl: string
  readonly kubeconfig: string
  readonly access: Access
  private readonly config: NamedEntries
  private readonly agent: https.Agent

  constructor(kubeconfig: string, kubectl: string) {
    this.kubeconfig = kubeconfig
    this.kubectl = kubectl
    this.config = load(readFileSync(kubeconfig, 'utf8')) as unknown as NamedEntries
    this.access = accessOf(this.config)
    this.agent = new https.Agent({keepAlive: true, maxSockets: 8, ...tlsOf(this.access)})
  }

  /** The address of the API server, such as `https://127.0.0.1:6443`. */
  get server(): string {
    return this.access.server
  }

  /** A kubeconfig's text whose current context works in the namespace, on this server or another address. */
  kubeconfigFor(namespace: string, server?: string): string {
    const contexts = this.config.contexts.map((entry) => ({...entry, context: {...entry.context, namespace}}))
    const clusters =
      server === undefined
        ? this.config.clusters
        : this.config.clusters.map(({name}) => ({name, cluster: {server}}))
    return JSON.stringify({...this.config, apiVersion: 'v1', kind: 'Config', contexts, clusters}, null, 2)
  }

  /** This server as one that does not validate fields. */
  asOldServer(): Promise<FrontServer> {
    return startOldServer({server: this.access.server, agent: this.agent})
  }

  /** This server as one where somebody does something before each request. */
  asMeddlingServer(before: (method: string, url: URL) => Promise<void>): Promise<FrontServer> {
    return startMeddlingServer({server: this.access.server, agent: this.agent}, before)
  }

  /** Makes a namespace; with `pods` it waits until pods can be made in it. */
  async createNamespace(name: string, pods: boolean): Promise<void> {
    const body = {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels: {'kctl-parity': 'true'}}}
    const {status, text} = await this.request('POST', '/api/v1/namespaces', body)
    if (status !== 201) throw new Error(`namespace ${name}: ${status} ${text}`)
    for (const needed of ['configmaps/kube-root-ca.crt', ...(pods ? ['serviceaccounts/default'] : [])]) {
      await this.waitFor(`/api/v1/namespaces/${name}/${needed}`)
    }
  }

  /** Deletes a namespace without waiting for the end of its contents. */
  async deleteNamespace(name: string): Promise<void> {
    await this.request('DELETE', `/api/v1/namespaces/${name}`)
  }

  /** One request as the kubeconfig's user. */
  request(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
  ): Promise<{status: number; text: string}> {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const request = https.request(
        new URL(this.access.server + path),
        {
          method,
          agent: this.agent,
          headers: {
            ...(payload === undefined ? {} : {'Content-Type': contentType}),
            ...(this.access.token === undefined ? {} : {Authorization: `Bearer ${this.access.token}`}),
          },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.on('end', () => resolve({status: response.statusCode ?? 0, text})).on('error', reject)
        },
      )
      request.on('error', reject).end(payload)
    })
  }

  close(): void {
    this.agent.destroy()
  }

  private async waitFor(path: string): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt++) {
      if ((await this.request('GET', path)).status === 200) return
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`${path} did not appear within 10 s`)
  }
}

/** The cluster named by the environment, or the embedded one of that name, which must run. */
export function testCluster(name: string): TestCluster {
  const kubeconfig = process.env['KCTL_TEST_KUBECONFIG'] ?? kubeconfigOf(name)
  return new TestCluster(kubeconfig, process.env['KCTL_TEST_KUBECTL'] ?? referenceKubectl)
}

function accessOf(config: NamedEntries): Access {
  const context = config.contexts.find((entry) => entry.name === config['current-context'])?.context
  const cluster = config.clusters.find((entry) => entry.name === context?.cluster)?.cluster
  const user = config.users.find((entry) => entry.name === context?.user)?.user
  if (cluster?.['server'] === undefined) throw new Error('the test kubeconfig names no server')
  const decode = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text, 'base64'))
  const ca = decode(cluster['certificate-authority-data'])
  const cert = decode(user?.['client-certificate-data'])
  const key = decode(user?.['client-key-data'])
  const token = user?.['token']
  return {
    server: cluster['server'],
    ...(ca && {ca}),
    ...(cert && {cert}),
    ...(key && {key}),
    ...(token === undefined ? {} : {token}),
  }
}

function tlsOf({ca, cert, key}: Access): https.AgentOptions {
  return {...(ca && {ca}), ...(cert && {cert}), ...(key && {key})}
}
