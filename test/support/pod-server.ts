import http, {type IncomingMessage, type ServerResponse} from 'node:http'
import https from 'node:https'
import type {AddressInfo, Socket} from 'node:net'
import {json} from 'node:stream/consumers'
import type {PKI} from './pki.ts'
import {channel, RemoteStream} from './remote-stream.ts'

export {channel, type RemoteStream} from './remote-stream.ts'

/** A pod as JSON, as far as the fake looks at it. */
export interface FakePod {
  apiVersion?: string
  kind?: string
  metadata: {name: string; namespace?: string; resourceVersion?: string; [field: string]: unknown}
  spec: {containers: {name: string; [field: string]: unknown}[]; [field: string]: unknown}
  status: {phase: string; [field: string]: unknown}
}

/** What the fake does. */
export interface PodServerScript {
  readonly pods?: readonly FakePod[]
  /** The status of pods that are made; running and ready when absent. */
  readonly status?: FakePod['status'] | undefined
  /** The log of a container, or an HTTP status to refuse it with; '' when absent. */
  readonly logs?: (query: URLSearchParams) => string | number
  /** Plays the container's part of an attach or exec. */
  readonly attach?: ((stream: RemoteStream, server: PodServer) => void | Promise<void>) | undefined
  /** The subprotocol to agree to; '' for none. */
  readonly protocol?: string
  /** Answers every upgrade with these bytes, and cuts the connection. */
  readonly breaks?: string
  /** Whether an upgrade with this Authorization is let in; all are when absent. */
  readonly admits?: (authorization: string | undefined) => boolean
  /** Refuses every upgrade with this answer. */
  readonly refuse?: {readonly status: number; readonly contentType: string; readonly body: string}
}

export const running = {phase: 'Running', conditions: [{type: 'Ready', status: 'True'}]}

/** A pod in the namespace `default` with these containers. */
export function podNamed(
  name: string,
  containers: readonly object[],
  status: FakePod['status'] = running,
): FakePod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, namespace: 'default', uid: `uid-${name}`},
    spec: {containers: containers as FakePod['spec']['containers']},
    status,
  }
}

/** A server that has only pods, and containers that do as a script says: what those of the cluster cannot do. */
export class PodServer {
  /** The requests so far: `GET /api/v1/…?…`. */
  readonly requests: string[] = []
  readonly streams: RemoteStream[] = []
  private readonly pods = new Map<string, FakePod>()
  private readonly watchers = new Set<ServerResponse>()
  private readonly script: PodServerScript
  private readonly server: http.Server | https.Server
  private version = 1

  constructor(script: PodServerScript, pki?: PKI) {
    this.script = script
    const answer: http.RequestListener = (request, response) => void this.answer(request, response)
    this.server =
      pki === undefined
        ? http.createServer(answer)
        : https.createServer({cert: pki.read('server.crt'), key: pki.read('server.key')}, answer)
    for (const pod of script.pods ?? []) this.keep(structuredClone(pod), 'ADDED')
    this.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket as Socket, head))
  }

  /** Listens on a free port; with a PKI it speaks TLS. */
  static async start(script: PodServerScript, pki?: PKI): Promise<PodServer> {
    const server = new PodServer(script, pki)
    await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get url(): string {
    const scheme = this.server instanceof https.Server ? 'https' : 'http'
    return `${scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Changes a pod's status, as its kubelet would. */
  setStatus(name: string, status: FakePod['status']): void {
    const pod = this.pods.get(name)
    if (pod !== undefined) this.keep({...pod, status}, 'MODIFIED')
  }

  /** Removes a pod. */
  remove(name: string): void {
    const pod = this.pods.get(name)
    this.pods.delete(name)
    if (pod !== undefined) this.tell('DELETED', pod)
  }

  has(name: string): boolean {
    return this.pods.has(name)
  }

  close(): Promise<void> {
    for (const {socket} of this.streams) socket.destroy()
    return new Promise((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }

  private keep(pod: FakePod, event: string): void {
    pod.metadata.resourceVersion = String(++this.version)
    this.pods.set(pod.metadata.name, pod)
    this.tell(event, pod)
  }

  private tell(type: string, object: FakePod): void {
    for (const watcher of this.watchers) watcher.write(`${JSON.stringify({type, object})}\n`)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(`${request.method} ${request.url}`)
    const url = new URL(request.url!, 'http://server')
    if (discovery[url.pathname] !== undefined) return send(response, 200, discovery[url.pathname])
    const [, name, subresource] =
      /^\/api\/v1\/namespaces\/default\/pods(?:\/([^/]+))?(?:\/(\w+))?$/.exec(url.pathname) ?? []
    if (!url.pathname.startsWith('/api/v1/namespaces/default/pods')) return send(response, 404, notFound(''))
    if (name === undefined && request.method === 'POST') return this.create(request, response)
    if (name === undefined) return this.list(url.searchParams, response)
    const pod = this.pods.get(name)
    if (pod === undefined) return send(response, 404, notFound(name))
    if (subresource === 'log') return this.log(url.searchParams, response)
    if (subresource !== undefined) return this.refuse(response)
    if (request.method === 'DELETE') this.remove(name)
    send(response, 200, pod)
  }

  private async create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pod = (await json(request)) as FakePod
    pod.metadata = {...pod.metadata, namespace: 'default', uid: 'uid-made'}
    pod.status = this.script.status ?? running
    this.keep(pod, 'ADDED')
    send(response, 201, pod)
  }

  private list(query: URLSearchParams, response: ServerResponse): void {
    const wanted = /^metadata\.name=(.*)$/.exec(query.get('fieldSelector') ?? '')?.[1]
    const items = [...this.pods.values()].filter(
      ({metadata}) => wanted === undefined || metadata.name === wanted,
    )
    if (query.get('watch') === null) {
      return send(response, 200, {
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: {resourceVersion: String(this.version)},
        items,
      })
    }
    response.writeHead(200, {'content-type': 'application/json'}).flushHeaders()
    this.watchers.add(response)
    response.on('close', () => this.watchers.delete(response))
    const since = Number(query.get('resourceVersion') ?? 0)
    if (query.get('sendInitialEvents') === 'true') {
      for (const object of items) response.write(`${JSON.stringify({type: 'ADDED', object})}\n`)
      const metadata = {
        resourceVersion: String(this.version),
        annotations: {'k8s.io/initial-events-end': 'true'},
      }
      const object = {kind: 'Pod', apiVersion: 'v1', metadata}
      response.write(`${JSON.stringify({type: 'BOOKMARK', object})}\n`)
      return
    }
    for (const object of items) {
      if (Number(object.metadata.resourceVersion) > since)
        response.write(`${JSON.stringify({type: 'MODIFIED', object})}\n`)
    }
  }

  private log(query: URLSearchParams, response: ServerResponse): void {
    const log = this.script.logs?.(query) ?? ''
    if (typeof log === 'number') return send(response, log, failure(log, 'InternalError', 'no logs here'))
    response.writeHead(200, {'content-type': 'text/plain'}).end(log)
  }

  private refuse(response: ServerResponse): void {
    const {status, contentType, body} = this.script.refuse ?? {
      status: 400,
      contentType: 'text/plain',
      body: 'upgrade required',
    }
    response.writeHead(status, {'content-type': contentType}).end(body)
  }

  private upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    this.requests.push(`${request.method} ${request.url}`)
    const {protocol, attach, breaks} = this.script
    if (breaks !== undefined) return void socket.end(breaks)
    const admitted = this.script.admits?.(request.headers.authorization) ?? true
    const refuse = admitted ? this.script.refuse : unauthorized
    const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket'
    if (refuse !== undefined || !isWebSocket) {
      const {status, contentType, body} = refuse ?? {
        status: 400,
        contentType: 'text/plain',
        body: 'no SPDY here',
      }
      socket.on('error', () => {})
      socket.end(
        `HTTP/1.1 ${status} Refused\r\nContent-Type: ${contentType}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      )
      return
    }
    const stream = new RemoteStream(request, socket, head, protocol)
    this.streams.push(stream)
    void Promise.resolve(attach?.(stream, this)).catch((error: unknown) =>
      stream.send(channel.error, String(error)),
    )
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body))
}

function failure(code: number, reason: string, message: string): object {
  return {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code}
}

const unauthorized = {
  status: 401,
  contentType: 'application/json',
  body: JSON.stringify(failure(401, 'Unauthorized', 'Unauthorized')),
}

function notFound(name: string): object {
  return {
    ...failure(404, 'NotFound', `pods "${name}" not found`),
    details: {name, kind: 'pods'},
  }
}

const pods = {
  name: 'pods',
  singularName: 'pod',
  namespaced: true,
  kind: 'Pod',
  verbs: ['create', 'delete', 'get', 'list', 'watch'],
  shortNames: ['po'],
}
const discovery: Readonly<Record<string, unknown>> = {
  '/api': {kind: 'APIVersions', versions: ['v1']},
  '/apis': {kind: 'APIGroupList', apiVersion: 'v1', groups: []},
  '/api/v1': {kind: 'APIResourceList', groupVersion: 'v1', resources: [pods]},
}
