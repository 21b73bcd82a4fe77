import {createServer, type IncomingMessage, type RequestListener} from 'node:http'
import {createServer as createTLSServer} from 'node:https'
import type {AddressInfo} from 'node:net'

/** What a path answers: a JSON body, or more precisely; `warning` is the header, `cut` drops the connection in the middle of the answer. */
export type Route =
  | {
      readonly body: unknown
      readonly status?: number
      readonly contentType?: string
      readonly warning?: string
      readonly cut?: true
    }
  | ((request: IncomingMessage) => Route)

export interface ApiServer {
  readonly url: string
  /** The requests so far, `GET /api`, without the query. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

/** A server on this machine that answers from a table of paths, and 404 elsewhere, as an API server does; with `tls` over TLS. */
export async function startApiServer(
  routes: Readonly<Record<string, Route>>,
  tls?: {readonly key: Buffer; readonly cert: Buffer},
): Promise<ApiServer> {
  const requests: string[] = []
  const answer: RequestListener = (request, response) => {
    const {pathname} = new URL(request.url!, 'http://server')
    requests.push(`${request.method} ${pathname}`)
    let route = routes[pathname] ?? notFound
    while (typeof route === 'function') route = route(request)
    if (route.warning !== undefined) response.setHeader('warning', route.warning)
    response.writeHead(route.status ?? 200, {'content-type': route.contentType ?? 'application/json'})
    const text = typeof route.body === 'string' ? route.body : JSON.stringify(route.body)
    if (route.cut) response.write(text, () => response.destroy())
    else response.end(text)
  }
  const server = tls === undefined ? createServer(answer) : createTLSServer(tls, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Discovery of a server that has the core group alone, with these resources (plural name: kind), all in namespaces. */
export function coreDiscovery(
  kinds: Readonly<Record<string, string>>,
  verbs: readonly string[] = ['get', 'list'],
): Readonly<Record<string, Route>> {
  const resources = Object.entries(kinds).map(([name, kind]) => ({
    name,
    singularName: kind.toLowerCase(),
    namespaced: true,
    kind,
    verbs,
  }))
  return {
    '/api': {body: {kind: 'APIVersions', versions: ['v1']}},
    '/apis': {body: {kind: 'APIGroupList', groups: []}},
    '/api/v1': {body: {kind: 'APIResourceList', groupVersion: 'v1', resources}},
  }
}

/** A metav1.Status of a failure. */
export function failure(code: number, reason: string, message: string): Route {
  return {status: code, body: {kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, code}}
}

const notFound = failure(404, 'NotFound', 'the server could not find the requested resource')
